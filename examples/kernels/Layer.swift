import EdgeKernels

/// A fully connected layer of 8 bits: u8 activations in rows, s8 weights, u8 results.
struct Layer {
    let rows: Int
    let depth: Int
    let columns: Int
    let activations: [UInt8]
    let weights: QuantizedWeights

    /// Made-up numbers that are the same in every run.
    init(rows: Int, depth: Int, columns: Int) {
        self.rows = rows
        self.depth = depth
        self.columns = columns
        activations = (0..<rows * depth).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let values = (0..<columns * depth).map { Int8(truncatingIfNeeded: $0 &* 40_503 >> 7) }
        var weights = QuantizedWeights(values, columns: columns, depth: depth)
        weights.bias = (0..<columns).map { Int32($0 * 10) }
        weights.multipliers = (0..<columns).map { 0.0005 + Float($0 % 7) * 0.0001 }
        weights.zeroPoint = 120
        self.weights = weights
    }
}
