package import EdgeEngines
import EdgeModels
import EdgePlatform
package import EdgeRecords

/// A model's answers by the engine that will run it, in a worker: engines differ in how they round.
package final class WorkerAnswers: AnsweringModel {
    package let engine: EngineName
    /// Only known of our own engine.
    package let isaClass: String?
    package let inputShape: [Int]
    package let outputCount: Int
    package let kernels: [[String]] = []
    package let engineVersion: String
    private let worker: any WorkerConversation
    private let folder: String
    private let deadline: Int
    private let isInterrupted: () -> Bool

    /// - Parameters:
    ///   - folder: that the worker may write to.
    ///   - deadline: nanoseconds that each answer may take.
    /// - Throws: `notOneInput` for a model that wants more than one tensor of fp32, and what the engine says.
    package init(
        _ worker: any WorkerConversation, _ open: OpenOrder, _ load: LoadOrder, name: String, folder: String,
        deadline: Int = 60_000_000_000, isInterrupted: @escaping () -> Bool = { false }
    ) throws {
        (self.worker, self.folder, self.deadline, self.isInterrupted) = (worker, folder, deadline, isInterrupted)
        engine = open.engine
        isaClass = open.engine == .native ? InstructionSetClass.native(load.precision) : nil
        do throws(WorkerFailure) {
            let opened = try worker.ask(.open(open), deadline: deadline, isInterrupted: isInterrupted)
            let reply = try worker.ask(.load(load), deadline: deadline, isInterrupted: isInterrupted)
            guard let inputs = reply.loaded?.inputs, inputs.count == 1, inputs[0].type == .f32 else {
                throw WorkerFailure.failed(WorkerRefusal(.refused, "it takes not one input of fp32"))
            }
            engineVersion = opened.opened?.version ?? ""
            inputShape = inputs[0].shape
            // What some engines know only after a run.
            let outputs = try worker.ask(.answer(into: folder), deadline: deadline, isInterrupted: isInterrupted)
                .outputs
            guard let output = outputs?.first, output.type == .f32 else {
                throw WorkerFailure.failed(WorkerRefusal(.refused, "its first output holds no fp32 numbers"))
            }
            outputCount = output.shape.reduce(1, *)
        } catch {
            worker.end()
            throw WorkerAnswersError(name: name, engine: open.engine, error)
        }
        self.name = name
    }

    private let name: String

    package func answer(to input: [Float]) throws -> [Float] {
        let answers = try answers(to: [input])
        return answers.first ?? []
    }

    /// Several at once: each exchange of files takes longer than small models do.
    package func answers(to inputs: [[Float]]) throws -> [[Float]] {
        let (asked, told) = (folder + "/asked", folder + "/told")
        try AtomicFile.write(TensorBytes.bytes(of: .f32(inputs.flatMap { $0 })), to: asked)
        do throws(WorkerFailure) {
            _ = try worker.ask(
                .respond(to: asked, into: told, count: inputs.count), deadline: deadline, isInterrupted: isInterrupted)
        } catch {
            throw WorkerAnswersError(name: name, engine: engine, error)
        }
        let limit = inputs.count * outputCount * 4
        let floats = TensorBytes.floats(try UserFile.bytes(of: told, limitBytes: limit))
        guard floats.count == inputs.count * outputCount else {
            throw WorkerAnswersError(
                name: name, engine: engine, .failed(WorkerRefusal(.crashed, "it gave \(floats.count) numbers")))
        }
        return inputs.indices.map { Array(floats[$0 * outputCount..<($0 + 1) * outputCount]) }
    }

    deinit { worker.leave() }
}

/// Why an engine gave no answers.
package struct WorkerAnswersError: ExplainedError {
    private let name: String
    private let engine: EngineName
    private let failure: WorkerFailure

    private let verb: String

    /// - Parameter verb: what could not be done with the model: `evaluated`.
    package init(name: String, engine: EngineName, _ failure: WorkerFailure, verb: String = "evaluated") {
        (self.name, self.engine, self.failure, self.verb) = (name, engine, failure, verb)
    }

    package var what: String { "the model could not be \(verb) on \(engine.rawValue)" }
    package var `where`: String { name }

    package var why: String {
        switch failure {
        case .interrupted: "you stopped it"
        case .failed(let refusal): refusal.reason
        }
    }

    package var remedy: String {
        switch failure {
        case .failed(let refusal) where refusal.outcome == .missing:
            "install it: edgeplan engines install \(engine.rawValue)"
        default:
            verb == "evaluated"
                ? "evaluate it on another engine, or see `edgeplan models check` and `edgeplan engines check`"
                : "see `edgeplan models check` and `edgeplan engines check \(engine.rawValue)`"
        }
    }

    package var status: ExitStatus {
        switch failure {
        case .interrupted: .interrupted
        case .failed(let refusal): refusal.outcome == .missing ? .missing : .badInput
        }
    }
}
