import EdgeKernels
import EdgeModels

/// Turns a graph's nodes into layers, one after the other.
///
/// A node may take those that follow it along, if a kernel computes them at once: activation, residual, quantization.
struct Lowering {
    private(set) var graph: Graph
    let options: NativeOptions
    var network = Network()
    /// What is known of each value so far.
    var sources = SourceTable()
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

    init(_ graph: consuming Graph, options: NativeOptions) {
        self.options = options
        var readers: [ValueID: [Int]] = [:]
        for (number, node) in graph.nodes.enumerated() {
            for value in Set(node.inputs.compactMap(\.self)) { readers[value, default: []].append(number) }
        }
        self.readers = readers
        self.graph = graph
    }

    static func network(of graph: consuming Graph, options: NativeOptions) throws(NativeError) -> Network {
        var lowering = Lowering(graph, options: options)
        for input in lowering.graph.inputs { try lowering.addInput(input) }
        for number in lowering.graph.nodes.indices {
            if !lowering.taken.contains(number) { try lowering.lower(lowering.graph.nodes[number]) }
            lowering.forgetConstants(after: number)
        }
        for output in lowering.graph.outputs { try lowering.addOutput(output) }
        return lowering.network
    }

    /// Gives back the memory of weights that no later node reads: packed ones stand in their place.
    private mutating func forgetConstants(after number: Int) {
        for value in graph.nodes[number].inputs.compactMap(\.self)
        where readers[value]?.last == number && !graph.outputs.contains(value) {
            let known = graph[value]
            if known.constant != nil { graph[value] = Value(name: known.name, type: known.type, shape: known.shape) }
            if case .quantizedConstant? = sources[value] { sources[value] = nil }
        }
    }

    private mutating func addInput(_ id: ValueID) throws(NativeError) {
        let value = graph[id]
        guard let shape = value.fixedShape, let count = Tensor.count(shape) else {
            throw .unknownShape(value: value.name)
        }
        let type = value.type ?? .f32
        guard type.bytes(count: count) != nil else { throw .unknownShape(value: value.name) }
        let place: Network.Place
        switch type {
        case .f32 where count > 0:
            let stored = store(id, shape: shape, layout: .rows, form: .f32)
            sources[id] = .stored(stored)
            place = .storage(stored.storage)
        case .u8 where count > 0, .s8 where count > 0:
            // What codes mean, a DequantizeLinear says.
            let codes = Stored.Form.codes(Quantization(scale: 1, zeroPoint: type == .s8 ? 128 : 0))
            let stored = store(id, shape: shape, layout: .rows, form: codes)
            sources[id] = .codes(stored, areSigned: type == .s8)
            place = .storage(stored.storage)
        default:
            let loose = network.addLoose()
            sources[id] = .loose(loose)
            place = .loose(loose)
        }
        network.inputs.append(Network.Port(name: value.name, shape: shape, type: type, place: place))
    }

    private mutating func addOutput(_ id: ValueID) throws(NativeError) {
        let name = graph[id].name
        let port: Network.Port
        switch source(of: id) {
        case .loose(let loose)?:
            port = Network.Port(name: name, shape: graph[id].fixedShape, type: graph[id].type, place: .loose(loose))
        case .constant(let tensor)?: port = Self.port(name, tensor)
        case .quantizedConstant(let constant)?:
            guard let tensor = constant.tensor else {
                throw .unsupported(node: name, operation: "output", reason: "its codes are of no known type")
            }
            port = Self.port(name, tensor)
        case .codes(let stored, let areSigned)?:
            let codes = laid(stored, .rows)
            let type: ElementType = areSigned ? .s8 : .u8
            port = Network.Port(name: name, shape: codes.shape, type: type, place: .storage(codes.storage))
        case .stored?:
            let numbers = laid(
                try floats(id, of: Node(name: name, operation: "output", inputs: [], outputs: [])), .rows)
            port = Network.Port(name: name, shape: numbers.shape, type: .f32, place: .storage(numbers.storage))
        case nil:
            throw .unsupported(node: name, operation: "output", reason: "nothing makes it")
        }
        network.outputs.append(port)
    }

    private static func port(_ name: String, _ tensor: Tensor) -> Network.Port {
        Network.Port(name: name, shape: tensor.shape, type: tensor.type, place: .constant(tensor))
    }

    func source(of id: ValueID) -> Source? {
        sources[id] ?? graph[id].constant.map { .constant($0) }
    }

    func constant(_ id: ValueID?) -> Tensor? {
        if let id, case .constant(let tensor)? = source(of: id) { tensor } else { nil }
    }

    func readingNodes(of value: ValueID) -> [Node] { readers[value, default: []].map { graph.nodes[$0] } }

    /// The one node that reads a value which nobody outside can see.
    func soleReader(of value: ValueID) -> (number: Int, node: Node)? {
        guard let all = readers[value], all.count == 1, !graph.outputs.contains(value) else { return nil }
        return (all[0], graph.nodes[all[0]])
    }
}
