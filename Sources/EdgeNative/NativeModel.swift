import EdgeKernels
public import EdgeModels

/// A network compiled for this engine: folded, fused, its weights packed, its memory planned.
///
/// Nothing changes it any more, so sessions of several threads may share it.
public struct NativeModel: Sendable {
    public let name: String
    let network: Network
    let plan: MemoryPlan

    public init(_ graph: Graph, options: NativeOptions = NativeOptions()) throws(NativeError) {
        var graph = graph
        do throws(GraphError) {
            try graph.bind(options.sizes)
        } catch {
            throw .graph(error)
        }
        try self.init(bound: graph, options)
    }

    /// - Parameter graph: may still leave sizes open, which are 1 then.
    private init(bound graph: consuming Graph, _ options: NativeOptions) throws(NativeError) {
        let rest = graph.openDimensions.map { ($0, 1) }
        do throws(GraphError) {
            try graph.bind(Dictionary(rest) { first, _ in first })
        } catch {
            throw .graph(error)
        }
        graph.removeDeadNodes()
        do throws(GraphError) {
            try graph.foldAndInfer()
        } catch {
            throw .graph(error)
        }
        graph.foldBatchNormalizations()
        graph.joinGroups()
        name = graph.name
        network = try Lowering.network(of: graph, options: options)
        plan = MemoryPlan(network)
    }

    /// Reads an ONNX file, with the data files beside it, and compiles it.
    ///
    /// - Parameter place: a path, or a `file:` URL as text.
    public static func load(_ place: String, options: NativeOptions = NativeOptions()) throws(NativeError)
        -> NativeModel
    {
        let graph: Graph
        do throws(ONNXError) {
            graph = try ONNXReader.graph(at: FilePlace.path(of: place), binding: options.sizes)
        } catch {
            throw .file(error)
        }
        return try NativeModel(bound: graph, options)
    }

    /// What the model is given, in the graph's order.
    public var inputs: [ValueDescription] { network.inputs.map { ValueDescription($0) } }

    /// What the model gives.
    public var outputs: [ValueDescription] { network.outputs.map { ValueDescription($0) } }

    /// The memory of a session for all that flows between layers, inputs and outputs included.
    public var arenaBytes: Int { plan.bytes }

    /// The packed weights, which sessions share.
    public var weightBytes: Int { network.layers.reduce(0) { $0 + ($1.operation?.weightBytes ?? 0) } }

    /// What is done, in order.
    public var layers: [LayerDescription] { network.layers.map { LayerDescription($0) } }
}

/// An input or an output.
public struct ValueDescription: Hashable, Sendable {
    public let name: String
    /// Nil where it is known only after a run.
    public let shape: [Int]?
    public let type: ElementType?

    init(_ port: Network.Port) {
        (name, shape, type) = (port.name, port.shape, port.type)
    }
}

/// A step of a compiled network.
public struct LayerDescription: Hashable, Sendable {
    /// Of the node, or of the first of those that were fused.
    public let name: String
    /// In words: `convolution 3×3`.
    public let kind: String
    /// Multiplications and additions.
    public let arithmetic: Int
    /// Whether it has no kernel and runs as its operator is defined: slowly, and allocating.
    public let isPlain: Bool

    init(_ layer: Layer) {
        name = layer.name
        isPlain = layer.operation == nil
        switch layer.work {
        case .kernels(let operation): (kind, arithmetic) = (operation.kind, operation.arithmetic)
        case .plain(let plain): (kind, arithmetic) = ("plain \(plain.node.operation)", 0)
        }
    }
}
