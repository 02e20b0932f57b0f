import EdgeModels
import EdgeTestSupport
import Foundation
import Testing

@Suite("A model is run once")
struct ModelRunTests {
    let folder = TemporaryFolder()

    /// A file with one step: what is below 0 becomes 0.
    private func writeModel() throws {
        var graph = Graph(name: "step")
        let input = graph.add(Value(name: "in", type: .f32, shape: [.named("count")]))
        let output = graph.add(Value(name: "a/b", type: .f32, shape: [.named("count")]))
        graph.nodes = [Node(name: "relu", operation: "Relu", inputs: [input], outputs: [output])]
        graph.inputs = [input]
        graph.outputs = [output]
        folder.addFile("model.onnx", try ONNXWriter.bytes(of: graph))
    }

    @Test("on a NumPy file, and its output written for NumPy under a name that a file can have")
    func files() throws {
        try writeModel()
        folder.addFile("in.npy", try #require(NumPyArray.bytes(of: Tensor([-1, 2, -3] as [Float]))))
        let ending = try Program.run([
            "models", "run", folder.path(of: "model.onnx"), "--input", "in=" + folder.path(of: "in.npy"), "--output",
            folder.path(of: "answers"),
        ])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.hasPrefix("a/b  f32 [3]"))
        let answer = try Data(contentsOf: URL(filePath: folder.path(of: "answers/a_b.npy")))
        #expect(try NumPyArray.tensor(from: Array(answer), named: "answer").floats == [0, 2, 0])
    }

    @Test("by our own engine, with the sizes of its inputs")
    func engine() throws {
        try writeModel()
        folder.addFile("in.npy", try #require(NumPyArray.bytes(of: Tensor([-1, 2, -3] as [Float]))))
        let ending = try Program.run([
            "models", "run", folder.path(of: "model.onnx"), "--engine", "native", "--input", folder.path(of: "in.npy"),
            "--output", folder.path(of: "answers"), "--json",
        ])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("\"kernelLayers\": 1"))
        let answer = try Data(contentsOf: URL(filePath: folder.path(of: "answers/a_b.npy")))
        #expect(try NumPyArray.tensor(from: Array(answer), named: "answer").floats == [0, 2, 0])
    }

    @Test("on a sound, by the front end that the model's record names", arguments: ["plain", "native"])
    func sounds(engine: String) throws {
        let model = folder.path(of: "ds-cnn.onnx")
        #expect(try Program.run(["models", "export", "ds-cnn", "--output", model, "--quiet"]).status == 0)
        folder.addFile("mfcc.json", Array(#"{"features": "mfcc"}"#.utf8))
        var wave = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0]
        wave += [0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0] + Array("data".utf8) + [0, 0x7D, 0, 0]
        wave += (0..<32_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
        folder.addFile("word.wav", wave)
        let ending = try Program.run([
            "models", "run", model, "--engine", engine, "--input", folder.path(of: "word.wav"), "--preprocessing",
            folder.path(of: "mfcc.json"),
        ])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("f32 [1, 12]"))
    }

    @Test("on a picture only if it is told how to prepare it")
    func pictures() throws {
        try writeModel()
        folder.addFile("in.png", [0x89])
        let ending = try Program.run([
            "models", "run", folder.path(of: "model.onnx"), "--input", folder.path(of: "in.png"),
        ])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("preprocessing: width and height"))
    }

    @Test("or says which input is missing")
    func missing() throws {
        try writeModel()
        let ending = try Program.run(["models", "run", folder.path(of: "model.onnx")])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("the model's input in was not given"))
    }

    @Test("of operators that a list names")
    func operators() throws {
        let ending = try Program.run(["models", "operators", "--json"])
        #expect(ending.status == 0)
        #expect(ending.output.contains("\"Conv\"") && ending.output.contains("\"com.microsoft.QLinearAdd\""))
    }
}
