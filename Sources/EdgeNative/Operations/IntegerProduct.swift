import EdgeKernels

/// A matrix product in 8 bits with sums of 32, requantized and clamped.
struct IntegerProduct: Operation {
    let rows: Int
    let weights: PackedWeights
    let zeroPoint: UInt8
    let bounds: ClosedRange<UInt8>

    var kind: String { "matrix product" }
    var arithmetic: Int { 2 * rows * weights.columns * weights.depth }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: UInt8.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try multiply(
                source, rows: rows, by: weights, into: &destination, zeroPoint: zeroPoint, bounds: bounds, using: isa,
                on: pool)
        }
    }
}
