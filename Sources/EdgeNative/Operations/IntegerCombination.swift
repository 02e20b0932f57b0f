import EdgeKernels

/// The sum or product of two tensors of codes, clamped.
struct IntegerCombination: Operation {
    let operation: Elementwise
    let columns: Int
    let repetition: Repetition
    let scaling: PairScaling<UInt8>
    let bounds: ClosedRange<UInt8>
    let count: Int

    var kind: String { "\(operation)" }
    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), and: memory.input(1, of: UInt8.self),
            writing: memory.output(of: UInt8.self)
        ) { left, right, destination, isa, pool throws(KernelError) in
            try combine(
                left, right, by: operation, columns: columns, repeating: repetition, into: &destination,
                scaling: scaling, bounds: bounds, using: isa, on: pool)
        }
    }
}
