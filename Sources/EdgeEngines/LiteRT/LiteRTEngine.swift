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
            .init(
                what:
                    "told to compute in fp16, a processor without such arithmetic takes twice as long, so it is not offered",
                remedy: "use OpenVINO for bf16, or an int8 file"),
        ],
        routes: [.own, EngineRoute(webGPU, .gpu, reason: "\(gpuLibrary) is not beside its library")]
    ) { order, _ in try LiteRTEngine(library: order.library(named: "libLiteRt.so")) }

    private static let webGPU = "webgpu"
    private static let gpuLibrary = "libLiteRtWebGpuAccelerator.so"
    /// Where the library for GPUs lies, if it does.
    private let besideLibrary: String

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
        besideLibrary = (library.lastIndex(of: "/").map { String(library[...$0]) } ?? "") + Self.gpuLibrary
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        guard [.fp32, .int8].contains(order.precision) else {
            throw EngineError.unsupportedPrecision(engine: .litert, order.precision)
        }
        let isOnGPU = try begin(order)
        let way = isOnGPU ? EP_LITERT_GPU : order.isByDefinition ? EP_LITERT_PLAIN : EP_LITERT_XNNPACK
        var reason = Reason()
        let threads = Int32(clamping: order.threads)
        let count = ThreadCount(of: .litert)
        let session = unsafe reason.note {
            unsafe ep_litert_load(runtime, order.path, threads, Int32(way), $0)
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
        if !order.isByDefinition, !isOnGPU { try count.check(asked: order.threads) }
        return model
    }

    /// Whether the GPU is asked for, made ready.
    private func begin(_ order: LoadOrder) throws(EngineError) -> Bool {
        guard order.placement != .cpu || order.provider != nil else { return false }
        guard order.placement == .gpu, order.provider ?? Self.webGPU == Self.webGPU else {
            throw .noRoute(engine: .litert, known: Self.kind.routes)
        }
        var reason = Reason()
        guard unsafe reason.note({ unsafe ep_litert_begin_gpu(runtime, besideLibrary, $0) }) else {
            throw .noProvider(engine: .litert, Self.webGPU, why: reason.text)
        }
        return true
    }

    func routes() -> [EngineRoute] {
        let noVulkan =
            "it reaches GPUs by Vulkan, and libvulkan.so.1 was not found: install package libvulkan1 and the GPU's driver"
        return Self.kind.routes.map { route in
            guard route.provider == Self.webGPU else { return route.offered() }
            guard UserFile.isThere(besideLibrary) else { return route }
            return route.offered(but: ep_litert_finds_vulkan() ? nil : noVulkan)
        }
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
