/// Writes a network whose weights alone are stored in few bits: engines compute with floats.
package struct WeightOnlyWriter {
    /// How weights are stored.
    package enum Storage: Hashable, Sendable {
        /// s8, a scale for each output.
        case bytes
        /// s4, a scale for each so many weights of an output; layers with fewer inputs keep 8 bits.
        case halves(block: Int)
        /// bf16: the upper half of each float.
        case brain
    }

    private let storage: Storage
    private let steps: [ValueID: BlockScales]
    private var graph: Graph
    private var nodes: [Node] = []
    /// Places in the source of layers whose weights are stored as asked.
    private var written: [Int] = []
    /// What weights that several layers share have become.
    private var places: [ValueID: (value: ValueID, isAsAsked: Bool)] = [:]

    /// - Parameter steps: of weights that are whole steps already; all others get steps of their own.
    package static func written(
        _ source: Graph, _ storage: Storage, steps: [ValueID: BlockScales] = [:]
    ) -> (graph: Graph, nodes: [Int]) {
        var writer = WeightOnlyWriter(storage: storage, graph: source, steps: steps)
        let layers = QuantizableLayers(source)
        let weighted = Set(layers.weightedNodes)
        for (number, node) in source.nodes.enumerated() {
            if weighted.contains(number) {
                writer.write(node, number, axis: layers.channelAxis(of: node))
            } else {
                writer.nodes.append(node)
            }
        }
        writer.graph.nodes = writer.nodes
        return (writer.graph, writer.written)
    }

    private init(storage: Storage, graph: Graph, steps: [ValueID: BlockScales]) {
        self.storage = storage
        self.steps = steps
        self.graph = graph
    }

    private mutating func write(_ node: Node, _ number: Int, axis: Int) {
        var node = node
        if let value = node.input(1), let weights = graph[value].constant {
            let place = places[value] ?? stored(weights, of: value, graph[value].name, axis: axis)
            places[value] = place
            node.inputs[1] = place.value
            if place.isAsAsked { written.append(number) }
        }
        nodes.append(node)
    }

    private mutating func stored(
        _ weights: Tensor, of value: ValueID, _ name: String, axis: Int
    ) -> (value: ValueID, isAsAsked: Bool) {
        switch storage {
        case .brain: return (rounded(weights, name), true)
        case .bytes: return (bytes(weights, name, axis: axis), true)
        case .halves(let block):
            guard let steps = steps[value] ?? BlockScales(of: weights, axis: axis, block: block) else {
                return (bytes(weights, name, axis: axis), false)
            }
            return (halves(weights, name, axis: axis, steps, block: block), true)
        }
    }

    private mutating func bytes(_ weights: Tensor, _ name: String, axis: Int) -> ValueID {
        let scales = WeightRounding.scales(of: weights, axis: axis, largestCode: 127) ?? []
        let codes = WeightRounding.codes(of: weights, axis: axis, scales: scales, largestCode: 127) ?? []
        let stored = Tensor(shape: weights.shape, filledWith: .s8(codes.map { Int8($0) }))
        return dequantized(stored, Tensor(scales), name, ["axis": .integer(axis)], weights.shape)
    }

    private mutating func halves(_ weights: Tensor, _ name: String, axis: Int, _ steps: BlockScales, block: Int)
        -> ValueID
    {
        let numbers = weights.floats ?? []
        var bytes = [UInt8](repeating: 0, count: (numbers.count + 1) / 2)
        for (place, number) in numbers.enumerated() {
            let code = Int(min(max((number / steps.step(at: place)).rounded(.toNearestOrEven), -7), 7))
            bytes[place / 2] |= UInt8(code & 0xF) << UInt8(place % 2 * 4)
        }
        return dequantized(
            Tensor(shape: weights.shape, filledWith: .s4(bytes)),
            Tensor(shape: steps.shape, filledWith: .f32(steps.values)), name,
            ["axis": .integer(1 - axis), "block_size": .integer(block)], weights.shape)
    }

    private mutating func dequantized(
        _ codes: Tensor, _ scales: Tensor, _ name: String, _ attributes: [String: Attribute], _ shape: [Int]
    ) -> ValueID {
        let inputs = [graph.addConstant(name + " stored", codes), graph.addConstant(name + " scale", scales)]
        return made("DequantizeLinear", inputs, name, attributes, shape)
    }

    private mutating func rounded(_ weights: Tensor, _ name: String) -> ValueID {
        let halves = (weights.floats ?? []).map { number in
            // To the nearest, halves to even.
            UInt16(truncatingIfNeeded: (number.bitPattern &+ 0x7FFF &+ (number.bitPattern >> 16 & 1)) >> 16)
        }
        let stored = graph.addConstant(name + " stored", Tensor(shape: weights.shape, filledWith: .bf16(halves)))
        return made("Cast", [stored], name, ["to": .integer(1)], weights.shape)
    }

    private mutating func made(
        _ operation: OperatorName, _ inputs: [ValueID], _ name: String, _ attributes: [String: Attribute],
        _ shape: [Int]
    ) -> ValueID {
        let value = graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
        nodes.append(
            Node(
                name: name + "/widen", operation: operation, inputs: inputs, outputs: [value], attributes: attributes))
        return value
    }
}
