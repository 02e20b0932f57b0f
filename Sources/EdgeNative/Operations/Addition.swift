import EdgeKernels

/// The sum of two tensors of one shape, clamped, fp32.
struct Addition: Operation {
    let bounds: ClosedRange<Float>
    let count: Int

    var kind: String { "addition" }
    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), and: memory.input(1, of: Float.self),
            writing: memory.output(of: Float.self)
        ) { left, right, destination, isa, pool throws(KernelError) in
            try combine(
                left, right, by: .addition, into: &destination, bounds: bounds, using: isa, on: pool)
        }
    }
}
