import EdgeKernels

/// A matrix product with constant weights, bias and clamp, fp32.
struct MatrixProduct: Operation {
    let rows: Int
    let weights: PackedWeights
    let bounds: ClosedRange<Float>

    var kind: String { "matrix product" }
    var arithmetic: Int { 2 * rows * weights.columns * weights.depth }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try multiply(source, rows: rows, by: weights, into: &destination, bounds: bounds, using: isa, on: pool)
        }
    }
}
