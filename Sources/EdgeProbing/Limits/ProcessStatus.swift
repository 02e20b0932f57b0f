import EdgeRecords

/// The CPUs and memory nodes that `/proc/self/status` allows a process.
struct ProcessStatus {
    private(set) var allowedCPUs: CPUSet?
    private(set) var allowedNodes: CPUSet?

    init(_ observation: Observation) {
        let path = "proc/self/status"
        guard let text = observation.text(path) else { return }
        var byMask: CPUSet?
        var isTold = false
        for line in text.utf8.split(separator: 10) {
            let fields = Substring(line).split(separator: ":", maxSplits: 1)
            guard fields.count == 2 else { continue }
            let value = fields[1].trimmingBlanks
            let isList = fields[0].hasSuffix("_list")
            let set = isList ? CPUSet(list: value) : CPUSet(mask: value)
            switch fields[0] {
            case "Cpus_allowed_list": allowedCPUs = set
            case "Mems_allowed_list": allowedNodes = set
            case "Cpus_allowed": byMask = set
            default: continue
            }
            isTold = true
            if set == nil { observation.warnOfContent(path, String(value), expected: "a list or mask of CPUs") }
        }
        if !isTold { observation.warnOfNothing(in: path, expected: "a set of CPUs or memory nodes that are allowed") }
        allowedCPUs = [allowedCPUs, byMask].compactMap(\.self).first { !$0.isEmpty }
        if allowedNodes?.isEmpty == true { allowedNodes = nil }
    }
}
