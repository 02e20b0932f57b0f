import EdgeKernels

/// The largest number or the average of each window, computed in fp32.
struct PoolingOperation: Operation {
    let pooling: Pooling
    let window: Window
    var element = ActivationType.f32

    var kind: String { pooling == .maximum ? "maximum pooling" : "average pooling" }
    var arithmetic: Int {
        let windows = window.images * window.destinationHeight * window.destinationWidth
        return windows * window.rows * window.columns * window.channels
    }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try prepare(on: memory, element.type)
    }

    private func prepare<Element: ActivationFloat>(
        on memory: LayerMemory, _: Element.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Element.self), writing: memory.output(of: Element.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try poolWindows(of: source, by: pooling, over: window, into: &destination, using: isa, on: pool)
        }
    }
}
