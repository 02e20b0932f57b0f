import CEdgeEngines
import EdgeModels
import EdgeRecords

/// ONNX Runtime, by the library of the user's own package.
///
/// With its defaults: all graph optimizations, one operator after the other, threads that wait busily.
@safe final class ONNXRuntimeEngine: Engine {
    private let runtime: OpaquePointer
    let version: String

    static let kind = EngineKind(
        name: .onnxruntime,
        places: LibraryPlaces(
            variable: "EDGEPLAN_ONNXRUNTIME_LIB", folder: "onnxruntime/capi", file: "libonnxruntime.so"),
        formats: [.onnx], precisions: [.fp32] + EngineKind.stored,
        knownBad: [
            .init(
                what: "an fp16 file is computed in fp32: only the file is smaller",
                remedy: "use the fp32 or int8 file"),
            .init(
                what: "a model with other computations inside (If, Loop over tensors that are none) is refused",
                remedy: "export it again without them"),
            .init(
                what: "a provider that fails to open is left out by the library itself, which then computes on the CPU",
                remedy: "here it is refused; elsewhere set session.disable_cpu_ep_fallback"),
        ],
        routes: [.own] + ONNXRuntimeProvider.all.flatMap(\.routes), tellsLayers: true
    ) { order, _ in try ONNXRuntimeEngine(library: order.library(named: "libonnxruntime.so")) }

    private init(library: String) throws(EngineError) {
        let opened = try unsafe Reason.opened(library) { unsafe ep_ort_open(library, $0) }
        unsafe runtime = opened
        unsafe version = String(cString: ep_ort_version(opened))
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard [.fp32, .int8].contains(order.precision) else {
            throw EngineError.unsupportedPrecision(engine: .onnxruntime, order.precision)
        }
        var reason = Reason()
        let threads = Int32(clamping: order.threads)
        let provider = try provider(order)
        let device = order.placement.openVINODevice
        let session = unsafe reason.note {
            unsafe ep_ort_load(runtime, order.path, threads, provider?.registered, device, $0)
        }
        guard let session = unsafe session else {
            throw reason.error(.onnxruntime, "loading the model" + (provider.map { " for \($0.word)" } ?? ""))
        }
        return try unsafe ForeignModel(
            session, of: .onnxruntime, sizes: order.sizes,
            tracing: provider == nil
                ? { session, runs, folder, nanoseconds in
                    try unsafe ONNXRuntimeTrace.layers(
                        of: session, loaded: order, runs: runs, folder: folder,
                        runNanoseconds: nanoseconds)
                } : nil)
    }

    private func provider(_ order: LoadOrder) throws(EngineError) -> ONNXRuntimeProvider? {
        guard let word = order.provider else { return nil }
        guard let provider = ONNXRuntimeProvider.named(word) else {
            throw .noRoute(engine: .onnxruntime, known: Self.kind.routes)
        }
        guard unsafe ep_ort_offers(runtime, provider.registered) else {
            throw .noProvider(
                engine: .onnxruntime, word, why: "this library was built without it; \(provider.source)")
        }
        return provider
    }

    func routes() -> [EngineRoute] {
        [.own.offered()]
            + ONNXRuntimeProvider.all.flatMap { provider in
                guard unsafe ep_ort_offers(runtime, provider.registered) else { return provider.routes }
                return provider.routes.map { route in
                    var reason = Reason()
                    let isUsable = unsafe reason.note {
                        unsafe ep_ort_tries(runtime, provider.registered, route.placement.openVINODevice, $0)
                    }
                    return route.offered(but: isUsable ? nil : reason.text)
                }
            }
    }
}
