package import EdgeRecords

/// Tells what changed between two records of one kind, and whether it is more than noise.
package enum Comparer {
    /// Two profiles, candidate by candidate.
    package static func compare(_ before: Profile, _ after: Profile, by statistic: Statistic) -> RecordComparison {
        let old = usable(before)
        let new = usable(after)
        var ratios: [LatencyRatio] = []
        var rows: [RecordComparison.Row] = []
        for (key, measurement) in old.sorted(by: { $0.value.candidate.name < $1.value.candidate.name }) {
            guard let later = new[key] else {
                rows.append(.init(candidate: measurement.candidate, change: .onlyBefore))
                continue
            }
            var row = row(measurement, later, statistic)
            if let ratio = row.ratio { ratios.append(ratio) }
            row.row.accuracyBefore = measurement.accuracy?.value
            row.row.accuracyAfter = later.accuracy?.value
            rows.append(row.row)
        }
        for (key, measurement) in new.sorted(by: { $0.value.candidate.name < $1.value.candidate.name })
        where old[key] == nil { rows.append(.init(candidate: measurement.candidate, change: .onlyAfter)) }
        // One that nobody knows the error of would take it away from all others.
        let sure = ratios.filter { $0.halfWidth != nil }
        let mean = LatencyRatio(meanOf: sure.isEmpty ? ratios : sure)
        var comparison = RecordComparison(statistic: statistic, total: mean?.change ?? .unknown)
        comparison.ratio = mean?.figure(statistic, source: .measured)
        comparison.rows = rows
        comparison.differences = differences(facts(of: before), facts(of: after))
        return comparison
    }

    /// Two plans: their choices, and what was asked of them.
    package static func compare(_ before: Plan, _ after: Plan) -> RecordComparison {
        let statistic = after.requirement.statistic
        var comparison = RecordComparison(statistic: statistic, total: .unknown)
        if let old = before.choice, let new = after.choice,
            CandidateKey(old.candidate) == CandidateKey(new.candidate)
        {
            var row = RecordComparison.Row(candidate: new.candidate, change: .unknown)
            row.before = old.latencyNanoseconds[statistic]
            row.after = new.latencyNanoseconds[statistic]
            row.accuracyBefore = old.rankingAccuracy
            row.accuracyAfter = new.rankingAccuracy
            if let one = row.before, let other = row.after, let ratio = LatencyRatio(before: one, after: other) {
                row.change = ratio.change
                row.ratio = ratio.figure(statistic, source: other.source)
            }
            comparison.rows = [row]
            comparison.total = row.change
            comparison.ratio = row.ratio
        } else {
            if let old = before.choice { comparison.rows.append(chosen(old, .onlyBefore, statistic)) }
            if let new = after.choice { comparison.rows.append(chosen(new, .onlyAfter, statistic)) }
        }
        comparison.differences = differences(facts(of: before), facts(of: after))
        return comparison
    }

    private static func chosen(
        _ option: Plan.Option, _ change: RecordComparison.Change, _ statistic: Statistic
    ) -> RecordComparison.Row {
        var row = RecordComparison.Row(candidate: option.candidate, change: change)
        let figure = option.latencyNanoseconds[statistic]
        if change == .onlyBefore {
            (row.before, row.accuracyBefore) = (figure, option.rankingAccuracy)
        } else {
            (row.after, row.accuracyAfter) = (figure, option.rankingAccuracy)
        }
        return row
    }

    private static func usable(_ profile: Profile) -> [CandidateKey: Measurement] {
        Dictionary(
            profile.measurements.filter { $0.outcome == .ok && $0.scenario == .quiet }
                .map { (CandidateKey($0.candidate), $0) }
        ) { $1 }
    }

    private static func row(
        _ before: Measurement, _ after: Measurement, _ statistic: Statistic
    ) -> (row: RecordComparison.Row, ratio: LatencyRatio?) {
        var row = RecordComparison.Row(candidate: after.candidate, change: .unknown)
        row.before = before.latency(statistic)
        row.after = after.latency(statistic)
        guard let one = row.before, let other = row.after, let ratio = LatencyRatio(before: one, after: other) else {
            return (row, nil)
        }
        // What other work disturbed shows that work, and no change.
        row.change = before.contended || after.contended ? .unknown : ratio.change
        row.ratio = ratio.figure(statistic, source: other.source)
        return (row, before.contended || after.contended ? nil : ratio)
    }

    private static func facts(of profile: Profile) -> [(String, String?)] {
        let device = profile.device
        let versions = Set(
            profile.measurements.map { "\($0.candidate.engine.rawValue) \($0.candidate.engineVersion ?? "?")" })
        return [
            ("boostEnabled", profile.conditions.boostEnabled.map { "\($0)" }), ("deviceClass", device.class),
            ("engines", versions.sorted().joined(separator: ", ")), ("governor", profile.conditions.governor),
            ("kernel", device.operatingSystem.kernel), ("libc", device.operatingSystem.libc),
            ("programVersion", profile.program.version),
            (
                "quietNanoseconds",
                profile.conditions.canary.map { NumberText.duration(nanoseconds: $0.referenceNanoseconds.value) }
            ),
        ]
    }

    private static func facts(of plan: Plan) -> [(String, String?)] {
        let requirement = plan.requirement
        return [
            ("choice", plan.choice?.candidate.name), ("deviceClass", plan.deviceClass),
            ("percentile", NumberText.threeDigits(requirement.percentile)),
            ("target", requirement.targetNanoseconds.map { NumberText.exactDuration(nanoseconds: $0) }),
            ("task", requirement.task.rawValue), ("verdict", plan.verdict.rawValue), ("labels", requirement.labels),
            ("accuracyFloor", requirement.accuracyFloor.map(Judge.points)),
            ("memory", requirement.memoryBytes.map { NumberText.bytes($0) }),
        ] + plan.expires.filter { $0.fact != "deviceClass" }.map { ($0.fact, $0.is) }
    }

    private static func differences(
        _ before: [(String, String?)], _ after: [(String, String?)]
    ) -> [RecordComparison.Difference] {
        let old = Dictionary(before.map { ($0.0, $0.1) }) { $1 }
        let new = Dictionary(after.map { ($0.0, $0.1) }) { $1 }
        return Set(old.keys).union(new.keys).sorted().compactMap { fact in
            let one = old[fact] ?? nil
            let other = new[fact] ?? nil
            return one == other ? nil : .init(fact: fact, before: one, after: other)
        }
    }
}
