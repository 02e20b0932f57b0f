public import EdgeModels
import EdgeNative
public import EdgeRecords

/// Makes variants of one network.
public struct Compressor {
    private let original: Graph
    private let prepared: Graph
    private let work: Work
    /// How many inputs layers are compared on, at most.
    private static let samplesForLayers = 16

    /// - Throws: `alreadyQuantized`, and `badWeight` for weights that are no finite numbers.
    public init(_ graph: Graph, _ work: Work) throws(CompressionError) {
        original = graph
        prepared = try graph.preparedForCompression()
        self.work = work
    }

    /// A network in 8 bits, with ranges that the calibration's inputs had.
    public func quantized(
        _ settings: QuantizationSettings, calibration: SampleSet, heldOut: SampleSet
    ) throws(CompressionError) -> CompressedModel {
        var settings = settings
        // Of made-up numbers nobody knows which answers matter.
        if calibration.isMadeUp, settings.lossIsWish { settings.accuracyLossAtMost = nil }
        let choice = QuantizerChoice(original: original, prepared: prepared, settings: settings, work: work)
        let (quantizer, reference) = try choice.best(calibration.samples)
        let kept = try KeptLayers(quantizer, reference, work)
        let written = quantizer.written(keeping: kept.nodes)
        guard !written.quantizedNodes.isEmpty else {
            throw .nothingToQuantize(wanted: "layer that could be quantized within what may be lost")
        }
        let precision: Precision = settings.hasWideActivations ? .int8Activations16 : .int8
        var model = CompressedModel(graph: written.graph, precision: precision)
        model.method =
            (prepared.nodes.count < original.nodes.count ? ["normalizations folded"] : []) + quantizer.method
            + kept.method
        model.remarks = quantizer.remarks + kept.remarks
        model.keptLayers = kept.nodes.sorted().map { prepared.nodes[$0].name }
        noteCalibration(&model, calibration)
        model.layers = try layerErrors(quantizer, written, calibration.samples, precision)
        try compare(&model, heldOut)
        return model
    }

    /// A network whose weights alone are stored in fewer bits.
    ///
    /// - Parameters:
    ///   - precision: `int8-weights`, `int4-weights` or `bf16`; or `int8-dynamic`, which computes so too.
    ///   - calibration: on which 4 bits are rounded so that outputs change least; not made-up numbers.
    public func narrowed(
        _ precision: Precision, calibration: SampleSet? = nil, heldOut: SampleSet
    ) throws(CompressionError) -> CompressedModel {
        if precision == .int8Dynamic { return try dynamic(heldOut) }
        let storage: WeightOnlyWriter.Storage =
            precision == .bf16 ? .brain : precision == .int4Weights ? .halves(block: 32) : .bytes
        var graph = prepared
        var steps: [ValueID: BlockScales] = [:]
        let seen = calibration.flatMap { $0.isMadeUp ? nil : $0 }
        if case .halves(let block) = storage, let seen {
            let collector = GramCollector(samples: seen.samples, work: work)
            let grams = try collector.grams(
                of: QuantizableLayers(graph).weightedNodes, in: graph, sizeAtMost: LeastSquaresRounding.sizeAtMost)
            steps = try WeightFitting.fitHalves(&graph, grams, block: block, work)
        }
        let written = WeightOnlyWriter.written(graph, storage, steps: steps)
        guard !written.nodes.isEmpty else {
            throw .nothingToQuantize(wanted: "layer whose weights in fp32 could be stored as \(precision.rawValue)")
        }
        var model = CompressedModel(graph: written.graph, precision: precision)
        switch storage {
        case .brain: model.method = ["weights bf16, rounded to the nearest"]
        case .bytes: model.method = ["weights s8, symmetric, one scale for each output channel"]
        case .halves(let block): model.method = ["weights s4, symmetric, one scale for each \(block) of an output"]
        }
        if let seen, !steps.isEmpty {
            model.method.append("\(steps.count) layers rounded by least squares over \(seen.samples.count) inputs")
            noteCalibration(&model, seen)
        }
        let wide = Set(QuantizableLayers(prepared).weightedNodes).subtracting(written.nodes).sorted()
        if !wide.isEmpty {
            model.keptLayers = wide.map { prepared.nodes[$0].name }
            model.remarks.append("layers with fewer than 32 inputs to an output keep 8 bits")
        }
        model.remarks.append("the file is smaller; our own engine computes with floats, no faster than the parent")
        try compare(&model, heldOut)
        return model
    }

    /// A network whose products find ranges as they run; convolutions stay as they are.
    private func dynamic(_ heldOut: SampleSet) throws(CompressionError) -> CompressedModel {
        let written = DynamicWriter.written(prepared)
        guard !written.nodes.isEmpty else { throw .nothingToQuantize(wanted: "matrix product with weights of fp32") }
        var model = CompressedModel(graph: written.graph, precision: .int8Dynamic)
        model.method = [
            "weights of products s8, symmetric, one scale for each output",
            "what enters a product u8, with a scale found at every run",
        ]
        let wide = Set(QuantizableLayers(prepared).weightedNodes).subtracting(written.nodes).sorted()
        model.keptLayers = wide.map { prepared.nodes[$0].name }
        if !wide.isEmpty { model.remarks.append("convolutions compute with floats: int8 is for them") }
        try compare(&model, heldOut)
        return model
    }

