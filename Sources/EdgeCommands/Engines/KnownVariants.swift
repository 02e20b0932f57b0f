import EdgeCompressing
import EdgeModels
import EdgeRecords

/// Every variant that we write, of a model of the catalogue: what engines are checked with.
struct KnownVariants {
    private let model: CatalogueModel
    private let work: Work

    init(of model: CatalogueModel, console: any Console) {
        self.model = model
        work = Work(console: console, threads: 1)
    }

    func graph(_ precision: Precision) throws -> Graph {
        switch precision {
        case .fp32, .int8, .int8Activations16: model.graph(precision)
        default: try Compressor(model.graph(.fp32), work).narrowed(precision, heldOut: Self.none).graph
        }
    }

    /// Nothing is compared: engines are, afterwards.
    private static let none = SampleSet(samples: [], source: "", hash: nil)
}
