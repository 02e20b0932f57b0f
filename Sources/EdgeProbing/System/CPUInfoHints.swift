/// What `/proc/cpuinfo` tells of the machine as a whole, besides its processors.
struct CPUInfoHints {
    /// The x86 flag of a guest; nil where the text has no such flags.
    let hasHypervisorFlag: Bool?
    /// The board's or machine's name, where the architecture writes it here.
    let product: String?
    let modelName: String?
    let vendorIdentifier: String?

    init(_ processors: CPUInfo) {
        hasHypervisorFlag = processors.first("flags").map { $0.split(separator: " ").contains("hypervisor") }
        // A board's own name is better than its chip's.
        product = processors.first("Model") ?? processors.first("machine") ?? processors.first("Hardware")
        modelName = processors.first("model name")
        vendorIdentifier = processors.first("vendor_id")
    }
}
