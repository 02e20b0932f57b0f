import EdgeModels
import EdgePlatform
import EdgeRecords

/// A language model behind vLLM's server.
final class VLLMModel: ServedModel {
    private let server: VLLMServer
    private let questions: VLLMQuestions
    private var peakBytes = 0

    /// Nothing is filled in from outside.
    let inputs: [TensorPort] = []

    private static let looking: Int64 = 500_000_000
    private static let answering: Int64 = 600_000_000_000

    init(_ server: VLLMServer, _ questions: VLLMQuestions) {
        (self.server, self.questions) = (server, questions)
    }

    /// Natural logarithms of how likely each word is.
    var outputs: [TensorPort] { [TensorPort(name: "scores", type: .f32, shape: [1, questions.vocabulary])] }

    var helperUsage: HelperUsage {
        let usage = ProcessGroup.usage(of: server.group)
        peakBytes = max(peakBytes, usage.bytes)
        return HelperUsage(processorNanoseconds: usage.processorNanoseconds, peakBytes: peakBytes)
    }

    func write(_ bytes: [UInt8], toInput place: Int) throws {
        throw EngineError.badInput(name: "prompt", why: "a language model's prompt is made up")
    }

    /// From the prompts to the first token of each: what the first answer takes.
    func run() throws { _ = try round(tokens: 1) }

    func round() throws -> ServedRound { try round(tokens: questions.tokens) }

    private func round(tokens: Int) throws -> ServedRound {
        let requests = questions.streams(tokens: tokens)
        var (streams, begun): ([CompletionStream], [Int]) = ([], [])
        let connections = try requests.map { _ throws(EngineError) in try connection() }
        for (connection, request) in zip(connections, requests) {
            begun.append(Int(MonotonicClock.nanoseconds))
            guard (try? connection.send(request.bytes)) != nil else { throw server.gone("answering") }
            streams.append(CompletionStream())
        }
        let end = MonotonicClock.nanoseconds + Self.answering
        var open = Array(connections.indices)
        while !open.isEmpty {
            let ready = LoopbackConnection.ready(
                open.map { connections[$0] }, deadline: min(end, MonotonicClock.nanoseconds + Self.looking))
            if ready.isEmpty {
                try server.listen("answering")
                guard MonotonicClock.nanoseconds < end else { throw refused("it gave no answer") }
            }
            for lane in ready.map({ open[$0] }) {
                try hear(connections[lane], &streams[lane])
            }
            open.removeAll { streams[$0].isOver }
        }
        try server.listen("answering")
        do throws(CompletionStream.Fault) {
            return try ServedRound(
                begun, streams.map { stream throws(CompletionStream.Fault) in try stream.arrivals(wanted: tokens) })
        } catch {
            throw refused(error.why)
        }
    }

    private func connection() throws(EngineError) -> LoopbackConnection {
        do throws(ChildError) { return try LoopbackConnection(port: server.port) } catch {
            throw server.gone("answering")
        }
    }

    private func hear(_ connection: LoopbackConnection, _ stream: inout CompletionStream) throws(EngineError) {
        let bytes = connection.read()
        let now = Int(MonotonicClock.nanoseconds)
        guard !bytes.isEmpty else {
            guard stream.close() else {
                // It may be gone, which takes it a moment.
                try server.listen("answering", nanoseconds: Self.looking)
                throw refused("it hung up in the middle of an answer")
            }
            return
        }
        do throws(CompletionStream.Fault) { try stream.append(bytes, at: now) } catch { throw refused(error.why) }
    }

    private func refused(_ why: String) -> EngineError {
        .refused(engine: .vllm, while: "answering", why: why)
    }

    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8]) {
        let (question, answer): (HTTPRequest, (status: Int, body: [UInt8]))
        question = try questions.scores()
        do throws(HTTPRequest.Failure) {
            answer = try question.answer(on: server.port, nanoseconds: Self.answering)
        } catch {
            throw server.gone("giving its outputs")
        }
        guard answer.status == 200 else { throw refused(CompletionStream.words(answer.status, answer.body)) }
        guard let scores = VLLMScores.scores(in: answer.body, vocabulary: questions.vocabulary) else {
            throw refused("it did not tell the score of every word")
        }
        return (outputs[0], TensorBytes.bytes(of: .f32(scores)))
    }
}

/// The scores in an answer that names words by their numbers.
enum VLLMScores {
    private static let mark = "token_id:"

    /// Nil unless there is one for each word.
    static func scores(in body: [UInt8], vocabulary: Int) -> [Float]? {
        guard case .array(let choices)? = (try? JSONReader.value(of: body))?["choices"], let choice = choices.first,
            case .array(let places)? = choice["logprobs"]?["top_logprobs"], case .object(let words)? = places.first
        else { return nil }
        var scores = [Float](repeating: .nan, count: vocabulary)
        for (word, score) in words where word.hasPrefix(mark) {
            guard let number = Int(word.dropFirst(mark.count)), scores.indices.contains(number) else { return nil }
            switch score {
            case .number(let value): scores[number] = Float(value)
            case .integer(let value): scores[number] = Float(value)
            default: return nil
            }
        }
        return scores.contains { $0.isNaN } ? nil : scores
    }
}
