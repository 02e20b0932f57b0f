import EdgeKernels

/// Two tensors combined element by element and clamped, computed in fp32.
struct Combination: Operation {
    let operation: Elementwise
    let columns: Int
    let repetition: Repetition
    let bounds: ClosedRange<Float>
    let count: Int
    var element = ActivationType.f32

    var kind: String { "\(operation)" }
    var arithmetic: Int { count }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try prepare(on: memory, element.type)
    }

    private func prepare<Element: ActivationFloat>(
        on memory: LayerMemory, _: Element.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Element.self), and: memory.input(1, of: Element.self),
            writing: memory.output(of: Element.self)
        ) { left, right, destination, isa, pool throws(KernelError) in
            try combine(
                left, right, by: operation, columns: columns, repeating: repetition, into: &destination,
                bounds: bounds, using: isa, on: pool)
        }
    }
}
