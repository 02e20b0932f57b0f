import EdgeRecords

/// The verdict: only samples of ours, from enough processes, prove anything.
extension Judge {
    func judgeLatency(of measurement: Measurement, in contender: Contender) {
        guard let claim = requirement.claim else {
            contender.option.verdict = .meets
            return
        }
        if measurement.contended, !requirement.allowed.contains(.contended) {
            contender.option.verdict = .contended
            contender.option.remark = "other work disturbed its measurement"
            return
        }
        guard let samples = measurement.samples, !samples.nanoseconds.isEmpty else {
            contender.option.verdict = .undecided
            contender.option.remark = withoutSamples(measurement)
            return
        }
        contender.hasEvidence = true
        if contender.option.latencyNanoseconds[statistic] == nil {
            contender.option.latencyNanoseconds.insert(figure(of: samples, in: measurement))
        }
        let finding = clear?.finding(samples) ?? LatencyEvidence(samples).sequentialFinding(claim)
        contender.option.verdict = finding.verdict
        // Neighbours tell the same: each sample that counts takes several.
        contender.option.samplesNeeded = finding.samplesNeeded.map { $0 * LatencyEvidence(samples).lag(for: claim) }
        contender.option.remark =
            finding.obstacle.map(Self.words)
            ?? (measurement.contended ? "other work disturbed the measurement that this rests on" : nil)
        if finding.verdict == .misses, let latency = contender.option.latencyNanoseconds[statistic] {
            contender.objections.append(slow(latency, target: claim.targetNanoseconds, way: nil))
        }
    }

    func slow(_ latency: Figure, target: Int, way: Objection.WayOut?) -> Objection {
        let name = latency.statistic.rawValue
        let time = NumberText.duration(nanoseconds: latency.value)
        return Objection(
            reason: .latency,
            detail: "its \(name) is \(time) of \(NumberText.exactDuration(nanoseconds: target))", figure: latency,
            way: way)
    }

    private func withoutSamples(_ measurement: Measurement) -> String {
        let known = measurement.latencyNanoseconds.all.map(\.statistic.rawValue)
        guard !known.contains(statistic.rawValue) else { return "its samples were not kept" }
        return known.isEmpty
            ? "no latency of it is known"
            : "only its \(known.joined(separator: ", ")) is known, which proves nothing of the \(statistic.rawValue)"
    }

    /// What no figure of the record says, the samples do.
    private func figure(of samples: Samples, in measurement: Measurement) -> Figure {
        let sorted = samples.nanoseconds.map { Double($0) }.sorted()
        return Figure(
            Quantile.percentile(requirement.percentile, ofSorted: sorted), statistic, count: sorted.count,
            source: contenderSource(measurement), basis: [measurement.id])
    }

    private func contenderSource(_ measurement: Measurement) -> Figure.Source {
        measurement.latencyNanoseconds.all.first?.source ?? .measured
    }

    private static func words(_ obstacle: Finding.Obstacle) -> String {
        switch obstacle {
        case .fewProcesses(let count):
            "it ran in \(count) \(count == 1 ? "process" : "processes"), and \(LatencyEvidence.fewestProcesses) are needed"
        case .processesDisagree: "its processes disagree: some meet the target, some do not"
        }
    }
}
