/// Writes a network whose matrix products compute in 8 bits, with ranges that are found anew at every run.
///
/// Weights are s8, symmetric, with a scale for each output; what enters a product becomes u8.
package struct DynamicWriter {
    /// What a value became: codes, their scale, and the code of zero.
    private typealias Codes = (stored: ValueID, scale: ValueID, zero: ValueID)

    private var graph: Graph
    private var nodes: [Node] = []
    /// Values that several products read are coded once.
    private var coded: [ValueID: Codes] = [:]
    private var written: [Int] = []

    /// - Returns: The network, and the places in the source of products that compute with few bits.
    package static func written(_ source: Graph) -> (graph: Graph, nodes: [Int]) {
        var writer = DynamicWriter(graph: source)
        let layers = QuantizableLayers(source)
        let products = Set(layers.weightedNodes.filter { source.nodes[$0].operation != "Conv" })
        for (number, node) in source.nodes.enumerated() {
            guard products.contains(number), writer.write(node, axis: layers.channelAxis(of: node)) else {
                writer.nodes.append(node)
                continue
            }
            writer.written.append(number)
        }
        writer.graph.nodes = writer.nodes
        return (writer.graph, writer.written)
    }

    private init(graph: Graph) {
        self.graph = graph
    }

    private mutating func write(_ node: Node, axis: Int) -> Bool {
        guard let input = node.input(0), let value = node.input(1), let output = node.outputs.first ?? nil,
            let weights = graph[value].constant, weights.shape.count == 2,
            let scales = WeightRounding.scales(of: weights, axis: axis, largestCode: 127),
            let codes = WeightRounding.codes(of: weights, axis: axis, scales: scales, largestCode: 127)
        else { return false }
        let name = graph[value].name
        let outputs = weights.shape[axis]
        let rows = axis == 1 ? codes : Self.turned(codes, rows: weights.shape[1])
        let stored = Tensor(
            shape: [weights.shape[1 - axis], outputs], filledWith: .s8(rows.map { Int8($0) }))
        let entering = self.codes(of: input)
        let shape = graph[output].shape
        let sums = made(
            "MatMulInteger", [entering.stored, graph.addConstant(name + " stored", stored), entering.zero],
            name + " sums", .s32, shape)
        let floats = made("Cast", [sums], name + " floats", .f32, shape, ["to": .integer(1)])
        let steps = made(
            "Mul", [entering.scale, graph.addConstant(name + " scale", Tensor(scales))], name + " steps", .f32,
            [.fixed(outputs)])
        guard let bias = node.input(2) else {
            nodes.append(Node(name: node.name, operation: "Mul", inputs: [floats, steps], outputs: [output]))
            return true
        }
        let scaled = made("Mul", [floats, steps], name + " scaled", .f32, shape)
        nodes.append(Node(name: node.name, operation: "Add", inputs: [scaled, bias], outputs: [output]))
        return true
    }

    private mutating func codes(of value: ValueID) -> Codes {
        if let known = coded[value] { return known }
        let name = graph[value].name
        let codes = (
            stored: graph.add(Value(name: name + " stored", type: .u8, shape: graph[value].shape)),
            scale: graph.add(Value(name: name + " scale", type: .f32, shape: [])),
            zero: graph.add(Value(name: name + " zero", type: .u8, shape: []))
        )
        nodes.append(
            Node(
                name: name + "/quantize", operation: "DynamicQuantizeLinear", inputs: [value],
                outputs: [codes.stored, codes.scale, codes.zero]))
        coded[value] = codes
        return codes
    }

    private mutating func made(
        _ operation: OperatorName, _ inputs: [ValueID], _ name: String, _ type: ElementType, _ shape: [Dimension]?,
        _ attributes: [String: Attribute] = [:]
    ) -> ValueID {
        let value = graph.add(Value(name: name, type: type, shape: shape))
        nodes.append(
            Node(name: name, operation: operation, inputs: inputs, outputs: [value], attributes: attributes))
        return value
    }

    /// Rows as columns.
    private static func turned(_ codes: [Int], rows: Int) -> [Int] {
        let columns = codes.count / max(rows, 1)
        return codes.indices.map { codes[$0 % columns * rows + $0 / columns] }
    }
}
