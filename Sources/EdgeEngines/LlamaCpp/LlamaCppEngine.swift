import CEdgeEngines
import EdgeModels
import EdgeRecords

/// llama.cpp, built on this device from the source in its package, through a small library of ours.
@safe final class LlamaCppEngine: Engine {
    private let runtime: OpaquePointer
    let version: String

    static let kind = EngineKind(
        name: .llamaCpp,
        places: LibraryPlaces(
            variable: "EDGEPLAN_LLAMACPP_LIB", folder: LlamaCppBuild.folder, file: LlamaCppBuild.library),
        formats: [.gguf], precisions: GGUFType.precisions,
        knownBad: [
            .init(
                what: "Q4_1 has no kernels of its own for prompts: Q4_0 and Q8_0 of the same weights read faster",
                remedy: "measure several kinds: format beats size"),
            .init(
                what: "its threads wait busily: processor time is threads times the latency",
                remedy: "leave a core to what else runs"),
            .init(
                what: "a network that keeps a state in place of keys and values cannot go back by a token",
                remedy: "such a model is refused when its tokens are to be timed"),
        ]
    ) { order, _ in try LlamaCppEngine(library: order.library(named: LlamaCppBuild.library)) }

    private init(library: String) throws(EngineError) {
        let opened = try unsafe Reason.opened(library) { unsafe ep_llama_open(library, $0) }
        unsafe runtime = opened
        version = LlamaCppBuild.version(beside: library)
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard let tokens = order.tokens else {
            throw EngineError.badInput(name: "prompt", why: "how long it is was not said")
        }
        var reason = Reason()
        let model = unsafe reason.note { reason in
            unsafe ep_llama_load(
                runtime, order.path, Int32(clamping: order.threads), Int32(clamping: tokens.promptThreads),
                Int32(clamping: tokens.contextTokens), reason)
        }
        guard let model = unsafe model else { throw reason.error(.llamaCpp, "loading the model") }
        return try unsafe LlamaCppModel(model, tokens)
    }
}

/// A language model with a context of its own.
@safe final class LlamaCppModel: PromptedModel {
    private let model: OpaquePointer
    private let vocabulary: Int
    /// Made up, and the same on every device: what they say does not change how long they take.
    private var prompt: [Int32]
    private let next: Int32
    private var isPromptRead = false

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
