import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// `edgeplan models run` of a model that writes down what is said.
struct Transcription {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private let model: EvaluatedModel

    private static let deadline = 900_000_000_000

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        (self.parsed, self.surroundings) = (parsed, surroundings)
        model = try EvaluatedModel(parsed.text("file"), precision: nil, in: surroundings, binding: [:])
        Interruption.watch()
    }

    func outcome() throws -> Outcome {
        let sounds = parsed.texts("input")
        guard sounds.count == 1, let sound = sounds.first else { throw NoSoundError(model: model.record.name) }
        let workers = try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings)
        let engine = EngineName.ctranslate2
        let order = try model.order(on: engine, threads: CompressionSource.usableCPUs(), in: workers.files)
        surroundings.console.progress("\(model.variant.name): listening", fraction: nil)
        defer { surroundings.console.clearProgress() }
        do throws(WorkerFailure) {
            let worker = try workers.start(cpus: [])
            _ = try ask(worker, .open(workers.open(engine)))
            _ = try ask(worker, .load(order))
            let request = WorkerRequest.transcribe(SoundOrder(path: sound, language: parsed.text("language")))
            let transcript = try ask(worker, request).transcript
            worker.leave()
            guard let transcript else { throw .failed(WorkerRefusal(.crashed, "it gave no words")) }
            return try outcome(transcript)
        } catch {
            throw WorkerAnswersError(name: model.variant.name, engine: engine, error, verb: "run")
        }
    }

    private func outcome(_ transcript: Transcript) throws(WorkerFailure) -> Outcome {
        guard parsed.flag("json") else {
            let left = transcript.secondsLeftOut
            let remark = left > 0 && !parsed.flag("quiet") ? "the last \(left) s were not listened to\n" : ""
            return Outcome(output: transcript.text + "\n", errors: remark)
        }
        var answer = ModelOutputs(outputs: [])
        answer.text = transcript.text
        guard let text = try? RecordText.encode(answer) else {
            throw .failed(WorkerRefusal(.crashed, "its words are no text"))
        }
        return Outcome(output: text)
    }

    private func ask(_ worker: WorkerProcess, _ request: WorkerRequest) throws(WorkerFailure) -> WorkerReply {
        try worker.ask(request, deadline: Self.deadline, isInterrupted: { Interruption.isRequested })
    }
}

/// A model for speech was given none, or too much.
struct NoSoundError: ExplainedError {
    let model: String

    var what: String { "\(model) was not run" }
    var `where`: String { "edgeplan models run --input" }
    var why: String { "it takes one sound" }
    var remedy: String { "name a WAV file: --input speech.wav" }
    var status: ExitStatus { .wrongUsage }
}
