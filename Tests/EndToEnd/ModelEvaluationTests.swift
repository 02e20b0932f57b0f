import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan models evaluate`, on data of its own and on Fashion-MNIST where that is installed.
@Suite struct ModelEvaluationTests {
    private let folder = TemporaryFolder()

    private static let fashion = "/usr/share/datasets/fashion-mnist"
    private static let hasFashion = FileManager.default.fileExists(atPath: fashion + "/t10k-images-idx3-ubyte.gz")

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["models"] + words, environment: ["XDG_CACHE_HOME": folder.path(of: "cache")])
    }

    /// Two classes with a picture's worth of numbers each.
    private func makeSamples(classes: [String]) throws {
        folder.addFolder("data")
        for (number, name) in classes.enumerated() {
            folder.addFolder("data/" + name)
            let numbers = [Float](repeating: Float(number), count: 784)
            let tensor = try Tensor(shape: [1, 28, 28], elements: .f32(numbers))
            folder.addFile("data/\(name)/a.npy", try #require(NumPyArray.bytes(of: tensor)))
        }
    }

    @Test(.enabled(if: hasFashion, "needs the Debian package dataset-fashion-mnist"))
    func `a trained network is as right on all 10000 test pictures as its record says`() throws {
        let ending = try run(["evaluate", "fashion-cnn-w4", "--data", Self.fashion, "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let answer = try RecordText.decode(ModelEvaluation.self, from: ending.output)
        let record = try #require(EmbeddedModels.model(named: "fashion-cnn-w4")?.record)
        let stated = try #require(record.variants.first?.accuracy?.value)
        let found = try #require(answer.rows.first?.accuracy.value)
        #expect(answer.dataset.samples == 10_000 && stated.count == 10_000)
        #expect(answer.hash == record.variants.first?.hash)
        // Sums of floats are rounded otherwise on another processor, which can turn a picture that is nearly a tie.
        #expect(abs(found.value - stated.value) <= 0.0005)
        #expect(found.interval?.low ?? 1 < found.value && found.value < found.interval?.high ?? 0)
        #expect(answer.classes.count == 10 && answer.classes.allSatisfy { $0.samples == 1000 })
    }

    @Test func `what was found is kept under the file's hash, and shown whatever the model is called`() throws {
        try makeSamples(classes: (0..<10).map(String.init))
        let file = folder.path(of: "mine.onnx")
        #expect(try run(["export", "fashion-cnn-w4", "--output", file]).status == 0)
        let data = folder.path(of: "data")
        let ending = try run(["evaluate", file, "--data", data, "--isa", "--json"])
        let answer = try RecordText.decode(ModelEvaluation.self, from: ending.output)
        #expect(answer.rows.count > 1 && answer.rows.dropFirst().allSatisfy { $0.differing == 0 })
        #expect(answer.notRun.contains { $0.instructionSet == .neon || $0.instructionSet == .avx2 })
        #expect(try run(["add", file, "--name", "mine"]).status == 0)
        for name in ["mine", "fashion-cnn-w4"] {
            let model = try RecordText.decode(Model.self, from: try run(["show", name, "--json"]).output)
            let kept = try #require(model.variants.first?.accuracies.first { $0.dataset == "data" })
            #expect(kept.engine == .native && kept.isaClass == "exact32" && kept.value.count == 10)
            #expect(kept.value.basis.first == answer.hash)
        }
    }

    @Test func `labels that the model cannot answer are refused`() throws {
        try makeSamples(classes: ["shirts", "shoes"])
        let words = ["evaluate", "fashion-cnn-w4", "--data", folder.path(of: "data")]
        let ending = try run(words)
        #expect(ending.status == 3)
        #expect(ending.errors.contains("2") && ending.errors.contains("10 outputs"))
        folder.addFile("names", Array("a\nb\nshirts\nshoes\n".utf8))
        #expect(try run(words + ["--classes", folder.path(of: "names")]).status == 0)
    }

    @Test func `made-up weights are never evaluated`() throws {
        try makeSamples(classes: ["0"])
        let ending = try run(["evaluate", "mobilenet-v2", "--data", folder.path(of: "data")])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("made up"))
    }

    @Test func `data has to be named, and to be there`() throws {
        #expect(try run(["evaluate", "fashion-cnn-w4"]).status == 2)
        let missing = try run(["evaluate", "fashion-cnn-w4", "--data", folder.path(of: "nothing")])
        #expect(missing.status == 3)
        #expect(missing.errors.contains("does not exist"))
    }

    @Test func `another model's answers can stand for the truth`() throws {
        try makeSamples(classes: ["0", "1"])
        let words = [
            "evaluate", "fashion-cnn-w4", "--data", folder.path(of: "data"), "--metric", "agreement", "--json",
        ]
        let answer = try RecordText.decode(
            ModelEvaluation.self, from: try run(words + ["--against", "fashion-cnn-w4"]).output)
        #expect(answer.rows.first?.accuracy.kind == .fidelity)
        #expect(answer.rows.first?.accuracy.value.value == 1)
        #expect(try run(words).status == 2)
    }
}
