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
    private var graph: Graph
    private var nodes: [Node] = []
    /// Places in the source of layers whose weights are stored as asked.
    private var written: [Int] = []
    /// What weights that several layers share have become.
    private var places: [ValueID: (value: ValueID, isAsAsked: Bool)] = [:]

    package static func written(_ source: Graph, _ storage: Storage) -> (graph: Graph, nodes: [Int]) {
        var writer = WeightOnlyWriter(storage: storage, graph: source)
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

    private init(storage: Storage, graph: Graph) {
        self.storage = storage
        self.graph = graph
    }

    private mutating func write(_ node: Node, _ number: Int, axis: Int) {
        var node = node
        if let value = node.input(1), let weights = graph[value].constant {
            let place = places[value] ?? stored(weights, graph[value].name, axis: axis)
            places[value] = place
            node.inputs[1] = place.value
            if place.isAsAsked { written.append(number) }
        }
        nodes.append(node)
    }

    private mutating func stored(
        _ weights: Tensor, _ name: String, axis: Int
    ) -> (value: ValueID, isAsAsked: Bool) {
        switch storage {
        case .brain: return (rounded(weights, name), true)
        case .bytes: return (bytes(weights, name, axis: axis), true)
        case .halves(let block):
            guard let value = halves(weights, name, axis: axis, block: block) else {
                return (bytes(weights, name, axis: axis), false)
            }
            return (value, true)
        }
    }

    private mutating func bytes(_ weights: Tensor, _ name: String, axis: Int) -> ValueID {
        let scales = WeightRounding.scales(of: weights, axis: axis, largestCode: 127) ?? []
        let codes = WeightRounding.codes(of: weights, axis: axis, scales: scales, largestCode: 127) ?? []
        let stored = Tensor(shape: weights.shape, filledWith: .s8(codes.map { Int8($0) }))
        return dequantized(stored, Tensor(scales), name, ["axis": .integer(axis)], weights.shape)
    }

    /// Blocks lie along the inputs of each output.
    private mutating func halves(_ weights: Tensor, _ name: String, axis: Int, block: Int) -> ValueID? {
        let inputs = 1 - axis
        guard let numbers = weights.floats, weights.shape.count >= 2, weights.shape[inputs] >= block else { return nil }
        let strideOfInputs = weights.shape[(inputs + 1)...].reduce(1, *)
        let blocks = (weights.shape[inputs] + block - 1) / block
        var shape = weights.shape
        shape[inputs] = blocks
        var scales = [Float](repeating: 0, count: shape.reduce(1, *))
        let whole = strideOfInputs * weights.shape[inputs]
        func part(_ place: Int) -> Int {
            let (outer, inner) = (place / whole, place % strideOfInputs)
            return (outer * blocks + place / strideOfInputs % weights.shape[inputs] / block) * strideOfInputs + inner
        }
        for (place, number) in numbers.enumerated() { scales[part(place)] = max(scales[part(place)], abs(number)) }
        scales = scales.map { $0 > 0 ? $0 / 7 : 1 }
        var bytes = [UInt8](repeating: 0, count: (numbers.count + 1) / 2)
        for (place, number) in numbers.enumerated() {
            let code = Int(min(max((number / scales[part(place)]).rounded(.toNearestOrEven), -7), 7))
            bytes[place / 2] |= UInt8(code & 0xF) << UInt8(place % 2 * 4)
        }
        return dequantized(
            Tensor(shape: weights.shape, filledWith: .s4(bytes)), Tensor(shape: shape, filledWith: .f32(scales)), name,
            ["axis": .integer(inputs), "block_size": .integer(block)], weights.shape)
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
