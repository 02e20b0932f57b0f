public import EdgeRecords

/// One network of the catalogue: an architecture that was published, with made-up weights.
///
/// It measures speed and memory exactly. Its accuracy is what others published of the trained network.
public struct CatalogueModel: Sendable {
    public let name: String
    public let task: TaskName
    public let labels: String?
    /// Where the architecture was published.
    public let origin: String
    public let preprocessing: [String: JSONValue]
    /// At the precisions for which a figure is known.
    public let accuracies: [Precision: Accuracy]
    let architecture: Architecture

    /// The precisions that every model of the catalogue can be had at; bf16 is an engine's way to run the fp32 network.
    public static let precisions: [Precision] = [.fp32, .bf16, .int8]

    init(
        _ name: String, _ task: TaskName, labels: String?, _ architecture: Architecture, origin: String,
        preprocessing: [String: JSONValue], accuracies: [Precision: Accuracy] = [:]
    ) {
        self.name = name
        self.task = task
        self.labels = labels
        self.architecture = architecture
        self.origin = origin
        self.preprocessing = preprocessing
        self.accuracies = accuracies
    }

    /// The network with its weights, ready to run or to be written.
    ///
    /// - Parameter precision: one of `precisions`, or `int8-a16`.
    public func graph(_ precision: Precision) -> Graph { graph(precision, .weights) }

    /// The network's shapes alone: enough to count its work, made at once.
    public func outline(_ precision: Precision) -> Graph { graph(precision, .outline) }

    private func graph(_ precision: Precision, _ content: NetworkBuilder.Content) -> Graph {
        let network = architecture.network(named: name, content)
        guard precision == .int8 || precision == .int8Activations16 else { return network.graph }
        var plan = QuantizationPlan()
        // Known from how the weights were made: what accuracy they keep says nothing of a trained network.
        plan.ranges = network.ranges
        plan.storesScores = true
        plan.activations = precision == .int8 ? .u8 : .u16
        return QuantizationWriter.quantized(network.graph, plan)
    }
}

// As a record.
extension CatalogueModel {
    /// What is known without the network's shapes: all that a planner asks of it.
    public var statement: Model {
        var model = Model(name: name, task: task, labels: labels, weights: .seeded)
        model.licence = "Apache-2.0"
        model.source = "architecture: \(origin); weights: made up from the name"
        model.preprocessing = preprocessing
        model.variants = Self.precisions.map { precision in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.accuracy = accuracies[precision]
            return variant
        }
        return model
    }

    /// What is known without the network's weights.
    ///
    /// - Parameter withLayers: whether each variant lists its layers.
    public func record(withLayers: Bool) -> Model {
        var model = statement
        let outline = outline(.fp32)
        model.inputs = outline.inputPorts
        model.outputs = outline.outputPorts
        model.variants = model.variants.map { counted($0, withLayers: withLayers) }
        return model
    }

    private func counted(_ stated: Variant, withLayers: Bool) -> Variant {
        var variant = stated
        let outline = outline(variant.precision)
        let floatBytes = variant.precision == .bf16 ? 2 : 4
        let table = LayerTable(of: outline, floatBytes: floatBytes)
        variant.parameters = outline.parameters
        variant.operations = table.operations
        variant.weightBytes = outline.weightBytes
        variant.activationBytes = outline.activationBytes(floatBytes: floatBytes)
        if withLayers { variant.layers = table.layers }
        return variant
    }
}
