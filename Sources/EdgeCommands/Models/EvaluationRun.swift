import EdgeArguments
import EdgeKernels
import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeProbing
import EdgeProfiling
import EdgeRecords

/// One run of `edgeplan models evaluate`.
struct EvaluationRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private let model: EvaluatedModel
    private let data: EvaluationData
    private let metric: Metric
    private let engine: EngineName
    /// Where another engine's worker lives; nil for our own.
    private let workers: WorkerSetting?

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        self.parsed = parsed
        self.surroundings = surroundings
        guard let path = parsed.text(ifGiven: "data") else { throw EvaluationRequestError.missing("data") }
        let binding = try Binding.sizes(parsed)
        model = try EvaluatedModel(
            parsed.text("model"), precision: parsed.text(ifGiven: "precision"), in: surroundings, binding: binding)
        let classes = try parsed.text(ifGiven: "classes").map(Self.classes)
        let labelled = try LabelledData(at: path, classes: classes)
        data = EvaluationData(
            labelled, samples: parsed.number(ifGiven: "samples"),
            preprocessing: try Self.preprocessing(parsed.text(ifGiven: "preprocessing"), of: model.record))
        metric = try Self.metric(parsed, of: model.record, classes: labelled.classes)
        engine = EngineName(rawValue: parsed.text("engine"))
        if engine != .native, parsed.flag("isa") { throw EvaluationRequestError.onlyOwnSets(engine) }
        workers =
            engine == .native ? nil : try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings)
    }

    /// Nil if the user stopped it.
    func evaluation() throws -> ModelEvaluation? {
        let device = DeviceProbe(tree: try FileTree.open("/")).device()
        InstructionSet.restrict(to: InstructionSetChoice.executed(on: device, of: InstructionSet.available))
        Interruption.watch()
        defer { surroundings.console.clearProgress() }
        var reference: [Int]?
        if let other = try self.reference() {
            reference = try evaluation(of: "reference").answers(of: other)
            guard reference != nil else { return nil }
        }
        guard let (rows, first) = try rows(against: reference) else { return nil }
        let dataset = ModelEvaluation.Dataset(
            name: data.data.name, hash: try data.data.hash(), samples: data.places.count, available: data.data.count)
        var answer = ModelEvaluation(
            model: model.record.name, variant: model.variant.name, hash: model.hash, engine: engine,
            dataset: dataset, metric: metric.name,
            rows: rows.map { row in
                var row = row
                row.accuracy.value.basis =
                    [model.hash, dataset.hash] + (parsed.text(ifGiven: "against").map { [$0] } ?? [])
                return row
            })
        if parsed.flag("isa") { answer.notRun = Self.notRun }
        answer.classes = first.shares(of: data)
        try model.keep(answer.rows[0].accuracy)
        return answer
    }

    private func evaluation(of name: String) -> Evaluation {
        Evaluation(data, metric: metric) { done in
            surroundings.console.progress(
                "\(name): \(done) of \(data.places.count)", fraction: Double(done) / Double(max(data.places.count, 1)))
        } isInterrupted: {
            Interruption.isRequested
        }
    }

    private func reference() throws -> NativeAnswers? {
        guard metric == .agreement else { return nil }
        guard let name = parsed.text(ifGiven: "against") else { throw EvaluationRequestError.missing("against") }
        return try EvaluatedModel(name, precision: nil, in: surroundings, binding: try Binding.sizes(parsed))
            .answers(threads: parsed.number("threads"))
    }
}

