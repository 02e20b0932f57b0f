import CEdgeEngines
import EdgeModels
import EdgeRecords

/// TensorFlow Lite by its older C interface, from any library that exports it with XNNPACK.
@safe final class TFLiteEngine: Engine {
    private let runtime: OpaquePointer
    let version: String

    static let kind = EngineKind(
        name: .tflite,
        places: LibraryPlaces(
            variable: "EDGEPLAN_TFLITE_LIB", folder: "pymicro_wakeword/lib", file: "libtensorflowlite_c.so"),
        formats: [.tflite], precisions: [.fp32, .fp16] + EngineKind.stored,
        knownBad: [
            .init(
                what: "its threads wait busily for long: on a busy device two of them may take a hundred times as long",
                remedy: "measure with --threads 1 too"),
            .init(
                what: "fp16 weights are widened when they are loaded: only the file is smaller",
                remedy: "use an int8 file where speed counts"),
        ],
        routes: [
            .own, EngineRoute(edgeTPU, .tpu, reason: "libedgetpu.so.1 was not found: install package libedgetpu1-std"),
        ]
    ) { order, _ in try TFLiteEngine(library: order.library(named: "libtensorflowlite_c.so")) }

    private static let edgeTPU = "edgetpu"

    private init(library: String) throws(EngineError) {
        let opened = try unsafe Reason.opened(library) { unsafe ep_tflite_open(library, $0) }
        unsafe runtime = opened
        unsafe version = String(cString: ep_tflite_version(opened))
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard [.fp32, .int8].contains(order.precision) else {
            throw EngineError.unsupportedPrecision(engine: .tflite, order.precision)
        }
        if order.provider != nil { try checkIsForEdgeTPU(order) }
        let isOwn = order.provider == nil
        let way = isOwn ? (order.isByDefinition ? EP_TFLITE_PLAIN : EP_TFLITE_XNNPACK) : EP_TFLITE_EDGETPU
        var reason = Reason()
        let count = ThreadCount(of: .tflite)
        let threads = Int32(clamping: order.threads)
        let session = unsafe reason.note {
            unsafe ep_tflite_load(runtime, order.path, threads, Int32(way), $0)
        }
        guard let session = unsafe session else {
            throw EngineError.refused(
                engine: .tflite, while: "loading the model",
                why: reason.text + (isOwn ? CustomOperators.words(on: order.path) : ""))
        }
        let model = try unsafe ForeignModel(session, of: .tflite, sizes: order.sizes)
        if isOwn, !order.isByDefinition { try count.check(asked: order.threads) }
        return model
    }

    /// A file that was not compiled for it would be computed on the processor without a word.
    private func checkIsForEdgeTPU(_ order: LoadOrder) throws(EngineError) {
        guard order.provider == Self.edgeTPU else { throw .noRoute(engine: .tflite, known: Self.kind.routes) }
        guard CustomOperators.isForEdgeTPU(order.path) else {
            throw .noProvider(
                engine: .tflite, Self.edgeTPU, why: "the file was not compiled for it: run edgetpu_compiler on it first"
            )
        }
    }

    func routes() -> [EngineRoute] {
        var reason = Reason()
        let devices = unsafe reason.note { unsafe ep_edgetpu_devices($0) }
        return Self.kind.routes.map { route in
            guard route.provider != nil else { return route.offered() }
            guard devices >= 0 else { return route }
            return route.offered(but: devices == 0 ? "its library finds no Edge TPU" : nil)
        }
    }
}
