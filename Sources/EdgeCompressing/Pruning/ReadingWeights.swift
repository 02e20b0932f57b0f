import EdgeModels

/// The weights of a layer that reads channels: for each output a row, with so many numbers for each channel.
struct ReadingWeights {
    let outputs: Int
    let depth: Int
    /// Numbers of one channel.
    let inner: Int
    private let numbers: [Float]
    /// Whether outputs run along the rows of the tensor.
    private let liesInRows: Bool
    private let shape: [Int]

    init?(_ number: Int, in graph: Graph) {
        let node = graph.nodes[number]
        guard let tensor = node.input(1).flatMap({ graph[$0].constant }), let numbers = tensor.floats,
            tensor.shape.count >= 2
        else { return nil }
        self.numbers = numbers
        shape = tensor.shape
        liesInRows = node.operation == "Conv" || node.operation == "Gemm" && node.integer("transB", else: 0) != 0
        inner = node.operation == "Conv" ? shape[2...].reduce(1, *) : 1
        outputs = liesInRows ? shape[0] : shape[1]
        depth = liesInRows ? numbers.count / max(shape[0], 1) : shape[0]
    }

    subscript(_ output: Int, _ row: Int) -> Float {
        liesInRows ? numbers[output * depth + row] : numbers[row * outputs + output]
    }

    /// A tensor of this layout with other numbers and fewer channels.
    func tensor(_ rows: [[Float]]) -> Tensor {
        let depth = rows.first?.count ?? 0
        if liesInRows {
            var shape = shape
            shape[1] = depth / max(inner, 1)
            return Tensor(unchecked: .f32(rows.flatMap(\.self)), shape: shape)
        }
        var turned = [Float](repeating: 0, count: depth * rows.count)
        for (output, row) in rows.enumerated() {
            for (place, number) in row.enumerated() { turned[place * rows.count + output] = number }
        }
        return Tensor(unchecked: .f32(turned), shape: [depth, rows.count])
    }
}
