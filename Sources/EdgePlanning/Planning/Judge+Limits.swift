import EdgeRecords

/// Everything but the latency.
extension Judge {
    func limits(on option: Plan.Option) -> [Objection] {
        [
            engine(option.candidate), accelerator(option.candidate), licence(option.candidate), memory(option),
            size(option), accuracy(option),
            coldStart(option), firstToken(option), energy(option),
        ].compactMap { $0 }
    }

    private func engine(_ candidate: Candidate) -> Objection? {
        guard !requirement.engines.isEmpty, !requirement.engines.contains(candidate.engine) else { return nil }
        let asked = requirement.engines.map(\.rawValue).joined(separator: ", ")
        return Objection(
            reason: .engine, detail: "it runs on \(candidate.engine.rawValue), and only \(asked) may be used")
    }

    func accelerator(_ candidate: Candidate) -> Objection? {
        device?.obstacle(to: candidate).map { Objection(reason: .accelerator, detail: $0) }
    }

    private func licence(_ candidate: Candidate) -> Objection? {
        guard !requirement.licences.isEmpty else { return nil }
        let licence = models[candidate]?.licence
        guard licence.map(requirement.licences.contains) != true else { return nil }
        let asked = requirement.licences.joined(separator: ", ")
        return Objection(
            reason: .licence, detail: "its licence is \(licence ?? "not known"), and only \(asked) may be used")
    }

    private func memory(_ option: Plan.Option) -> Objection? {
        let limit = [requirement.memoryBytes, usableMemoryBytes].compactMap { $0 }.min()
        guard let limit else { return nil }
        guard let peak = option.peakMemoryBytes else {
            return requirement.memoryBytes == nil ? nil : .unknown(.memory, "its memory")
        }
        guard peak.value > Double(limit) else { return nil }
        var objection = Objection.above(
            Double(limit), is: peak, .memory, "it needs", part: "memory", text: Self.bytes)
        if limit == usableMemoryBytes { objection.way = nil }
        return objection
    }

    private func size(_ option: Plan.Option) -> Objection? {
        guard let limit = requirement.modelBytes else { return nil }
        guard let bytes = option.modelBytes else { return .unknown(.size, "its file's size") }
        guard bytes > limit else { return nil }
        let figure = Figure(
            Double(bytes), .total, count: 1, source: .measured, basis: option.candidate.modelHash.map { [$0] } ?? [])
        return .above(Double(limit), is: figure, .size, "its file has", part: "download", text: Self.bytes)
    }

    private func accuracy(_ option: Plan.Option) -> Objection? {
        guard let floor = requirement.accuracyFloor else { return nil }
        guard let known = option.rankingAccuracy else {
            return beneathParent(option.candidate, floor) ?? .unknown(.accuracy, "its accuracy")
        }
        guard known.value < floor else { return nil }
        // Down to a thousandth, so that the floor that is named lets it pass.
        let lower = (known.value * 1000 + 1e-9).rounded(.down) / 1000
        return Objection(
            reason: .accuracy, detail: "its accuracy is \(Self.points(known.value)) of \(Self.points(floor))",
            figure: known,
            way: .init(
                size: floor > 0 ? (floor - known.value) / floor : 0, change: "accuracy floor to \(Self.points(lower))",
                costs: "\(NumberText.threeDigits((floor - known.value) * 100)) points of accuracy"))
    }

    /// Nothing is ranked above what it was made from: where that lies below the floor, so does all that came of it.
    private func beneathParent(_ candidate: Candidate, _ floor: Double) -> Objection? {
        guard let parent = models.parentAccuracy(of: candidate), parent.kind != .fidelity,
            parent.metric != Accuracy.perplexity, parent.value.value < floor
        else { return nil }
        return Objection(
            reason: .accuracy,
            detail: "what it was made from has an accuracy of \(Self.points(parent.value.value)) of "
                + Self.points(floor), figure: parent.value)
    }

    private func coldStart(_ option: Plan.Option) -> Objection? {
        guard let limit = requirement.coldStartNanoseconds else { return nil }
        guard let time = option.coldStartNanoseconds else { return .unknown(.coldStart, "its cold start") }
        guard time.value > Double(limit) else { return nil }
        return .above(
            Double(limit), is: time, .coldStart, "its cold start takes", part: "cold start",
            text: NumberText.duration(nanoseconds:))
    }

    private func firstToken(_ option: Plan.Option) -> Objection? {
        guard let limit = requirement.firstTokenNanoseconds else { return nil }
        guard let time = option.firstTokenNanoseconds?[statistic] else {
            return .unknown(.firstToken, "its time to the first token")
        }
        guard time.value > Double(limit) else { return nil }
        let prompt = option.candidate.promptTokens.map { " after \($0) tokens" } ?? ""
        return .above(
            Double(limit), is: time, .firstToken, "its first token\(prompt) takes", part: "first token",
            text: NumberText.duration(nanoseconds:))
    }

    private func energy(_ option: Plan.Option) -> Objection? {
        guard let limit = requirement.energyMicrojoules else { return nil }
        guard let energy = option.energyMicrojoules else { return .unknown(.energy, "its energy") }
        guard energy.value > limit else { return nil }
        return .above(limit, is: energy, .energy, "a run takes", part: "energy", text: Self.energy)
    }

    static func bytes(_ bytes: Double) -> String { NumberText.bytes(Int(min(max(bytes.rounded(.up), 0), 9e18))) }

    static func points(_ ratio: Double) -> String { NumberText.fixed(ratio * 100, decimals: 1) + " %" }

    private static func energy(_ microjoules: Double) -> String {
        microjoules < 999.5
            ? "\(NumberText.threeDigits(microjoules)) µJ"
            : microjoules < 999_500
                ? "\(NumberText.threeDigits(microjoules / 1e3)) mJ" : "\(NumberText.threeDigits(microjoules / 1e6)) J"
    }
}
