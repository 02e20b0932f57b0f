import EdgeRecords

/// What `/proc/cpuinfo` tells of the machine as a whole, besides its processors.
package struct CPUInfoHints: Hashable, Sendable {
    /// The x86 flag of a guest; nil where the text has no such flags.
    package private(set) var hasHypervisorFlag: Bool?
    /// The board's or machine's name, where the architecture writes it here.
    package private(set) var product: String?
    package private(set) var modelName: String?
    package private(set) var vendorIdentifier: String?
    package private(set) var platform: String?

    /// The first block and the last few lines tell all of it; those between are thousands on a large machine.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        let head = bytes.prefix(1 << 14)
        let tail = bytes.count > 1 << 14 ? bytes.suffix(1 << 11) : []
        for line in (head + [10] + tail).split(separator: 10) { take(Substring(decoding: line, as: UTF8.self)) }
    }

    private mutating func take(_ line: Substring) {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        let value = parts[1].trimmingBlanks
        guard !value.isEmpty else { return }
        switch parts[0].trimmingBlanks {
        case "flags":
            if hasHypervisorFlag == nil { hasHypervisorFlag = value.split(separator: " ").contains("hypervisor") }
        case "model name": modelName = modelName ?? String(value)
        case "vendor_id": vendorIdentifier = vendorIdentifier ?? String(value)
        case "platform": platform = platform ?? String(value)
        // A board's own name is better than its chip's, which comes before it.
        case "Model", "machine": product = String(value)
        case "Hardware": product = product ?? String(value)
        default: return
        }
    }
}
