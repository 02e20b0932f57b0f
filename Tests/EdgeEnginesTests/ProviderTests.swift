import EdgeEngines
import EdgeRecords
import EdgeTestSupport
import Glibc
import Testing

/// What ONNX Runtime hands models to, with a library that stands for one of its builds.
@Suite(.serialized, .enabled(if: LibraryCompiler.isThere, "no C compiler is installed")) struct ProviderTests {
    private let folder = TemporaryFolder()

    private func worker() throws -> Worker {
        let source = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let library = folder.path(of: "libonnxruntime.so.99")
        let command = "cc -shared -fPIC -o '\(library)' '/\(source)/FakeONNXRuntime/fake_onnxruntime.c'"
        try #require(unsafe system(command) == 0)
        var worker = Worker(version: "1")
        let reply = worker.reply(to: .open(OpenOrder(engine: .onnxruntime, library: library)))
        try #require(reply?.opened?.version == "99.0")
        return worker
    }

    private func refusal(_ provider: String?, _ placement: Candidate.Placement = .cpu) throws -> WorkerRefusal? {
        var worker = try worker()
        var order = LoadOrder(path: "net.onnx", precision: .fp32, threads: 1)
        (order.provider, order.placement) = (provider, placement)
        return worker.reply(to: .load(order))?.failure
    }

    @Test func `each is told with whether the library has it, and why it cannot be used`() throws {
        var worker = try worker()
        let routes = try #require(worker.reply(to: .routes)?.routes)
        func route(_ provider: String?, _ placement: Candidate.Placement) throws -> EngineRoute {
            try #require(routes.first { $0.provider == provider && $0.placement == placement })
        }
        #expect(try route(nil, .cpu).isUsable && route("openvino", .npu).isUsable)
        let cuda = try route("cuda", .gpu)
        #expect(cuda.isOffered && !cuda.isUsable && cuda.reason?.contains("libcublas.so.12") == true)
        let others = ["tensorrt", "qnn", "xnnpack", "coreml", "nnapi", "directml"]
        for other in routes where other.provider.map(others.contains) == true {
            #expect(!other.isOffered && !other.isUsable && other.reason?.contains("built without it") == true)
        }
        #expect(Set(routes.compactMap(\.provider)).isSuperset(of: others))
    }

    @Test func `one that is not there, or does not open, is refused and nothing else computes`() throws {
        #expect(try refusal("tensorrt", .gpu)?.reason.contains("onnxruntime-gpu has it") == true)
        #expect(try refusal("cuda", .gpu)?.reason.contains("libcublas.so.12") == true)
        #expect(try refusal("made-up")?.outcome == .refused)
        #expect(try refusal(nil)?.reason.contains("its own kernels") == true)
    }

    @Test func `what a provider does not take of a model may not be left to the processor`() throws {
        #expect(try refusal("openvino")?.reason.contains("that was forbidden") == true)
    }

    @Test func `words choose ways: the usual one, one by its provider, all of a place`() throws {
        let kind = try #require(EngineKind.named(.onnxruntime))
        func names(_ providers: [String], _ placements: [Candidate.Placement] = []) throws -> [String] {
            try kind.routes(providers: providers, placements: placements).map(\.name)
        }
        #expect(try names([]) == ["cpu"] && names([], [.cpu]) == ["cpu"])
        #expect(try names(["cpu", "openvino", "cuda"]) == ["cpu", "openvino on cpu", "cuda on gpu"])
        #expect(try names(["openvino"], [.npu, .gpu]) == ["openvino on gpu", "openvino on npu"])
        #expect(try names([], [.gpu]).contains("tensorrt on gpu"))
        #expect(throws: EngineError.self) { try names(["cuda"], [.cpu]) }
        let native = try #require(EngineKind.named(.native))
        #expect(throws: EngineError.self) { try native.routes(providers: ["cuda"], placements: []) }
        #expect(throws: EngineError.self) { try native.routes(providers: [], placements: [.gpu]) }
    }
}

private enum LibraryCompiler {
    static let isThere = unsafe system("cc --version > /dev/null 2>&1") == 0
}
