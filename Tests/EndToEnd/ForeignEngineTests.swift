import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Engines of others, each where its variable names its library: `make test` installs them.
@Suite(.serialized) struct ForeignEngineTests {
    private static let engines: [EngineName] = [.onnxruntime, .openvino].filter { engine in
        let variable = "EDGEPLAN_\(engine.rawValue.uppercased())_LIB"
        return ProcessInfo.processInfo.environment[variable]?.isEmpty == false
    }
    private static let areThere: ConditionTrait = .enabled(
        if: !engines.isEmpty, "EDGEPLAN_ONNXRUNTIME_LIB and EDGEPLAN_OPENVINO_LIB name no library")

    private let folder = TemporaryFolder()

    /// Variants that have files of their own; OpenVINO answers wrongly on one kind.
    private static func forms(of engine: EngineName) -> [Precision] {
        [.int8, .int8Dynamic, .int8Weights, .int4Weights] + (engine == .openvino ? [] : [.int8Activations16])
    }

    private func run(_ words: [String]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(words, environment: places)
    }

    @Test(areThere, arguments: engines)
    func `it is usable, and answers as our own engine does`(engine: EngineName) throws {
        let ending = try run(["engines", "check", engine.rawValue, "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        #expect(check.isRight && check.version != nil, "\(check)")
        // Every form in which we write variants.
        let forms = [.fp32] + Self.forms(of: engine)
        #expect(Set(forms.map { "ds-cnn/\($0.rawValue)" }).isSubset(of: check.checks.map(\.variant)))
    }

    @Test(areThere, arguments: engines)
    func `it tells on what it runs models, and of all else why not`(engine: EngineName) throws {
        let ending = try run(["engines", "show", engine.rawValue, "--json"])
        let told = try #require(try RecordText.decode(EngineList.self, from: ending.output).engines.first)
        #expect(told.routes.count > 2 && told.routes[0].isUsable && told.routes[0].placement == .cpu)
        #expect(told.routes.allSatisfy { $0.isUsable == ($0.reason == nil) && ($0.isOffered || !$0.isUsable) })
    }

    @Test(areThere, arguments: engines)
    func `it is asked about labelled data in a worker, and what it answers is kept as its own`(engine: EngineName)
        throws
    {
        var table = ""
        for label in 0..<3 {
            let numbers = (0..<784).map { Float(($0 * (label + 3)) % 255) / 255 }
            let tensor = try Tensor(shape: [1, 1, 28, 28], elements: .f32(numbers))
            folder.addFile("\(label).npy", try #require(NumPyArray.bytes(of: tensor)))
            table += "\(label).npy,\(label)\n"
        }
        folder.addFile("labels.csv", Array(table.utf8))
        let words = ["models", "evaluate", "fashion-cnn-w4", "--data", folder.path(of: "labels.csv"), "--json"]
        let own = try RecordText.decode(ModelEvaluation.self, from: run(words).output)
        let ending = try run(words + ["--engine", engine.rawValue])
        #expect(ending.status == 0, "\(ending.errors)")
        let other = try RecordText.decode(ModelEvaluation.self, from: ending.output)
        #expect(other.engine == engine && other.rows[0].accuracy.engine == engine)
        // At fp32 no answer lies so near to another that rounding decides between them.
        #expect(other.rows[0].accuracy.value.value == own.rows[0].accuracy.value.value)
        #expect(try run(words + ["--engine", engine.rawValue, "--isa"]).status == ExitStatus.wrongUsage.rawValue)
    }

    #if !DEBUG
        @Test(areThere, arguments: engines)
        func `it is measured at each of its precisions, a size that the file leaves open being 1`(
            engine: EngineName
        ) throws {
            var graph = try #require(Catalogue.model(named: "ds-cnn")).graph(.fp32)
            graph[graph.inputs[0]].shape?[0] = .named("batch")
            let path = folder.path(of: "open.onnx")
            try Data(ONNXWriter.bytes(of: graph)).write(to: URL(filePath: path))
            let words = ["--model", path, "--threads", "1", "--processes", "2", "--json"]
            let ending = try run(["profile", "models", "--engine", engine.rawValue] + words)
            #expect([0, 4].contains(ending.status), "\(ending.errors)")
            let measurements = try RecordText.decode(Profile.self, from: ending.output).measurements
            #expect(!measurements.isEmpty)
            for measurement in measurements where measurement.candidate.precision != .bf16 {
                #expect(measurement.outcome == .ok, "\(measurement.reason ?? "")")
                #expect(measurement.latencyNanoseconds[.median] != nil)
            }
        }

        @Test(areThere, arguments: engines)
        func `each variant that was made of a model of the user's is measured, a pruned one too`(
            engine: EngineName
        ) throws {
            let made = folder.path(of: "made.onnx")
            try Data(ONNXWriter.bytes(of: #require(Catalogue.model(named: "ds-cnn")).graph(.fp32)))
                .write(to: URL(filePath: made))
            #expect(try run(["models", "add", made, "--name", "mine", "--task", "keyword-spotting"]).status == 0)
            for precision in ["int8", "int8-a16", "int8-dynamic", "int8-weights", "int4-weights"] {
                let ending = try run(["models", "quantize", "mine", "--precision", precision])
                #expect(ending.status == 0, "\(precision): \(ending.errors)")
            }
            #expect(try run(["models", "prune", "mine", "--share", "0.3"]).status == 0)
            let ending = try run([
                "profile", "models", "--model", "mine,mine-p30", "--engine", engine.rawValue, "--threads", "1",
                "--processes", "2", "--json",
            ])
            #expect([0, 4].contains(ending.status), "\(ending.errors)")
            let measurements = try RecordText.decode(Profile.self, from: ending.output).measurements
            let precisions = measurements.filter { $0.candidate.model == "mine" }.map(\.candidate.precision)
            #expect(Set(precisions).isSuperset(of: [.fp32] + Self.forms(of: engine)), "\(precisions)")
            #expect(measurements.contains { $0.candidate.model == "mine-p30" })
            for measurement in measurements where measurement.candidate.precision != .bf16 {
                #expect(measurement.outcome == .ok, "\(measurement.candidate.name): \(measurement.reason ?? "")")
            }
            let leftOut = engine == .openvino ? "mine/int8-a16@openvino" : "mine/bf16@onnxruntime"
            #expect(ending.errors.contains(leftOut), "\(ending.errors)")
        }

        @Test(areThere, arguments: engines)
        func `a file that only it refuses is an outcome, in its words`(engine: EngineName) throws {
            folder.addFile("library.so.9", Array("no library".utf8))
            let variable = "EDGEPLAN_\(engine.rawValue.uppercased())_LIB"
            let words = ["profile", "models", "--engine", engine.rawValue, "--model", "ds-cnn", "--threads", "1"]
            let ending = try Program.run(
                words + ["--precision", "fp32", "--processes", "2", "--json"],
                environment: [
                    variable: folder.path(of: "library.so.9"), "XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path,
                    "EDGEPLAN_STORE": folder.path(of: "store"),
                ])
            #expect(ending.status != 70 && ending.output.contains("library.so.9"), "\(ending.errors)")
        }
    #endif
}