    /// The network with fewer channels, at its own precision.
    ///
    /// - Parameter share: of the work of all layers that have channels to remove, how much goes.
    public func pruned(
        share: Double, calibration: SampleSet, heldOut: SampleSet
    ) throws(CompressionError) -> CompressedModel {
        guard calibration.samples.count >= Pruner.samplesNeeded else {
            throw .tooFewSamples(method: "pruning", needed: Pruner.samplesNeeded, found: calibration.samples.count)
        }
        let pruner = try Pruner(prepared, share: share, calibration.samples, work)
        let graph: Graph
        do throws(GraphError) {
            graph = try ONNXReader.graph(again: pruner.graph)
        } catch {
            throw .graph(error)
        }
        var model = CompressedModel(graph: graph, precision: .fp32)
        model.removedShare = Double(pruner.removed) / Double(max(pruner.channels, 1))
        model.method = [
            "\(pruner.removed) of \(pruner.channels) channels removed, those that are missed least for their work",
            "\(pruner.repairedLayers) layers repaired by least squares over \(pruner.samples) inputs",
        ]
        model.remarks = pruner.obstacles.prefix(4).map { "channels left whole where \($0)" }
        noteCalibration(&model, calibration)
        try compare(&model, heldOut)
        return model
    }

    private func noteCalibration(_ model: inout CompressedModel, _ calibration: SampleSet) {
        model.calibration = VariantCard.Calibration(
            source: calibration.source, hash: calibration.hash, samples: calibration.samples.count)
        guard calibration.isMadeUp else { return }
        model.remarks.append(
            "calibrated with made-up numbers: real inputs have other ranges; give some with --calibrate")
    }

    private func layerErrors(
        _ quantizer: StaticQuantizer, _ written: QuantizationWriter.Written, _ samples: [Sample], _ precision: Precision
    ) throws(CompressionError) -> [VariantCard.LayerError] {
        let nodes = QuantizableLayers(quantizer.graph).weightedNodes
        let places = LayerErrors.places(of: nodes, in: quantizer.graph, written.places)
        let few = Array(samples.prefix(Self.samplesForLayers))
        let decibels = try LayerErrors.signalToNoise(places, quantizer.graph, written.graph, few, work)
        let quantized = Set(written.quantizedNodes)
        return zip(places, decibels).map { place, decibels in
            let node = quantizer.graph.nodes[place.node]
            return VariantCard.LayerError(
                name: node.name, operation: node.operation.description,
                precision: quantized.contains(place.node) ? precision : .fp32, signalToNoiseDecibels: decibels)
        }
    }

    /// Notes how near the model's answers are to those of the original.
    private func compare(_ model: inout CompressedModel, _ heldOut: SampleSet) throws(CompressionError) {
        model.engines = [EngineCheck.native(model.graph)]
        guard !heldOut.samples.isEmpty else {
            model.remarks.append("no input was held out: how near its answers are is not known")
            return
        }
        let reference = try Reference(original, heldOut.samples, work)
        let fidelity = try reference.fidelity(of: model.graph, work, "comparing answers")
        let decibels = fidelity.signalToNoiseDecibels.map {
            Figure($0, .total, count: fidelity.samples, source: .measured)
        }
        model.fidelity = VariantCard.Fidelity(
            source: heldOut.source, hash: heldOut.hash, agreement: fidelity.agreement, signalToNoiseDecibels: decibels)
        if heldOut.isMadeUp {
            model.remarks.append("compared on made-up numbers: this says little of real inputs")
        }
    }
}

extension ONNXReader {
    /// A graph as it is read back from its file: with all sizes told anew.
    fileprivate static func graph(again graph: Graph) throws(GraphError) -> Graph {
        let bytes = try ONNXWriter.bytes(of: graph)
        do throws(ONNXError) {
            return try self.graph(of: bytes)
        } catch {
            throw .badNode(name: graph.name, operation: "", .attributeValue("file", why: error.why))
        }
    }
}

/// A variant of a network, before it has a name and a file.
public struct CompressedModel: Sendable {
    public var graph: Graph
    public var precision: Precision
    public var method: [String] = []
    public var remarks: [String] = []
    public var keptLayers: [String] = []
    public var removedShare: Double?
    public var calibration: VariantCard.Calibration?
    public var fidelity: VariantCard.Fidelity?
    public var layers: [VariantCard.LayerError] = []
    public var engines: [VariantCard.EngineSupport] = []

    init(graph: Graph, precision: Precision) {
        self.graph = graph
        self.precision = precision
    }

    /// All that is known of it, once its file is written.
    public func card(variant: String, parent: VariantCard.Parent, file: [UInt8]) -> VariantCard {
        var card = VariantCard(
            variant: variant, precision: precision, parent: parent, hash: "sha256:" + SHA256.hex(of: file),
            modelBytes: file.count)
        card.method = method
        card.remarks = remarks
        card.keptLayers = keptLayers
        card.removedShare = removedShare
        card.calibration = calibration
        card.fidelity = fidelity
        card.layers = layers
        card.engines = engines
        return card
    }
}
