import EdgeKernels

/// Two tensors combined element by element and clamped, fp32.
struct Combination: Operation {
    let operation: Elementwise
    let columns: Int
    let repetition: Repetition
    let bounds: ClosedRange<Float>
    let count: Int

    var kind: String { "\(operation)" }
    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), and: memory.input(1, of: Float.self),
            writing: memory.output(of: Float.self)
        ) { left, right, destination, isa, pool throws(KernelError) in
            try combine(
                left, right, by: operation, columns: columns, repeating: repetition, into: &destination,
                bounds: bounds, using: isa, on: pool)
        }
    }
}
