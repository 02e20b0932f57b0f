/// A step for each block of weights of one output, blocks lying along its inputs.
package struct BlockScales {
    package let values: [Float]
    /// Of `values`.
    package let shape: [Int]
    private let inputs: Int
    private let strideOfInputs: Int
    private let block: Int

    /// Steps that reach the largest weight of each block with the largest code.
    ///
    /// - Parameter axis: of the outputs.
    /// - Returns: Nil where an output has fewer inputs than a block.
    package init?(of weights: Tensor, axis: Int, block: Int, largestCode: Float = 7) {
        let axisOfInputs = 1 - axis
        guard let numbers = weights.floats, weights.shape.count >= 2, weights.shape[axisOfInputs] >= block else {
            return nil
        }
        inputs = weights.shape[axisOfInputs]
        strideOfInputs = weights.shape[(axisOfInputs + 1)...].reduce(1, *)
        self.block = block
        var shape = weights.shape
        shape[axisOfInputs] = (inputs + block - 1) / block
        self.shape = shape
        var largest = [Float](repeating: 0, count: shape.reduce(1, *))
        for (place, number) in numbers.enumerated() {
            let part = Self.part(of: place, inputs, strideOfInputs, block)
            largest[part] = max(largest[part], abs(number))
        }
        values = largest.map { $0 > 0 ? $0 / largestCode : 1 }
    }

    /// Of the weight at a place.
    package func step(at place: Int) -> Float { values[Self.part(of: place, inputs, strideOfInputs, block)] }

    private static func part(of place: Int, _ inputs: Int, _ stride: Int, _ block: Int) -> Int {
        let blocks = (inputs + block - 1) / block
        let (outer, inner) = (place / (stride * inputs), place % stride)
        return (outer * blocks + place / stride % inputs / block) * stride + inner
    }
}
