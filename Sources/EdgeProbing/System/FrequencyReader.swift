import EdgeRecords

/// Finds what decides the clock: the governor, and whether cores may rise above their base.
struct FrequencyReader {
    private static let folder = "sys/devices/system/cpu"

    let observation: Observation
    let firstCPU: Int?

    /// The governor of the first CPU online, such as `performance`.
    func governor() -> String? {
        let fact = "processor.governor"
        let path = "\(Self.folder)/cpu\(firstCPU ?? 0)/cpufreq/scaling_governor"
        guard let name = observation.text(path), !name.isEmpty else {
            observation.findings.unknown(fact, because: "this kernel offers no choice of frequency here")
            return nil
        }
        guard name.utf8.count <= 16, name.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }) else {
            observation.warnOfContent(path, name, expected: "a governor's name")
            return nil
        }
        observation.findings.note(fact, name, from: "/" + path)
        return name
    }

    func boostEnabled() -> Bool? {
        let fact = "processor.boostEnabled"
        let policy = "\(Self.folder)/cpu\(firstCPU ?? 0)/cpufreq/boost"
        // Intel's driver asks the other way round.
        let switches = [
            ("\(Self.folder)/intel_pstate/no_turbo", 0), ("\(Self.folder)/cpufreq/boost", 1), (policy, 1),
        ]
        for (path, whenOn) in switches {
            guard let value = observation.integer(path) else { continue }
            guard value == 0 || value == 1 else {
                observation.warnOfContent(path, "\(value)", expected: "0 or 1")
                continue
            }
            let isOn = value == whenOn
            observation.findings.note(fact, isOn, from: "/" + path)
            return isOn
        }
        observation.findings.unknown(fact, because: "no driver offers a switch for it")
        return nil
    }
}