// The rows.
extension EvaluationRun {
    private func rows(against reference: [Int]?) throws -> (rows: [ModelEvaluation.Row], first: Evaluation.Result)? {
        let own = try ownAnswers()
        guard let first = try evaluation(of: model.variant.name).result(of: own, against: reference) else { return nil }
        var rows = [ModelEvaluation.Row(instructionSet: nil, accuracy: accuracy(first, own.isaClass))]
        var seen: [(kernels: [[String]], name: InstructionSetName, result: Evaluation.Result)] = []
        for isa in parsed.flag("isa") ? InstructionSet.available : [] {
            let name = InstructionSetName(rawValue: isa.name)
            let answers = try InstructionSet.limited(to: isa.withLower) {
                try model.answers(threads: parsed.number("threads"))
            }
            let known = seen.first { $0.kernels == answers.kernels }
            let result =
                try known?.result
                ?? InstructionSet.limited(to: isa.withLower) {
                    try evaluation(of: "\(model.variant.name), \(isa.name)").result(of: answers, against: reference)
                }
            guard let result else { return nil }
            var row = ModelEvaluation.Row(instructionSet: name, accuracy: accuracy(result, answers.isaClass))
            row.differing = zip(result.answers, first.answers).count { $0 != $1 }
            row.sameKernelsAs = known?.name
            rows.append(row)
            if known == nil { seen.append((answers.kernels, name, result)) }
        }
        return (rows, first)
    }

    /// By the engine that was asked for.
    private func ownAnswers() throws -> any AnsweringModel {
        let threads = parsed.number("threads")
        guard let workers else { return try model.answers(threads: threads) }
        return try model.answers(of: engine, threads: threads, by: workers, binding: try Binding.sizes(parsed))
    }

    private func accuracy(_ result: Evaluation.Result, _ isaClass: String?) -> Accuracy {
        Accuracy(
            kind: metric == .agreement ? .fidelity : .measured, metric: metric.name, dataset: data.name,
            isaClass: isaClass, engine: engine, value: result.value)
    }

    /// What this processor does not have, of all that kernels are written for.
    private static var notRun: [ModelEvaluation.NotRun] {
        InstructionSet.allCases.filter { !$0.isAvailable }.map {
            ModelEvaluation.NotRun(
                InstructionSetName(rawValue: $0.name), reason: "its instructions were not executed here")
        }
    }
}

// What the command line says.
extension EvaluationRun {
    private static func metric(_ parsed: ParsedCommand, of model: Model, classes: [String]?) throws -> Metric {
        let standard = model.task == .anomalyDetection ? "auc" : "top-1"
        switch parsed.text(ifGiven: "metric") ?? standard {
        case "top-5": return .top(5)
        case "auc":
            // Of a model about which nothing is known the counts of its numbers decide.
            let mayReconstruct = [.anomalyDetection, .unknown].contains(model.task)
            guard let word = parsed.text(ifGiven: "positive") else {
                return .areaUnderCurve(positive: nil, ofReconstruction: mayReconstruct)
            }
            guard let label = classes?.firstIndex(of: word) ?? Int(word), label >= 0 else {
                throw EvaluationRequestError.unknownPositive(word, known: classes ?? [])
            }
            return .areaUnderCurve(positive: label, ofReconstruction: mayReconstruct)
        case "map": return .meanAveragePrecision
        case "agreement": return .agreement
        default: return .top(1)
        }
    }

    private static func classes(in path: String) throws -> [String] {
        let text = String(decoding: try UserFile.bytes(of: path, limitBytes: 16 << 20), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// What the user says, or else the model's record, if that is of pictures.
    private static func preprocessing(_ path: String?, of model: Model) throws -> ImagePreprocessing? {
        if let path { return try InputFile(preprocessing: path).pictures }
        guard model.preprocessing["width"] != nil else { return nil }
        return try ImagePreprocessing(record: model.preprocessing)
    }
}

extension Evaluation.Result {
    /// Of each class, how many were right.
    fileprivate func shares(of data: EvaluationData) -> [ModelEvaluation.ClassShare] {
        guard !isRight.isEmpty else { return [] }
        var shares: [Int: ModelEvaluation.ClassShare] = [:]
        for (number, place) in data.places.enumerated() {
            guard let label = data.data.label(at: place) else { continue }
            let name = data.data.classes.flatMap { $0.indices.contains(label) ? $0[label] : nil }
            var share = shares[label] ?? ModelEvaluation.ClassShare(label: label, name: name, samples: 0, right: 0)
            share.samples += 1
            share.right += isRight[number] ? 1 : 0
            shares[label] = share
        }
        return shares.values.sorted { $0.label < $1.label }
    }
}
