import EdgeKernels
import EdgeModels

/// Turns a graph's nodes into layers, one after the other.
///
/// A node may take those that follow it along, if a kernel computes them at once: activation, residual, quantization.
struct Lowering {
    let graph: Graph
    let options: NativeOptions
    var network = Network()
    /// What is known of each value so far.
    var sources: [ValueID: Source] = [:]
    /// Nodes that an earlier one took along.
    var taken: Set<Int> = []
    private let readers: [ValueID: [Int]]

    /// What a value of the graph has become.
    enum Source {
        /// Numbers in a storage, as floats or as codes that stand for them.
        case stored(Stored)
        /// Codes themselves, as the graph knows them between QuantizeLinear and DequantizeLinear.
        case codes(Stored, areSigned: Bool)
        case constant(Tensor)
        /// Codes that stand for constant numbers.
        case quantizedConstant(QuantizedConstant)
        /// A tensor that is known only after a run.
        case loose(LooseID)
    }

    init(_ graph: Graph, options: NativeOptions) {
        self.graph = graph
        self.options = options
        var readers: [ValueID: [Int]] = [:]
        for (number, node) in graph.nodes.enumerated() {
            for value in Set(node.inputs.compactMap(\.self)) { readers[value, default: []].append(number) }
        }
        self.readers = readers
    }

    static func network(of graph: Graph, options: NativeOptions) throws(NativeError) -> Network {
        var lowering = Lowering(graph, options: options)
        for input in graph.inputs { try lowering.addInput(input) }
        for (number, node) in graph.nodes.enumerated() where !lowering.taken.contains(number) {
            try lowering.lower(node)
        }
        for output in graph.outputs { try lowering.addOutput(output) }
        return lowering.network
    }

    private mutating func addInput(_ id: ValueID) throws(NativeError) {
        let value = graph[id]
        guard let shape = bound(value.shape) else { throw .unknownShape(value: value.name) }
        let type = value.type ?? .f32
        guard type == .f32 || type == .u8 else {
            throw .unsupported(
                node: value.name, operation: "input", reason: "inputs of \(type.rawValue) are not computed with")
        }
        guard let count = Tensor.count(shape), type.bytes(count: count) != nil else {
            throw .unknownShape(value: value.name)
        }
        let storage = network.add(Storage(name: value.name, type: type, count: count))
        network.inputs.append(Network.Port(name: value.name, shape: shape, type: type, place: .storage(storage)))
        if type == .f32 {
            sources[id] = .stored(Stored(storage: storage, shape: shape, layout: .rows, form: .f32))
        } else {
            let codes = Quantization(scale: 1, zeroPoint: 0)
            sources[id] = .codes(
                Stored(storage: storage, shape: shape, layout: .rows, form: .codes(codes)), areSigned: false)
        }
    }

    /// A shape with what the options bind, and 1 for what they leave open; nil if a size has no name.
    func bound(_ shape: [Dimension]?) -> [Int]? {
        guard let shape else { return nil }
        var sizes: [Int] = []
        for dimension in shape {
            switch dimension {
            case .fixed(let size): sizes.append(size)
            case .named(let name): sizes.append(options.sizes[name] ?? 1)
            case .unknown: return nil
            }
        }
        return sizes
    }

    private mutating func addOutput(_ id: ValueID) throws(NativeError) {
        let name = graph[id].name
        switch source(of: id) {
        case .loose(let loose)?:
            let shape = graph[id].fixedShape
            network.outputs.append(Network.Port(name: name, shape: shape, type: graph[id].type, place: .loose(loose)))
        case .codes(let stored, areSigned: false)?:
            let codes = laid(stored, .rows)
            network.outputs.append(
                Network.Port(name: name, shape: codes.shape, type: .u8, place: .storage(codes.storage)))
        case .stored?:
            let numbers = laid(
                try floats(id, of: Node(name: name, operation: "output", inputs: [], outputs: [])), .rows)
            network.outputs.append(
                Network.Port(name: name, shape: numbers.shape, type: .f32, place: .storage(numbers.storage)))
        default:
            throw .unsupported(
                node: name, operation: "output", reason: "it is constant, or of a type that is not given")
        }
    }

    func source(of id: ValueID) -> Source? {
        sources[id] ?? graph[id].constant.map { .constant($0) }
    }

    func constant(_ id: ValueID?) -> Tensor? {
        if let id, case .constant(let tensor)? = source(of: id) { tensor } else { nil }
    }

    /// The one node that reads a value which nobody outside can see.
    func soleReader(of value: ValueID) -> (number: Int, node: Node)? {
        guard let all = readers[value], all.count == 1, !graph.outputs.contains(value) else { return nil }
        return (all[0], graph.nodes[all[0]])
    }
}
