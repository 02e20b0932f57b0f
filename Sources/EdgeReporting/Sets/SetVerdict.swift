import EdgeRecords

/// The answer to several questions, in sentences and in one line of figures.
struct SetVerdict {
    private let input: SetInput
    private let parts: [SetPart]
    private static let figuresAtMost = 5
    private static let remarksAtMost = 4

    init(_ input: SetInput, _ parts: [SetPart]) {
        self.input = input
        self.parts = parts
    }

    var verdict: ReportVerdict {
        // What was seen of all together says more than what each did alone.
        let headline = (input.verification?.summary ?? input.set.summary).shown(atMost: 900)
        return ReportVerdict(standing, headline, sentences)
    }

    private var standing: ReportVerdict.Standing {
        if let verdict = input.verification?.verdict ?? input.set.together?.verdict { return .init(verdict) }
        guard !parts.isEmpty else { return .undecided }
        let open = parts.map(\.verdict).filter { $0 != .meets }
        return open.first { $0 != .misses }.map(ReportVerdict.Standing.init) ?? (open.isEmpty ? .meets : .misses)
    }

    private var sentences: [String] {
        let known = [covered, beside, memory, seeded].compactMap { $0 }
        return known + remarks.prefix(12).map { $0.hasSuffix(".") ? $0 : $0 + "." }
    }

    /// What the planner wants known: of all, then of some with their names.
    private var remarks: [String] {
        let each = parts.flatMap { part in
            part.plan.remarks.filter { !$0.contains("made up") }.prefix(Self.remarksAtMost).map { (part.name, $0) }
        }
        let told = each.map(\.1).uniqued().map { remark in
            let names = each.filter { $0.1 == remark }.map(\.0).uniqued()
            let text = remark.shown(atMost: 400)
            return names.count == parts.count && parts.count > 1
                ? text.capitalizedFirst : "\(Words.joined(names)): \(text)"
        }
        return input.set.remarks.map { $0.shown(atMost: 400).capitalizedFirst } + told
    }

    private var covered: String? {
        switch Set(parts.map(\.plan.requirement.scope)) {
        case [.request]: "The targets cover whole requests: preprocessing, the model and postprocessing."
        case [.model]: "The targets cover the models alone, from filled inputs to outputs in hand."
        default: nil
        }
    }

    /// What is known of tasks at the same time.
    private var beside: String? {
        guard input.set.kind == .tasks else { return nil }
        let seen = parts.filter { $0.beside != nil }
        guard !seen.isEmpty else {
            return parts.allSatisfy(\.isChosen)
                ? "What they do to each other was not measured: `edgeplan verify plans.json` does that." : nil
        }
        let slower = seen.compactMap { part -> (String, Double)? in
            guard let beside = part.beside, let alone = part.alone, alone.value > 0 else { return nil }
            return (part.name, beside.value / alone.value)
        }.max { $0.1 < $1.1 }
        return slower.map { name, ratio in
            let cause = input.verification?.verdict == .contended ? " and other work" : ""
            return "Beside the others\(cause) \(name) takes \(NumberText.threeDigits(ratio)) times what it takes "
                + "alone, the most of all."
        }
    }

    private var memory: String? {
        guard let memory = input.verification?.memoryBytes ?? input.set.together?.memoryBytes else { return nil }
        let word = memory.source == .measured ? "" : " (\(memory.source.rawValue))"
        let limit = input.set.together?.memoryLimitBytes.map { ", and there are \(NumberText.bytes($0))" } ?? ""
        return
            "Added up, their peaks take \(NumberText.bytes(Int(clamping: memory.value))) of memory\(word)\(limit)."
    }

    private var seeded: String? {
        let madeUp = parts.filter { $0.option?.candidate.weights == .seeded }.compactMap(\.option?.candidate.model)
        guard !madeUp.isEmpty else { return nil }
        let names = madeUp.uniqued().map { $0.shown(atMost: 60) }
        return "The weights of \(Words.joined(names)) are made up: speed and memory hold, the answers mean nothing."
    }

    /// One for each plan, then what they take together.
    var figures: [KeyFigure] {
        var figures = parts.prefix(Self.figuresAtMost).map { part in
            let candidate = part.option?.candidate
            let time = part.latency.map { "\(part.statistic.rawValue) \(Words.milliseconds($0.value)) ms" }
            let target = part.target.map { "of \(Words.target($0))" }
            let runner = candidate.map {
                "\($0.engineInWords.shown(atMost: 30)), \(Words.counted($0.threads, "thread"))"
            }
            return KeyFigure(
                label: part.name, value: part.isChosen ? candidate?.variant.shown(atMost: 60) ?? "none" : "none",
                note: part.isChosen
                    ? [runner, [time, target].compactMap { $0 }.joined(separator: " ")].compactMap { $0 }
                        .joined(separator: "; ") : part.verdict.rawValue)
        }
        if let time = input.set.together?.latencyNanoseconds[input.statistic] {
            let target = input.set.together?.targetNanoseconds.map { "of \(Words.target(Double($0)))" }
            figures.append(
                KeyFigure(
                    label: "All steps", value: "\(Words.milliseconds(time.value)) ms",
                    note: [time.statistic.rawValue, target].compactMap { $0 }.joined(separator: " ")))
        }
        if let memory = input.verification?.memoryBytes ?? input.set.together?.memoryBytes {
            let limit = input.set.together?.memoryLimitBytes.map { "of \(NumberText.bytes($0))" }
            figures.append(
                KeyFigure(
                    label: "Memory together", value: NumberText.bytes(Int(clamping: memory.value)),
                    note: [memory.source.rawValue, limit].compactMap { $0 }.joined(separator: ", ")))
        }
        return figures
    }
}

extension ReportVerdict.Standing {
    init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .meets: .meets
            case .misses: .misses
            case .undecided: .undecided
            case .contended: .contended
            }
    }
}
