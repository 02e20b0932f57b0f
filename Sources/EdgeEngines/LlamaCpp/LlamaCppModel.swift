import CEdgeEngines
import EdgeModels
import EdgeRecords

/// A language model with a context of its own.
@safe final class LlamaCppModel: PromptedModel, ReadingModel {
    private let model: OpaquePointer
    private let vocabulary: Int
    /// Made up, and the same on every device: what they say does not change how long they take.
    private var prompt: [Int32]
    private let next: Int32
    private var isPromptRead = false
    private var text: [Int32] = []
    /// What every passage begins with, in place of its first token, as llama.cpp's own perplexity has it.
    private var startToken: Int32?

    /// Nothing is filled in from outside.
    let inputs: [TensorPort] = []

    /// Takes the model over.
    init(_ model: OpaquePointer, _ tokens: TokenOrder) throws {
        unsafe self.model = model
        vocabulary = unsafe Int(ep_llama_vocabulary(model))
        let context = unsafe Int(ep_llama_context(model))
        let words = SeededTokens.promptAndNext(tokens, vocabulary: vocabulary)
        (prompt, next) = (Array(words.dropLast()), words[words.count - 1])
        // All is set by now: what throws here is deinitialized, and unloads the model.
        guard vocabulary > 0, tokens.promptTokens > 0, tokens.promptTokens < context else {
            throw EngineError.badInput(
                name: "prompt", why: "\(tokens.promptTokens) tokens and one more do not fit into \(context)")
        }
    }

    deinit {
        unsafe ep_llama_unload(model)
    }

    var outputs: [TensorPort] { [TensorPort(name: "scores", type: .f32, shape: [1, vocabulary])] }

    func write(_ bytes: [UInt8], toInput place: Int) throws {
        throw EngineError.badInput(name: "prompt", why: "a language model's prompt is made up")
    }

    func readPrompt() throws {
        var reason = Reason()
        let isDone = unsafe reason.note { reason in
            unsafe prompt.withUnsafeMutableBufferPointer {
                unsafe ep_llama_prompt(model, $0.baseAddress, Int32($0.count), reason)
            }
        }
        guard isDone else { throw reason.error(.llamaCpp, "reading the prompt") }
        isPromptRead = true
    }

    /// The first run of all reads the prompt too: it is what the first answer takes.
    func run() throws {
        if !isPromptRead { try readPrompt() }
        let isDone = unsafe ep_llama_token(model, Int32(prompt.count), next, Self.lastReason.buffer)
        guard isDone else {
            throw EngineError.refused(engine: .llamaCpp, while: "giving a token", why: Self.lastReason.text)
        }
    }

    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8]) {
        guard let scores = unsafe ep_llama_scores(model) else {
            throw EngineError.refused(engine: .llamaCpp, while: "giving its outputs", why: "there are none")
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: scores, count: 4 * vocabulary)
        return unsafe (outputs[0], Array(bytes))
    }

    private static let lastReason = ReasonBuffer()

    func take(text bytes: [UInt8]) throws -> Int {
        text = try tokens(of: bytes)
        let start = try tokens(of: []).first
        startToken = start == text.first ? start : nil
        return text.count
    }

    private func tokens(of bytes: [UInt8]) throws -> [Int32] {
        // A byte is one token at most, and there may be one more at either end.
        let room = bytes.count + 8
        var count: Int32 = 0
        let tokens = unsafe [Int32](unsafeUninitializedCapacity: room) { buffer, filled in
            let start = buffer.baseAddress
            count = unsafe (bytes + [0]).withUnsafeBytes { text in
                unsafe ep_llama_tokens(
                    model, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), start,
                    Int32(room))
            }
            filled = min(max(Int(count), 0), room)
        }
        guard count >= 0, tokens.allSatisfy({ (0..<Int32(clamping: vocabulary)).contains($0) }) else {
            throw EngineError.refused(engine: .llamaCpp, while: "taking the text apart", why: "it has no such words")
        }
        return tokens
    }

    func likelihood(of passage: PassageOrder) throws -> PassageLikelihood {
        let context = unsafe Int(ep_llama_context(model))
        let isWithin =
            passage.start >= 0 && (2...context).contains(passage.count) && passage.start < text.count
            && passage.count <= text.count - passage.start && (1..<passage.count).contains(passage.firstJudged)
        guard isWithin else {
            throw EngineError.badInput(name: "passage", why: "it lies outside of the text or of the context")
        }
        var tokens = Array(text[passage.start..<passage.start + passage.count])
        if let startToken { tokens[0] = startToken }
        var (sum, squares) = (0.0, 0.0)
        var reason = Reason()
        let isDone = unsafe reason.note { reason in
            unsafe ep_llama_likelihood(
                model, tokens, Int32(tokens.count), Int32(passage.firstJudged), &sum, &squares, reason)
        }
        guard isDone else { throw reason.error(.llamaCpp, "reading the text") }
        return PassageLikelihood(tokens: passage.count - passage.firstJudged, sum: sum, squares: squares)
    }
}

/// Words of a vocabulary that a seed chooses.
package enum SeededTokens {
    /// What is read, and the token that follows it.
    package static func promptAndNext(_ order: TokenOrder, vocabulary: Int) -> [Int32] {
        prompt(count: max(order.promptTokens, 1) + 1, vocabulary: vocabulary)
    }

    private static func prompt(count: Int, vocabulary: Int) -> [Int32] {
        var state: UInt64 = 0x2545_f491_4f6c_dd1d
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int32(truncatingIfNeeded: state % UInt64(max(vocabulary, 1)))
        }
    }
}
