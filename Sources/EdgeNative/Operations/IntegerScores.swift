import EdgeKernels

/// A matrix product in 8 bits with sums of 32, given as floats: the scores at a network's end, or what is summed up in
/// floats.
struct IntegerScores: Operation {
    let rows: Int
    let weights: PackedWeights
    var bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    var kind = "matrix product"

    var arithmetic: Int { 2 * rows * weights.columns * weights.depth }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try multiply(source, rows: rows, by: weights, into: &destination, bounds: bounds, using: isa, on: pool)
        }
    }
}
