import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan models`, with a folder of its own for the user's models.
@Suite struct ModelsTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["models"] + words, environment: ["XDG_CACHE_HOME": folder.path])
    }

    @Test func `the list holds every task's models: seeded ones with published accuracy, trained ones with measured`()
        throws
    {
        let list = try RecordText.decode(ModelList.self, from: try run(["list", "--json"]).output)
        #expect(list.models.count > 30 && Set(list.models.map(\.name)).count == list.models.count)
        for model in list.models {
            #expect(model.weights == .seeded || model.weights == .trained)
            let precisions = model.variants.map(\.precision)
            // The auto-encoder alone has no int8 file.
            #expect(precisions == [.fp32, .bf16, .int8] || model.weights == .trained && precisions == [.fp32, .bf16])
            for accuracy in model.variants.compactMap(\.accuracy) {
                #expect(accuracy.kind == (model.weights == .seeded ? .published : .measured))
                #expect(accuracy.value.source.rawValue == accuracy.kind.rawValue)
                #expect(!accuracy.value.basis.isEmpty)
            }
        }
        let tasks = Set(list.models.map(\.task))
        #expect(tasks.isSuperset(of: [.imageClassification, .objectDetection, .keywordSpotting, .anomalyDetection]))
    }

    @Test func `a list of one task holds no other`() throws {
        let ending = try run(["list", "--task", "keyword-spotting"])
        #expect(ending.status == 0)
        #expect(ending.output.contains("ds-cnn") && !ending.output.contains("mobilenet"))
    }

    @Test func `a misspelt task or model gets the nearest one and status 2`() throws {
        let task = try run(["list", "--task", "keyword-spoting"])
        #expect(task.status == 2)
        #expect(task.errors.contains("did you mean keyword-spotting?"))
        let model = try run(["show", "mobilenet-v22"])
        #expect(model.status == 2)
        #expect(model.errors.contains("did you mean mobilenet-v2?"))
    }

    @Test func `a model is shown with the work of its layers`() throws {
        let ending = try run(["show", "ds-cnn", "--precision", "int8"])
        #expect(ending.status == 0)
        #expect(ending.output.contains("block-1/depthwise") && ending.output.contains("seeded"))
        let model = try RecordText.decode(Model.self, from: try run(["show", "ds-cnn", "--json"]).output)
        #expect(model.variants.allSatisfy { !$0.layers.isEmpty && $0.operations ?? 0 > 5_000_000 })
    }
}
