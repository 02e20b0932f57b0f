public import EdgeRecords

/// All that a plan says of one candidate.
public struct OptionStory {
    private let plan: Plan
    private let words: OptionWords

    public init(_ plan: Plan) {
        self.plan = plan
        words = OptionWords(plan.requirement)
    }

    /// Every candidate's name, those in the running first.
    public var names: [String] { plan.ranked.map(\.candidate.name) + plan.rejected.map(\.candidate.name) }

    /// Nil if the words mean no candidate.
    public func text(of name: String, width: Int = 100) -> String? {
        let place = place(of: name)
        let rejection = plan.rejected.first { isMeant($0.candidate, $0.measurement, name) }
        guard place != nil || rejection != nil else { return nil }
        let lines = place.map(standing) ?? rejection.map(fallen) ?? []
        return lines.flatMap { Wrapping.hanging($0, indent: 13, width: width, first: 0) }.joined(separator: "\n") + "\n"
    }

    private func place(of name: String) -> Int? {
        plan.ranked.firstIndex { $0.candidate.name == name || $0.measurement == name }
            ?? plan.ranked.firstIndex { isMeant($0.candidate, $0.measurement, name) }
    }

    private func isMeant(_ candidate: Candidate, _ measurement: String?, _ name: String) -> Bool {
        measurement == name || candidate.isMeant(by: name)
    }

    private func standing(at place: Int) -> [String] {
        let option = plan.ranked[place]
        var lines = [option.candidate.inWords, line("place", "\(place + 1) of \(plan.ranked.count) in the running")]
        lines += words.facts(of: option).map { line($0.name, $0.text) }
        if let verdict = option.verdict { lines.append(line("verdict", verdict.rawValue + remark(option))) }
        lines.append(line("source", option.source.rawValue + (option.measurement.map { ", \($0)" } ?? "")))
        if let measurement = option.measurement, plan.pareto.contains(measurement) {
            lines.append(line("trade-off", "no other is better in latency, accuracy and memory at once"))
        }
        lines.append(line("so", reason(option, place)))
        return lines
    }

    private func remark(_ option: Plan.Option) -> String {
        if let remark = option.remark { return ": \(remark)" }
        return option.samplesNeeded.map { ": about \($0) more samples would settle it" } ?? ""
    }

    private func reason(_ option: Plan.Option, _ place: Int) -> String {
        guard let choice = plan.choice else {
            return "nothing is chosen, because nothing is proven to meet the requirement"
        }
        if option == choice { return "it is the choice" }
        if plan.tiedWith.contains(option) {
            return "it is tied with the choice, which takes less memory, fewer threads or less energy"
        }
        guard option.verdict == .meets else { return "it is not chosen, because it is not proven to meet the target" }
        if option.rankingAccuracy == nil, choice.rankingAccuracy != nil, plan.requirement.objective == .accuracy {
            return "its accuracy is not known, and that of \(choice.candidate.name) is"
        }
        let own = option.rankingAccuracy?.value ?? 0
        let better = choice.rankingAccuracy?.value ?? 0
        if choice.accuracy?.metric == Accuracy.perplexity, own < better, plan.requirement.objective == .accuracy {
            return
                "\(choice.candidate.name) is less surprised by the text, at most \(NumberText.threeDigits(1 / better))"
        }
        return own < better && plan.requirement.objective == .accuracy
            ? "\(choice.candidate.name) is \(NumberText.threeDigits((better - own) * 100)) points more accurate"
            : "\(choice.candidate.name) is better by the objective, \(plan.requirement.objective.rawValue)"
    }

    private func fallen(_ rejection: Plan.Rejection) -> [String] {
        // Of some the plan keeps the figures too.
        let kept = [plan.closest, plan.current].compactMap { $0 }.first {
            $0.candidate == rejection.candidate && $0.measurement == rejection.measurement
        }
        return [rejection.candidate.inWords, line("out", "\(rejection.reason.rawValue): \(rejection.detail)")]
            + (kept.map(words.facts) ?? words.facts(of: rejection)).map { line($0.name, $0.text) }
            + (rejection.measurement.map { [line("source", "measured, \($0)")] } ?? [])
    }

    private func line(_ name: String, _ text: String) -> String { "  " + name.padded(to: 11) + text }
}
