import CEdgeEngines
import EdgeRecords

/// OpenVINO by the C library of the user's own package, on the processor or on what else it finds.
///
/// One request at a time, told its threads and what it computes in: its own choice on many processors is bf16.
@safe final class OpenVINOEngine: Engine {
    private let runtime: OpaquePointer
    let version: String

    static let kind = EngineKind(
        name: .openvino,
        places: LibraryPlaces(variable: "EDGEPLAN_OPENVINO_LIB", folder: "openvino/libs", file: "libopenvino_c.so"),
        formats: [.onnx, .tflite, .openvinoIR],
        precisions: [.fp32, .bf16, .fp16] + EngineKind.stored.filter { $0 != .int8Activations16 },
        knownBad: [
            .init(
                what: "an int8-a16 file is answered wrongly, without a word (seen with 2026.4.1)",
                remedy: "use the int8 file"),
            .init(
                what: "a TensorFlow Lite file that keeps state from run to run is refused (type RESOURCE)",
                remedy: "run it on litert or tflite"),
            .init(
                what: "on some Intel processors it ends with an illegal instruction",
                remedy: "set ONEDNN_MAX_CPU_ISA=AVX512_CORE_VNNI and measure again"),
            .init(
                what: "sizes that a model leaves open are 1: it does not know them by name",
                remedy: "export the model with the sizes that are wanted"),
        ],
        routes: [.own] + [.gpu, .npu].map { EngineRoute(nil, $0, reason: "OpenVINO finds none on this device") }
    ) { order, _ in try OpenVINOEngine(library: order.library(named: "libopenvino_c.so")) }

    private init(library: String) throws(EngineError) {
        let opened = try unsafe Reason.opened(library) { unsafe ep_openvino_open(library, $0) }
        unsafe runtime = opened
        unsafe version = String(cString: ep_openvino_version(opened))
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        let arithmetic: String
        switch order.precision {
        // What is quantized is in the file; this is of the rest.
        case .fp32, .int8: arithmetic = "f32"
        case .bf16: arithmetic = "bf16"
        default: throw EngineError.unsupportedPrecision(engine: .openvino, order.precision)
        }
        if let size = order.sizes.first(where: { $0.value != 1 }) {
            throw EngineError.badInput(name: size.key, why: "OpenVINO does not know open sizes by name")
        }
        var reason = Reason()
        let threads = Int32(clamping: order.threads)
        let session = unsafe reason.note {
            unsafe ep_openvino_load(
                runtime, order.path, order.placement.openVINODevice, threads, arithmetic, !order.cpus.isEmpty, $0)
        }
        guard let session = unsafe session else { throw reason.error(.openvino, "loading the model") }
        return try unsafe ForeignModel(session, of: .openvino, sizes: [:])
    }

    func routes() -> [EngineRoute] {
        Self.kind.routes.map { route in
            unsafe ep_openvino_finds(runtime, route.placement.openVINODevice) ? route.offered() : route
        }
    }
}
