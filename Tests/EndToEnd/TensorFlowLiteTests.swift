import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// TensorFlow Lite files: read without an engine, run by those that read them.
@Suite(.serialized) struct TensorFlowLiteTests {
    private static let engines: [EngineName] = [.litert, .tflite].filter { engine in
        let variable = "EDGEPLAN_\(engine.rawValue.uppercased())_LIB"
        return ProcessInfo.processInfo.environment[variable]?.isEmpty == false
    }
    private static let areThere: ConditionTrait = .enabled(
        if: !engines.isEmpty, "EDGEPLAN_LITERT_LIB and EDGEPLAN_TFLITE_LIB name no library")
    private static let library = ProcessInfo.processInfo.environment["EDGEPLAN_LITERT_LIB"] ?? ""
    private static let isThere: ConditionTrait = .enabled(
        if: !library.isEmpty, "EDGEPLAN_LITERT_LIB names no library")

    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(words, environment: places.merging(environment) { $1 })
    }

    @Test func `a file that was not compiled for an Edge TPU is refused for it, the engine there or not`() throws {
        let words = ["engines", "check", "tflite", "--provider", "edgetpu", "--json"]
        let check = try RecordText.decode(EngineCheck.self, from: run(words).output)
        #expect(!check.isRight && check.checks.allSatisfy { $0.outcome != .ok && $0.reason?.isEmpty == false })
    }

    private func file(_ name: String = "words.tflite") throws -> String {
        let graph = try #require(Catalogue.model(named: "ds-cnn")).graph(.fp32)
        folder.addFile(name, try TFLiteWriter.bytes(of: graph))
        return folder.path(of: name)
    }

    /// One operator that only who added it can run.
    private func custom(_ name: String) -> String {
        let tensors: [[FlatWriter.Field?]] = ["x", "y"].map {
            [.integers([1, 8]), .byte(0), .integer(0), .text($0)]
        }
        let network: [FlatWriter.Field?] = [
            .tables(tensors), .integers([0]), .integers([1]),
            .tables([[.integer(0), .integers([0]), .integers([1])]]), .text("main"),
        ]
        let codes: [[FlatWriter.Field?]] = [[.byte(32), .text(name), .integer(1), .integer(32)]]
        let file = FlatWriter(
            [.integer(3), .tables(codes), .tables([network]), .text("custom"), .tables([[]])], mark: "TFL3")
        folder.addFile("custom.tflite", file.bytes)
        return folder.path(of: "custom.tflite")
    }

    @Test func `operators that are none of the format's own are found before anything runs`() throws {
        let ending = try run(["models", "check", custom("edgetpu-custom-op"), "--json"])
        #expect(ending.status == 1)
        let check = try RecordText.decode(ModelCheck.self, from: ending.output)
        #expect(check.findings.map(\.operation) == ["edgetpu-custom-op"])
        #expect(check.findings.first?.remedy.contains("before the Edge TPU's compiler") == true)
    }

    @Test func `a network of the catalogue is exported for engines that read only this`() throws {
        let path = folder.path(of: "net.tflite")
        let words = ["models", "export", "mobilenet-v2-w0.35-r96", "--output", path]
        #expect(try run(words).status == 0)
        let model = try RecordText.decode(Model.self, from: run(["models", "show", path, "--json"]).output)
        #expect(model.format == .tflite && model.inputs.map(\.shape) == [[1, 96, 96, 3]])
        #expect(try run(words + ["--force", "--precision", "int8"]).errors.contains("only networks of floats"))
        let other = try run(["models", "export", "mobilenet-v3-small", "--output", folder.path(of: "other.tflite")])
        #expect(other.status == 3 && other.errors.contains("node"), "\(other.errors)")
    }

    @Test func `a file is shown with its operators and its work`() throws {
        let model = try RecordText.decode(Model.self, from: run(["models", "show", file(), "--json"]).output)
        let variant = try #require(model.variants.first)
        #expect(variant.format == .tflite && variant.precision == .fp32)
        #expect(variant.operators?.contains { $0.name == "CONV_2D" && $0.count == 5 } == true)
        let own = try #require(Catalogue.model(named: "ds-cnn")?.record(withLayers: true).variants.first?.operations)
        #expect(try #require(variant.operations) >= own)
        let text = try run(["models", "show", file()]).output
        #expect(text.contains("DEPTHWISE_CONV_2D 4") && text.contains("our own engine does not read"))
    }

    @Test func `one that was added is kept as it is, and removed again`() throws {
        let path = try file()
        let added = try run(["models", "add", path, "--name", "words", "--task", "keyword-spotting"])
        #expect(added.status == 0, "\(added.errors)")
        let kept = try Data(contentsOf: URL(filePath: folder.path(of: "edgeplan/models/words.tflite")))
        #expect(try kept == Data(contentsOf: URL(filePath: path)))
        #expect(try run(["models", "show", "words"]).output.contains("TensorFlow Lite"))
        // By its hash, the file itself is known for what was said of it.
        let model = try RecordText.decode(Model.self, from: run(["models", "show", path, "--json"]).output)
        #expect(model.task == .keywordSpotting)
        for words in [["models", "quantize", "words"], ["models", "prune", "words", "--share", "0.2"]] {
            let ending = try run(words)
            #expect(ending.status == 3 && ending.errors.contains("ONNX file that the model came from"))
        }
        #expect(try run(["models", "remove", "words"]).status == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path(of: "edgeplan/models/words.tflite")))
    }

    @Test func `one that is cut off is refused before any engine sees it`() throws {
        let bytes = try Data(contentsOf: URL(filePath: file()))
        folder.addFile("cut.tflite", Array(bytes.prefix(bytes.count / 2)))
        let path = folder.path(of: "cut.tflite")
        for words in [["models", "add"], ["models", "show"], ["profile", "models", "--engine", "litert", "--model"]] {
            let ending = try run(words + [path])
            #expect(ending.status == 3 && ending.errors.contains("it may be incomplete"), "\(ending.errors)")
        }
    }

    @Test func `an engine that does not read it is left out with a sentence`() throws {
        let ending = try run(["profile", "models", "--model", file(), "--engine", "native,onnxruntime", "--dry-run"])
        #expect(ending.status == 2)
        for engine in ["native", "onnxruntime"] {
            #expect(ending.errors.contains("\(engine) does not read TensorFlow Lite files, only ONNX"))
        }
        let other = try run(["profile", "models", "--model", "ds-cnn", "--engine", "litert", "--dry-run"])
        #expect(other.status == 2 && other.errors.contains("litert does not read ONNX files, only TensorFlow Lite"))
    }

    @Test(areThere, arguments: engines)
    func `it is usable, and answers as our own engine does`(engine: EngineName) throws {
        let ending = try run(["engines", "check", engine.rawValue, "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        #expect(check.isRight && check.version != nil && check.checks.map(\.variant) == ["ds-cnn/fp32"])
    }

    @Test(isThere) func `GPUs are listed for LiteRT with what stands in the way, and never fallen back from`() throws {
        let shown = try run(["engines", "show", "litert", "--json"])
        let engine = try #require(try RecordText.decode(EngineList.self, from: shown.output).engines.first)
        let route = try #require(engine.routes.first { $0.provider == "webgpu" && $0.placement == .gpu })
        #expect(route.isUsable == (route.reason == nil))
        let check = try run(["engines", "check", "litert", "--provider", "webgpu", "--json"])
        let outcomes = try RecordText.decode(EngineCheck.self, from: check.output).checks
        #expect(!outcomes.isEmpty && outcomes.allSatisfy { ($0.outcome == .ok) == route.isUsable }, "\(check.output)")
    }

    @Test(isThere) func `a library of another release is refused with the command that mends it`() throws {
        let real = Self.library.hasSuffix(".so") ? Self.library : Self.library + "/libLiteRt.so"
        folder.addFolder("ai_edge_litert")
        folder.addLink("ai_edge_litert/libLiteRt.so", to: real)
        for other in [nil, "ai_edge_litert-2.1.0.dist-info"] {
            if let other { folder.addFolder(other) }
            let ending = try run(
                ["engines", "show", "litert", "--json"], ["EDGEPLAN_LITERT_LIB": folder.path(of: "ai_edge_litert")])
            let engine = try #require(try RecordText.decode(EngineList.self, from: ending.output).engines.first)
            #expect(!engine.isUsable && engine.reason?.contains("only 2.3.0 is known here") == true)
            #expect(engine.reason?.contains(other == nil ? "tells its version" : "version 2.1.0") == true)
        }
    }

    #if !DEBUG
        @Test(areThere, arguments: engines)
        func `it is measured with just the threads that were asked for, and held against the definition`(
            engine: EngineName
        ) throws {
            let words = ["--engine", "\(engine.rawValue),native", "--threads", "1,2", "--processes", "2", "--json"]
            let ending = try run(["profile", "models", "--model", file()] + words)
            #expect([0, 4].contains(ending.status), "\(ending.errors)")
            #expect(ending.errors.contains("native does not read TensorFlow Lite files"))
            let profile = try RecordText.decode(Profile.self, from: ending.output)
            #expect(profile.measurements.map(\.candidate.threads).sorted() == [1, 2])
            for measurement in profile.measurements {
                #expect(measurement.outcome == .ok, "\(measurement.reason ?? "")")
                #expect(measurement.candidate.engine == engine && measurement.uncompared == nil)
                let fidelity = try #require(measurement.fidelity)
                #expect(fidelity.value.value > 0.9999)
                #expect(fidelity.value.basis.allSatisfy { $0.hasSuffix("kernels on the same file") })
            }
        }

        @Test(areThere, arguments: engines)
        func `an operator that no engine has is an outcome with its name`(engine: EngineName) throws {
            for (name, words) in [("edgetpu-custom-op", "Coral Edge TPU"), ("MyOwnOp", "MyOwnOp")] {
                let ending = try run([
                    "profile", "models", "--model", custom(name), "--engine", engine.rawValue, "--threads", "1",
                    "--processes", "1", "--json",
                ])
                #expect(ending.status == 0, "\(ending.errors)")
                let measurements = try RecordText.decode(Profile.self, from: ending.output).measurements
                #expect(!measurements.isEmpty)
                for measurement in measurements where measurement.candidate.precision == .fp32 {
                    #expect(measurement.outcome == .refused)
                    #expect(measurement.reason?.contains(words) == true, "\(measurement.reason ?? "")")
                }
            }
        }
    #endif
}
