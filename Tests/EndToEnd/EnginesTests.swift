import EdgeRecords
import EdgeTestSupport
import Testing

/// `edgeplan engines`, with a cache of its own.
@Suite struct EnginesTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Program.Ending {
        let own = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_VENV": ""]
        return try Program.run(["engines"] + words, environment: own.merging(environment) { $1 })
    }

    @Test func `our own engine is always usable, and every other is told where it was looked for`() throws {
        let list = try RecordText.decode(EngineList.self, from: try run(["list", "--json"]).output)
        let native = try #require(list.engines.first { $0.name == .native })
        #expect(native.isUsable && native.isBuiltIn && native.version != nil)
        let other = try #require(list.engines.first { $0.name == .onnxruntime })
        #expect(other.lookedIn.count >= 4 && other.package != nil)
        #expect(folder.names().isEmpty)
    }

    @Test func `a library that is none is an engine that cannot be used, with the loader's words`() throws {
        folder.addFile("libonnxruntime.so.1", Array("no library".utf8))
        let named = ["EDGEPLAN_ONNXRUNTIME_LIB": folder.path(of: "libonnxruntime.so.1")]
        let ending = try run(["show", "onnxruntime", "--json"], named)
        #expect(ending.status == 0)
        let engine = try #require(try RecordText.decode(EngineList.self, from: ending.output).engines.first)
        #expect(!engine.isUsable && engine.reason?.isEmpty == false && engine.libraryHash != nil)
        #expect(try run(["check", "onnxruntime"], named).status == ExitStatus.missing.rawValue)
    }

    @Test func `what an engine is to hand models to becomes part of the candidate, and our own has nothing such`()
        throws
    {
        func candidates(_ words: [String]) throws -> Program.Ending {
            let own = [
                "XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store"),
            ]
            let common = ["--model", "ds-cnn", "--precision", "fp32", "--threads", "1", "--dry-run", "--json"]
            return try Program.run(["profile", "models"] + common + words, environment: own)
        }
        let ending = try candidates(["--engine", "native,onnxruntime", "--provider", "cpu,cuda"])
        let list = try RecordText.decode(CandidateList.self, from: ending.output)
        #expect(
            Set(list.candidates.map(\.candidate.name)) == [
                "ds-cnn/fp32@native:1", "ds-cnn/fp32@onnxruntime:1", "ds-cnn/fp32@onnxruntime-cuda-gpu:1",
            ])
        let none = try candidates(["--engine", "native", "--placement", "gpu"])
        #expect(none.status == ExitStatus.wrongUsage.rawValue && none.output.contains("native runs models on cpu"))
    }

    @Test func `our own engine agrees with itself`() throws {
        let ending = try run(["check", "native", "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        #expect(check.isRight && check.checks.count == 7 && check.checks.allSatisfy { $0.cosine == 1 })
    }

    @Test func `an installation without Python says what is missing`() throws {
        let ending = try run(["install", "onnxruntime", "--json"], ["PATH": folder.path])
        #expect(ending.status == ExitStatus.missing.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.contains("python3-venv"))
    }
}
