import EdgeEngines
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

@Suite struct LibrarySearchTests {
    private let folder = TemporaryFolder()

    private func search(_ environment: [String: String], opens: @escaping (String) -> Bool = { _ in false }) throws
        -> LibrarySearch
    {
        let places = try #require(EngineKind.named(.onnxruntime)?.places)
        return LibrarySearch(places, environment: environment, tree: try FileTree(root: folder.path), opens: opens)
    }

    private func add(_ path: String) {
        var made = ""
        for part in path.split(separator: "/").dropLast() {
            made += part + "/"
            folder.addFolder(made)
        }
        folder.addFile(path)
    }

    @Test func `the newest in the private environment is taken, whatever Python it is of`() throws {
        add("v/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime.so.1.9.0")
        add("v/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime.so.1.31.1")
        add("v/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime_providers_shared.so")
        let found = try search(["EDGEPLAN_VENV": "/v"]).first()
        #expect(found == "/v/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime.so.1.31.1")
    }

    @Test func `a variable goes before everything else, as a file or as a folder`() throws {
        add("v/lib/python3.11/site-packages/onnxruntime/capi/libonnxruntime.so.1.31.1")
        add("mine/libonnxruntime.so.2")
        for named in ["/mine", "/mine/libonnxruntime.so.2"] {
            let search = try search(["EDGEPLAN_VENV": "/v", "EDGEPLAN_ONNXRUNTIME_LIB": named])
            #expect(search.first() == "/mine/libonnxruntime.so.2")
        }
    }

    @Test func `the loader comes before the system's folders`() throws {
        add("usr/local/lib/libonnxruntime.so.1")
        #expect(try search([:]).first() == "/usr/local/lib/libonnxruntime.so.1")
        #expect(try search([:], opens: { $0 == "libonnxruntime.so.1" }).first() == "libonnxruntime.so.1")
    }

    @Test func `where nothing is, every place is told`() throws {
        let all = try search(["HOME": "/home/me"]).all()
        #expect(all.allSatisfy { $0.found.isEmpty })
        #expect(all.map(\.path).contains("/home/me/.cache/edgeplan/venv"))
        #expect(all.map(\.path).contains("/usr/local/lib"))
    }
}

@Suite struct EngineLockTests {
    @Test func `each package is pinned to one version, and to hashes`() throws {
        // What serves fits one kind of processor each, and is the user's to choose.
        for kind in EngineKind.all where kind.places != nil && !kind.serves {
            let lines = try #require(EngineLock.requirements(for: kind.name))
            #expect(lines.contains("==") && lines.contains("--hash=sha256:"))
            #expect(!lines.contains("#"))
        }
        #expect(EngineLock.requirements(for: .native) == nil && EngineLock.requirements(for: .vllm) == nil)
    }

    @Test func `an engine's lines end where the next one's begin`() {
        let text = "# engine: onnxruntime\na==1 \\\n  --hash=x\n\n# engine: openvino\nb==2\n"
        #expect(EngineLock.requirements(for: .onnxruntime, in: text) == "a==1 \\\n  --hash=x\n")
        #expect(EngineLock.requirements(for: .openvino, in: text) == "b==2\n")
    }
}
