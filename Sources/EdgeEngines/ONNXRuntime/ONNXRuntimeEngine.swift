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
        ]
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
        let session = unsafe reason.note { unsafe ep_ort_load(runtime, order.path, threads, $0) }
        guard let session = unsafe session else { throw reason.error(.onnxruntime, "loading the model") }
        return try unsafe ForeignModel(session, of: .onnxruntime, sizes: order.sizes)
    }
}
