package import EdgePlatform
import EdgeRecords

/// How warm and how fast the device is just now; each is nil where the system does not tell.
package struct ThermalState: Hashable {
    package var temperatureMillidegrees: Int?
    package var megahertz: Int?
    package var throttleEvents: Int?

    /// No device that still runs is colder or hotter: what lies outside is a sensor's fault.
    private static let plausible = -40_000...150_000

    package init() {}

    /// Of the CPUs that a candidate may use.
    package static func now(_ subject: ModelSubject) -> ThermalState {
        guard let tree = try? FileTree(root: "/") else { return ThermalState() }
        return ThermalState(of: tree, cpus: subject.candidate.cpus ?? [])
    }

    /// - Parameter cpus: whose clock is read.
    package init(of tree: FileTree, cpus: [Int]) {
        let zones = ((try? tree.names(in: "sys/class/thermal")) ?? []).filter { $0.hasPrefix("thermal_zone") }
        temperatureMillidegrees = zones.compactMap { Self.number(tree, "sys/class/thermal/\($0)/temp") }
            .filter(Self.plausible.contains).max()
        let clocks = cpus.compactMap { Self.number(tree, "sys/devices/system/cpu/cpu\($0)/cpufreq/scaling_cur_freq") }
        megahertz = clocks.max().map { $0 / 1000 }.flatMap { $0 > 0 ? $0 : nil }
        let counts = cpus.flatMap { cpu in
            ["core_throttle_count", "package_throttle_count"].compactMap {
                Self.number(tree, "sys/devices/system/cpu/cpu\(cpu)/thermal_throttle/\($0)")
            }
        }
        throttleEvents = counts.isEmpty ? nil : counts.reduce(0) { $0 &+ max($1, 0) }
    }

    private static func number(_ tree: FileTree, _ path: String) -> Int? {
        guard let text = try? tree.text(at: path) else { return nil }
        return Int(text.prefix { $0 == "-" || $0.isNumber })
    }
}

extension WorkerRun {
    mutating func take(_ state: ThermalState) {
        (temperatureMillidegrees, megahertz) = (state.temperatureMillidegrees, state.megahertz)
        throttleEvents = state.throttleEvents
    }
}
