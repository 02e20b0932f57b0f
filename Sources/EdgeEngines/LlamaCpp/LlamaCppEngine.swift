import CEdgeEngines
import EdgeModels
import EdgeRecords

/// llama.cpp, built on this device from the source in its package, through a small library of ours.
@safe final class LlamaCppEngine: QuantizingEngine {
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

    func quantize(_ order: QuantizeOrder) throws {
        guard let type = LlamaCppFileType.number(of: order.precision) else {
            throw EngineError.unsupportedPrecision(
                engine: .llamaCpp, order.precision, why: "its quantizer has no file type of this name")
        }
        var reason = Reason()
        let isDone = unsafe reason.note { reason in
            unsafe ep_llama_quantize(
                runtime, order.from, order.to, type, Int32(clamping: order.threads), order.isRequantized, reason)
        }
        guard isDone else { throw reason.error(.llamaCpp, "writing \(order.precision.rawValue) numbers") }
    }
}
