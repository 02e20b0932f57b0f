import CEdgeEngines
import EdgePlatform
import EdgeRecords

/// LiteRT on the processor, by the library of the user's own package.
///
/// With XNNPACK, as it is deployed; or by its reference kernels, which are what the format means.
@safe final class LiteRTEngine: Engine {
    private let runtime: OpaquePointer
    let version: String

    static let kind = EngineKind(
        name: .litert,
        places: LibraryPlaces(variable: "EDGEPLAN_LITERT_LIB", folder: "ai_edge_litert", file: "libLiteRt.so"),
        formats: [.tflite], precisions: [.fp32, .fp16] + EngineKind.stored,
        knownBad: [
            .init(
                what: "its functions change between releases, so that only \(LiteRTRelease.known) is opened",
                remedy: "`edgeplan engines install litert` has it"),
            .init(
                what: "a damaged file ends the process (a segmentation fault)",
                remedy: "`edgeplan models show FILE` says what is wrong with it"),
            .init(
                what: "fp16 weights are widened when they are loaded: only the file is smaller",
                remedy: "use an int8 file where speed counts"),
            .init(
                what: "a file that was compiled for a Coral Edge TPU runs on nothing else",
                remedy: "use the file from before that compiler"),
            .init(
                what: "small networks gain nothing from a second thread, which only waits busily",
                remedy: "measure with --threads 1 too"),
        ]
    ) { order, _ in try LiteRTEngine(library: order.library(named: "libLiteRt.so")) }

    private init(library: String) throws(EngineError) {
        let opened = try unsafe Reason.opened(library) { unsafe ep_litert_open(library, $0) }
        // Before anything of it is called: functions of other releases take other arguments.
        let found = LiteRTRelease.version(of: library)
        guard found == LiteRTRelease.known else {
            throw .otherRelease(path: library, version: found, needed: LiteRTRelease.known)
        }
        var reason = Reason()
        guard unsafe reason.note({ unsafe ep_litert_begin(opened, $0) }) else {
            throw .badLibrary(path: library, why: reason.text)
        }
        unsafe runtime = opened
        version = LiteRTRelease.known
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard [.fp32, .int8].contains(order.precision) else {
            throw EngineError.unsupportedPrecision(engine: .litert, order.precision)
        }
        var reason = Reason()
        let threads = Int32(clamping: order.threads)
        let count = ThreadCount(of: .litert)
        let session = unsafe reason.note {
            unsafe ep_litert_load(runtime, order.path, threads, order.isByDefinition, $0)
        }
        guard let session = unsafe session else {
            throw EngineError.refused(
                engine: .litert, while: "loading the model", why: reason.text + CustomOperators.words(on: order.path))
        }
        // What it has no kernel for is noticed when it runs.
        let model = try unsafe ForeignModel(session, of: .litert, sizes: order.sizes) {
            CustomOperators.words(on: order.path)
        }
        // It cannot be asked how many it took.
        if !order.isByDefinition { try count.check(asked: order.threads) }
        return model
    }
}

/// Which release of LiteRT a library is of; the library itself does not say.
enum LiteRTRelease {
    static let known = "2.3.0"

    /// By what the package's installer left beside it; nil if nothing did.
    static func version(of library: String) -> String? {
        let parts = library.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        guard let tree = try? FileTree(root: "/") else { return nil }
        for folder in [parts, parts.dropLast()] where !folder.isEmpty {
            let names = (try? tree.names(in: folder.joined(separator: "/") + "/")) ?? []
            for name in names where name.hasPrefix("ai_edge_litert-") && name.hasSuffix(".dist-info") {
                return String(name.dropFirst("ai_edge_litert-".count).dropLast(".dist-info".count))
            }
        }
        return nil
    }
}
