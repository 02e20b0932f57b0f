import EdgeRecords

/// What held while it was measured, and how far the figures can be trusted.
enum ConditionsSection {
    static func section(_ input: ReportInput) -> ReportSection {
        let conditions = input.profile.conditions
        var blocks: [ReportBlock] = [.facts(facts(input))]
        if !conditions.warnings.isEmpty {
            blocks.append(
                .list(
                    conditions.warnings.prefix(20).map { warning in
                        "\(warning.what): \(warning.why). \(warning.remedy.capitalizedFirst).".shown(atMost: 400)
                    }))
        }
        return ReportSection(.conditions, finding(input.profile), blocks)
    }

    private static func finding(_ profile: Profile) -> String {
        let conditions = profile.conditions
        let contended = profile.measurements.count(where: \.contended)
        let share = conditions.contendedShare ?? 0
        let percent = NumberText.percent(ratio: share)
        if conditions.contended {
            return
                "These figures are not to be trusted: other work disturbed \(percent) of the blocks. Measure again when "
                + "the device is quiet."
        }
        return share > 0
            ? "Other work disturbed \(percent) of the blocks; " + trust(contended)
            : conditions.contendedShare == nil
                ? "Nothing was noted of other work on the device." : "No block was disturbed by other work."
    }

    private static func trust(_ contended: Int) -> String {
        switch contended {
        case 0: "the figures rest on the others."
        case 1: "one figure has no quiet block to rest on, and is marked."
        default: "\(contended) figures have no quiet block to rest on, and are marked."
        }
    }

    private static func facts(_ input: ReportInput) -> [ReportBlock.Fact] {
        let (profile, conditions) = (input.profile, input.profile.conditions)
        var facts: [ReportBlock.Fact] = [
            .init("Measured from", conditions.startedAt.shown(atMost: 40)),
            .init("to", (conditions.endedAt ?? "not noted").shown(atMost: 40)),
            .init("Governor", (conditions.governor ?? "not known: this system names none").shown(atMost: 80)),
            .init("Boost", conditions.boostEnabled.map { $0 ? "on" : "off" } ?? "not known"),
        ]
        if let canary = conditions.canary {
            let times = [canary.beforeNanoseconds, canary.referenceNanoseconds, canary.afterNanoseconds].compactMap {
                $0
            }
            facts.append(
                .init(
                    "Fixed work",
                    times.map { NumberText.duration(nanoseconds: $0.value) }.joined(separator: ", ")
                        + " (before, quiet, after)"))
        }
        if let drift = profile.measurements.lazy.compactMap(\.runDrift).first {
            facts.append(.init("Between runs", Self.words(for: drift)))
        }
        facts.append(
            .init(
                "Isolation",
                conditions.isolation.isEmpty ? "none noted" : conditions.isolation.joined(separator: ", ").shown()))
        let system = profile.device.operatingSystem
        facts.append(
            .init(
                "System", [system.name, system.kernel, system.libc].compactMap { $0 }.joined(separator: " · ").shown()))
        facts.append(
            .init("Program", "EdgePlan \(profile.program.version.shown(atMost: 40)), \(profile.program.build.rawValue)")
        )
        facts += runs(profile.measurements)
        facts.append(.init("Device class", profile.device.class.shown()))
        return facts
    }

    private static func words(for drift: RunDrift) -> String {
        let share = NumberText.percent(ratio: drift.deviation)
        return drift.runs == 0
            ? "\(share) is assumed until the same is measured here again; intervals hold it"
            : "medians of one candidate lie \(share) apart, by \(drift.runs) runs on this device; intervals hold it"
    }

    private static func runs(_ measurements: [Measurement]) -> [ReportBlock.Fact] {
        guard !measurements.isEmpty else { return [] }
        func range(_ counts: [Int]) -> String {
            guard let low = counts.min(), let high = counts.max() else { return "not noted" }
            return low == high ? "\(low)" : "\(low) to \(high)"
        }
        let contended = measurements.count(where: \.contended)
        let engines = measurements.map { measurement in
            let version = measurement.candidate.engineVersion.map { " " + $0 } ?? ""
            return (measurement.candidate.engine.rawValue + version).shown(atMost: 40)
        }.uniqued()
        return [
            .init("Engines", engines.joined(separator: ", ").shown(atMost: 300)),
            .init("Warm-up runs", range(measurements.compactMap(\.warmUpRuns))),
            .init("Processes each", range(measurements.compactMap(\.processes))),
            .init("Contended", "\(contended) of \(Words.counted(measurements.count, "measurement"))"),
        ]
    }
}
