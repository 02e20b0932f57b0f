package import EdgeModels

extension Graph {
    /// Moves a normalization with constant numbers into the convolution before it.
    ///
    /// The convolution's weights are scaled output by output, and its bias takes the rest.
    package mutating func foldBatchNormalizations() {
        var makers: [ValueID: Int] = [:]
        var readers: [ValueID: Int] = [:]
        for (number, node) in nodes.enumerated() {
            for output in node.outputs.compactMap(\.self) { makers[output] = number }
            for input in node.inputs.compactMap(\.self) { readers[input, default: 0] += 1 }
        }
        var folded: Set<Int> = []
        for (number, node) in nodes.enumerated() where node.operation == "BatchNormalization" {
            guard let source = node.input(0), readers[source] == 1, !outputs.contains(source),
                let maker = makers[source], nodes[maker].operation == "Conv",
                let result = node.outputs.first.flatMap(\.self)
            else { continue }
            let replaced = nodes[maker].inputs.dropFirst().compactMap(\.self)
            guard fold(node, into: maker) else { continue }
            for id in replaced where readers[id] == 1 && !outputs.contains(id) {
                self[id] = Value(name: self[id].name, type: self[id].type, shape: self[id].shape)
            }
            nodes[maker].outputs[0] = result
            folded.insert(number)
        }
        nodes = nodes.enumerated().filter { !folded.contains($0.offset) }.map(\.element)
    }

    private mutating func fold(_ node: Node, into number: Int) -> Bool {
        let convolution = nodes[number]
        guard let weights = constant(convolution, 1), let numbers = weights.floats, let count = weights.shape.first,
            let scale = constant(node, 1)?.floats, let offset = constant(node, 2)?.floats,
            let mean = constant(node, 3)?.floats, let variance = constant(node, 4)?.floats,
            [scale, offset, mean, variance].allSatisfy({ $0.count == count }), count > 0
        else { return false }
        var bias = [Float](repeating: 0, count: count)
        if let id = convolution.input(2) {
            guard let given = self[id].constant?.floats, given.count == count else { return false }
            bias = given
        }
        let epsilon = node.float("epsilon", else: 1e-5)
        let factors = (0..<count).map { scale[$0] / (variance[$0] + epsilon).squareRoot() }
        let each = numbers.count / count
        let scaled = numbers.indices.map { numbers[$0] * factors[$0 / each] }
        let moved = (0..<count).map { (bias[$0] - mean[$0]) * factors[$0] + offset[$0] }
        guard let packed = try? Tensor(shape: weights.shape, elements: .f32(scaled)) else { return false }
        let name = self.nodes[number].name
        nodes[number].inputs = [
            convolution.inputs[0], addConstant(name + " weights", packed), addConstant(name + " bias", Tensor(moved)),
        ]
        return true
    }

    private func constant(_ node: Node, _ place: Int) -> Tensor? {
        node.input(place).flatMap { self[$0].constant }
    }
}
