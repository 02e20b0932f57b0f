import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// Accuracy, measured beside speed on labelled data: on the engine and the instruction sets that run.
struct AccuracyBeside {
    private let data: LabelledData
    private let preprocessing: [String: [String: JSONValue]]
    private let folder: String
    private let console: any Console

    /// More would take longer than all the rest.
    private static let samplesAtMost = 1000

    /// Nil where there is no data.
    init?(_ parsed: ParsedCommand, models: () throws -> [String: Model], folder: String, console: any Console) throws {
        guard let path = parsed.text(ifGiven: "data") else { return nil }
        data = try LabelledData(at: path)
        preprocessing = try models().mapValues(\.preprocessing)
        (self.folder, self.console) = (folder, console)
    }

    /// Fills in the accuracy of what ran; those that only differ in threads and scenario answer alike.
    ///
    /// - Parameter start: makes a worker for a candidate.
    func fill(
        _ measurements: inout [Measurement], of subjects: [ModelSubject],
        by start: (ModelSubject) throws(WorkerFailure) -> any WorkerConversation
    ) throws {
        var known: [String: Accuracy?] = [:]
        for place in measurements.indices where measurements[place].outcome == .ok {
            let candidate = measurements[place].candidate
            let name = "\(candidate.variant) on \(candidate.engine.rawValue)"
            if Interruption.isRequested { return }
            guard candidate.weights != .seeded,
                let subject = subjects.first(where: { $0.identifier == measurements[place].id })
            else { continue }
            if known[name] == nil { known[name] = .some(try accuracy(of: subject, name, by: start)) }
            measurements[place].accuracy = known[name] ?? nil
        }
        console.clearProgress()
    }

    /// Nil if the user stopped it, or if the model and the data do not fit each other.
    private func accuracy(
        of subject: ModelSubject, _ name: String,
        by start: (ModelSubject) throws(WorkerFailure) -> any WorkerConversation
    ) throws -> Accuracy? {
        let record = preprocessing[subject.candidate.model] ?? [:]
        let pictures = record["width"] == nil ? nil : try ImagePreprocessing(record: record)
        let samples = EvaluationData(data, samples: Self.samplesAtMost, preprocessing: pictures)
        do {
            var model = try subject.load()
            model.order.data = nil
            let answers = try WorkerAnswers(
                try start(subject), subject.open, model.order, name: name, folder: folder,
                isInterrupted: { Interruption.isRequested })
            let evaluation = Evaluation(samples, metric: .top(1)) { done in
                console.progress("\(name): accuracy", fraction: Double(done) / Double(max(samples.places.count, 1)))
            } isInterrupted: {
                Interruption.isRequested
            }
            guard let result = try evaluation.result(of: answers) else { return nil }
            var accuracy = Accuracy(
                kind: .measured, metric: Metric.top(1).name, dataset: samples.name, isaClass: answers.isaClass,
                engine: subject.candidate.engine, value: result.value)
            accuracy.value.basis = [model.hash, try data.hash()].compactMap { $0 }
            return accuracy
        } catch let error as any ExplainedError {
            // Its speed stands; what is wrong with its answers is said.
            console.note("no accuracy of \(name): \(error.why)")
            return nil
        }
    }
}
