import EdgeRecords

/// What is better or worse than in an earlier profile, as far as the samples can tell.
enum ChangesSection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        guard let baseline = input.baseline else {
            return .missing(.changes, "No baseline was named: `--baseline PROFILE` compares with one.")
        }
        let changes = changes(candidates, baseline) + kernelChanges(input.profile, baseline)
        guard !changes.isEmpty else {
            return .missing(.changes, "The baseline measured nothing that this profile measured too.")
        }
        let moment = baseline.conditions.startedAt.shown(atMost: 40)
        return .shown(
            ReportSection(.changes, finding(changes, moment), notes(input.profile, baseline) + [.table(table(changes))])
        )
    }

    enum Word: String {
        case better, worse
        case none = "no change shown"
    }

    private struct Change {
        var label: String
        var unit: String
        var before: Figure
        var after: Figure
        var isRate: Bool

        /// Only intervals that do not meet tell a change; without intervals nothing does.
        var word: Word {
            guard let old = before.interval, let new = after.interval, new.high < old.low || new.low > old.high else {
                return .none
            }
            return (new.high < old.low) != isRate ? .better : .worse
        }
        var percent: Double? { before.value != 0 ? (after.value / before.value - 1) * 100 : nil }
    }

    private static func changes(_ candidates: CandidateRows, _ baseline: Profile) -> [Change] {
        let earlier = Dictionary(
            baseline.measurements.filter { $0.scenario == .quiet }.map { (CandidateKey($0.candidate), $0) }
        ) { first, _ in first }
        return candidates.rows.compactMap { row in
            guard let old = earlier[CandidateKey(row.candidate)]?.latencyNanoseconds[candidates.statistic],
                let new = row.latency[candidates.statistic], old.source == new.source
            else { return nil }
            return Change(
                label: row.label, unit: "ms", before: old.divided(by: 1e6), after: new.divided(by: 1e6), isRate: false)
        }
    }

    private struct KernelKey: Hashable {
        var name: String
        var shape: [Int]
        var threads: Int
        var cpus: [Int]?
    }

    /// Medians: they alone have intervals.
    private static func kernelChanges(_ profile: Profile, _ baseline: Profile) -> [Change] {
        func key(_ kernel: KernelMeasurement) -> KernelKey {
            KernelKey(name: kernel.name, shape: kernel.shape, threads: kernel.threads, cpus: kernel.cpus)
        }
        let earlier = Dictionary(baseline.kernels.map { (key($0), $0) }) { first, _ in first }
        return profile.kernels.compactMap { kernel in
            guard let old = earlier[key(kernel)]?.medianOperationsPerSecond, let new = kernel.medianOperationsPerSecond
            else {
                return nil
            }
            let label = "\(KernelsSection.name(of: kernel)), \(Words.counted(kernel.threads, "thread"))"
            return Change(
                label: label, unit: "GOP/s", before: old.divided(by: 1e9), after: new.divided(by: 1e9), isRate: true)
        }
    }

    private static func finding(_ changes: [Change], _ moment: String) -> String {
        let counts = [Word.better, .worse, .none].map { word in "\(changes.count { $0.word == word }) \(word.rawValue)"
        }
        return "Against the profile of \(moment), of \(changes.count) compared: \(Words.joined(counts))."
    }

    /// What differs between the two beside the figures.
    private static func notes(_ profile: Profile, _ baseline: Profile) -> [ReportBlock] {
        let facts: [(String, String?, String?)] = [
            ("device class", baseline.device.class, profile.device.class),
            ("kernel", baseline.device.operatingSystem.kernel, profile.device.operatingSystem.kernel),
            ("governor", baseline.conditions.governor, profile.conditions.governor),
            ("program", baseline.program.version, profile.program.version),
        ]
        let changed = facts.filter { $0.1 != $0.2 }.map { fact in
            "\(fact.0): \((fact.1 ?? "unknown").shown()) then, \((fact.2 ?? "unknown").shown()) now"
        }
        return changed.isEmpty ? [] : [.text("Not only time has passed."), .list(changed)]
    }

    private static func table(_ changes: [Change]) -> ReportTable {
        ReportTable(
            caption: "Against the baseline",
            columns: [
                .init("what", isNumber: false), .init("unit", isNumber: false), .init("then"), .init("now"),
                .init("change, %"), .init("finding", isNumber: false),
            ],
            rows: changes.prefix(500).map { change in
                [
                    .init(change.label), .init(change.unit), .init(change.before, unit: 1),
                    .init(change.after, unit: 1),
                    .init(change.percent) { ($0 > 0 ? "+" : "") + NumberText.threeDigits($0) },
                    .init(change.word.rawValue),
                ]
            })
    }
}

extension Figure {
    /// In another unit.
    fileprivate func divided(by unit: Double) -> Figure {
        Figure(
            value / unit, statistic, count: count,
            interval: interval.map { .init(low: $0.low / unit, high: $0.high / unit) }, confidence: confidence,
            source: source, basis: basis)
    }
}
