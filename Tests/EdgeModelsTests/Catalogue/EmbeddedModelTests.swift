import EdgeModels
import EdgeRecords
import EdgeTestSupport
import FoundationEssentials
import Testing

@Suite struct EmbeddedModelTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "models")

    @Test func `every network of the folder lies in the program, byte for byte`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasSuffix(".onnx") }.map { String($0.dropLast(5)) }
        let variants = files.filter { $0.hasSuffix("-int8") }
        #expect(Set(EmbeddedModels.all.map(\.name)) == Set(files).subtracting(variants))
        for model in EmbeddedModels.all {
            let file = try Data(contentsOf: Self.folder.appending(path: model.name + ".onnx"))
            #expect(Array(file) == model.file)
            let isNarrow = model.record.variants.contains { $0.precision == .int8 }
            #expect(isNarrow == variants.contains(model.name + "-int8"))
        }
        for name in variants {
            let model = try #require(EmbeddedModels.model(named: String(name.dropLast(5))))
            let hash = model.record.variants.first { $0.precision == .int8 }?.hash
            let file = try Data(contentsOf: Self.folder.appending(path: name + ".onnx"))
            #expect(Array(file) == model.file(withHash: hash))
        }
    }

    @Test(arguments: EmbeddedModels.all)
    func `a record says what its file is, where it comes from, and what was measured of it`(model: EmbeddedModel) throws
    {
        var read = Model(name: model.name, task: model.record.task, labels: model.record.labels, weights: .trained)
        read.take(try ONNXReader.graph(of: model.file), file: model.file)
        if let narrow = model.file(withHash: model.record.variants.first { $0.precision == .int8 }?.hash) {
            var variant = Variant(name: model.name + "/int8", precision: .int8)
            variant.take(try ONNXReader.graph(of: narrow), file: narrow)
            read.variants.append(variant)
        }
        let record = model.record
        #expect(record.weights == .trained && record.licence == "Apache-2.0")
        #expect(record.source?.contains("models/train-fashion-mnist, seed") == true)
        #expect(record.inputs == read.inputs && record.outputs == read.outputs)
        #expect(record.variants.map(\.precision) == read.variants.map(\.precision))
        for (stated, found) in zip(record.variants, read.variants) {
            #expect(stated.hash == found.hash && stated.modelBytes == found.modelBytes)
            #expect(stated.operations == found.operations && stated.layers == found.layers)
            let accuracy = try #require(stated.accuracy)
            #expect(accuracy.kind == .measured && accuracy.value.source == .measured && accuracy.value.count == 10_000)
            #expect(accuracy.value.basis.first == stated.hash && accuracy.value.interval != nil)
            #expect(accuracy.isaClass == (stated.precision == .bf16 ? "bf16" : "exact32"))
        }
    }
}
