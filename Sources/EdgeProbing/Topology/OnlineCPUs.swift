import EdgeRecords

/// Which CPUs are online and which are present but offline.
///
/// The kernel's own list is believed first; what follows serves trees that lack it.
struct OnlineCPUs {
    private(set) var online = CPUSet()
    private(set) var offline = CPUSet()
    private(set) var source = ""

    /// - Parameters:
    ///   - listed: the CPUs of `/proc/cpuinfo`, which lists only those online.
    ///   - dumped: the CPUs whose CPUID leaves the tree holds.
    init(_ observation: Observation, listed: CPUSet, dumped: CPUSet) {
        let root = Observation.cpuRoot
        let folders = CPUSet(observation.numbers(after: "cpu", in: root))
        let counted = Self.counted(observation)
        if let list = observation.cpuList("\(root)/online"), !list.isEmpty {
            (online, source) = (list, "/\(root)/online")
        } else if !folders.isEmpty {
            online = Self.flagged(observation, folders: folders, listed: listed, counted: counted)
            source = "/\(root)/cpu*/online"
        }
        if online.isEmpty, !counted.isEmpty { (online, source) = (counted, "/proc/stat") }
        if online.isEmpty, !listed.isEmpty { (online, source) = (listed, "/proc/cpuinfo") }
        if online.isEmpty, !dumped.isEmpty { (online, source) = (dumped, "/cpuid") }
        findOffline(observation, folders: folders)
        note(observation.findings, others: [("/proc/stat", counted), ("/proc/cpuinfo", listed)])
    }

    /// Present CPUs that are not online; a CPU that could be plugged in later is not offline but absent.
    private mutating func findOffline(_ observation: Observation, folders: CPUSet) {
        let root = Observation.cpuRoot
        let possible = observation.cpuList("\(root)/possible") ?? CPUSet()
        var present = observation.cpuList("\(root)/present") ?? CPUSet()
        var presentSource = "/\(root)/present"
        if present.isEmpty { (present, presentSource) = (folders, "/\(root)/cpu*") }
        if present.isEmpty { (present, presentSource) = (possible, "/\(root)/possible") }
        offline = present.subtracting(online)
        if present.isEmpty {
            observation.findings.unknown(
                "processor.offlineCPUs", because: "nothing lists the CPUs that are present but not online")
        } else {
            observation.findings.note("processor.offlineCPUs", offline.listText, from: presentSource)
        }
        let largest = observation.integer("\(root)/kernel_max") ?? CPUSet.capacity
        for (limit, file) in [(possible, "possible"), (present, "present")] where !limit.isEmpty {
            let beyond = online.subtracting(limit)
            guard !beyond.isEmpty else { continue }
            observation.findings.warn(
                "CPUs \(beyond.listText) are online but not \(file)", at: "\(root)/\(file)",
                why: "the kernel's lists of CPUs contradict each other",
                remedy: "they are counted as online; capture the tree again if it was copied by hand")
        }
        if let last = online.last, last > largest {
            observation.findings.warn(
                "CPU \(last) is beyond the kernel's largest number \(largest)", at: "\(root)/kernel_max",
                why: "the kernel's lists of CPUs contradict each other",
                remedy: "it is counted as online; capture the tree again if it was copied by hand")
        }
    }

    private func note(_ findings: Findings, others: [(source: String, cpus: CPUSet)]) {
        guard !online.isEmpty else {
            findings.unknown("processor.onlineCPUs", because: "no file of the tree lists a CPU")
            return
        }
        findings.note("processor.onlineCPUs", online.listText, from: source)
        for other in others where !other.cpus.isEmpty && other.cpus != online && other.source != source {
            findings.disagree("processor.onlineCPUs", other.cpus.listText, from: other.source)
        }
        findings.note("processor.logicalCPUs", online.count, from: source)
    }

    /// By the flag in each CPU's folder; a CPU that cannot go offline has none.
    ///
    /// Where no flag was captured the kernel's statistics decide; without them a CPU is offline that has no topology
    /// and is not listed either.
    private static func flagged(_ observation: Observation, folders: CPUSet, listed: CPUSet, counted: CPUSet) -> CPUSet
    {
        var online = CPUSet()
        var silent = CPUSet()
        for cpu in folders.elements {
            let folder = "\(Observation.cpuRoot)/cpu\(cpu)"
            switch observation.text("\(folder)/online") {
            case "1": online.insert(cpu)
            case "0": break
            default:
                let isThere =
                    counted.isEmpty
                    ? listed.contains(cpu) || observation.exists("\(folder)/topology") : counted.contains(cpu)
                if isThere { online.insert(cpu) } else { silent.insert(cpu) }
            }
        }
        return online.isEmpty ? silent : online
    }

    /// The CPUs that have a line of their own in `/proc/stat`: those online.
    private static func counted(_ observation: Observation) -> CPUSet {
        guard let text = observation.text("proc/stat", limitBytes: 8 << 20) else { return CPUSet() }
        var cpus = CPUSet()
        for line in text.split(separator: "\n") where line.hasPrefix("cpu") {
            let digits = line.dropFirst(3).prefix { $0 != " " }
            if (1...5).contains(digits.count), let cpu = Int(digits) { cpus.insert(cpu) }
        }
        return cpus
    }
}
