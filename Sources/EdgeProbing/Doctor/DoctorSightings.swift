public import EdgePlatform

/// What a doctor looks at besides the device record: conditions and installed files, which are no part of a device.
public struct DoctorSightings: Hashable, Sendable {
    /// Shared libraries that the probe's cross-checks open, by file name, and whether they are installed.
    public var libraries: [String: Bool] = [:]
    /// The chosen word of `transparent_hugepage/enabled`: `always`, `madvise` or `never`.
    public var hugePages: String?
    /// What the kernel tells the time by, such as `tsc`.
    public var clockSource: String?
    /// What sets the clock, such as `intel_pstate`.
    public var frequencyDriver: String?

    static let crossCheckLibraries = ["libhwloc.so.15", "libcpuinfo.so.0"]

    public init() {}

    public init(tree: FileTree) {
        let observation = Observation(tree: tree, findings: Findings())
        for name in Self.crossCheckLibraries {
            libraries[name] = RuntimeLibraries.usualFolders.contains { observation.exists($0 + "/" + name) }
        }
        let words = observation.text("sys/kernel/mm/transparent_hugepage/enabled")?.split(separator: " ") ?? []
        hugePages = words.first { $0.hasPrefix("[") && $0.hasSuffix("]") }.map { String($0.dropFirst().dropLast()) }
        clockSource = observation.text("sys/devices/system/clocksource/clocksource0/current_clocksource")
        let policies = observation.names(in: "sys/devices/system/cpu/cpufreq").filter { $0.hasPrefix("policy") }
        frequencyDriver =
            policies.lazy
            .compactMap { observation.text("sys/devices/system/cpu/cpufreq/\($0)/scaling_driver") }.first
    }
}
