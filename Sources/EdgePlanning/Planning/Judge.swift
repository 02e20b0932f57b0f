import EdgeRecords

/// Holds one candidate after another against the requirement.
struct Judge {
    let requirement: Requirement
    let models: ModelIndex
    /// What the device leaves to a process; nil where that is not known.
    let usableMemoryBytes: Int?
    /// Nil for none that is known.
    let device: Device?
    /// The requirement's, made once.
    let statistic: Statistic
    let clear: ClearCase?

    init(requirement: Requirement, models: ModelIndex, device: Device?) {
        self.requirement = requirement
        self.models = models
        self.device = device
        usableMemoryBytes = device?.memory.usableBytes
        statistic = requirement.statistic
        clear = requirement.claim.map { ClearCase($0) }
    }

    func contender(for measurement: Measurement, place: Int) -> Contender {
        let contender = Contender(option(for: measurement), measured: measurement, place: place)
        if let objection = accelerator(measurement.candidate) ?? outcome(of: measurement) {
            contender.objections = [objection]
            return contender
        }
        contender.objections = limits(on: contender.option)
        judgeLatency(of: measurement, in: contender)
        return contender
    }

    /// What was never measured is never settled.
    func contender(predicted: Plan.Option, place: Int) -> Contender {
        var option = predicted
        option.verdict = requirement.targetNanoseconds == nil ? .meets : .undecided
        if option.rankingAccuracy == nil { describeAccuracy(of: &option, measured: nil, fidelity: nil) }
        let contender = Contender(option, place: place)
        contender.objections = limits(on: option)
        let latency = option.latencyNanoseconds[statistic]
        // Only where even the quick end of the bar lies beyond the target is nothing left to hope for.
        if let target = requirement.targetNanoseconds, let latency,
            latency.interval?.low ?? latency.value > Double(target)
        {
            contender.option.verdict = .misses
            contender.objections.append(slow(latency, target: target, way: nil))
        }
        return contender
    }

    private func option(for measurement: Measurement) -> Plan.Option {
        let latency = measurement.latencyNanoseconds
        let source = (latency[statistic] ?? latency.all.first)?.source ?? .measured
        var option = Plan.Option(candidate: measurement.candidate, source: source)
        option.measurement = measurement.id
        option.latencyNanoseconds = latency
        option.peakMemoryBytes = measurement.peakMemoryBytes
        option.modelBytes = measurement.modelBytes ?? models.variant(of: measurement.candidate)?.modelBytes
        option.energyMicrojoules = measurement.energyMicrojoules
        option.firstTokenNanoseconds = measurement.promptNanoseconds
        option.promptTokensPerSecond = measurement.promptTokensPerSecond
        if let load = measurement.loadNanoseconds, let first = measurement.firstInferenceNanoseconds {
            option.coldStartNanoseconds = try? Figure.sum(of: [load, first])
        }
        describeAccuracy(of: &option, measured: measurement.accuracy, fidelity: measurement.fidelity)
        return option
    }

    private func describeAccuracy(of option: inout Plan.Option, measured: Accuracy?, fidelity: Accuracy?) {
        let candidate = option.candidate
        let known = RankingAccuracy(
            measured: measured, fidelity: fidelity,
            published: models.file(of: candidate)?.accuracy(on: candidate.engine, isaClass: candidate.knownISAClass),
            parent: models.parentAccuracy(of: candidate))
        option.accuracy = known?.accuracy
        option.rankingAccuracy = known?.ranking
    }

    private func outcome(of measurement: Measurement) -> Objection? {
        guard measurement.outcome != .ok else { return nil }
        let reason: Plan.Rejection.Reason =
            switch measurement.outcome {
            case .missing: .engine
            case .outOfMemory: .memory
            default: .outcome
            }
        let word = measurement.outcome.rawValue
        return Objection(reason: reason, detail: measurement.reason.map { "\(word): \($0)" } ?? word)
    }
}
