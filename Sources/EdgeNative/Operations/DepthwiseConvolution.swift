import EdgeKernels

/// A convolution of each channel by itself, with bias and clamp, computed in fp32.
struct DepthwiseConvolution: Operation {
    let window: Window
    let weights: PackedWeights
    let bounds: ClosedRange<Float>
    var swishes = false
    var element = ActivationType.f32

    var kind: String { "depthwise \(window.rows)×\(window.columns)" }
    var arithmetic: Int {
        2 * window.images * window.destinationHeight * window.destinationWidth * window.channels * weights.taps
    }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try prepare(on: memory, element.type)
    }

    private func prepare<Element: ActivationFloat>(
        on memory: LayerMemory, _: Element.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Element.self), writing: memory.output(of: Element.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try convolveDepthwise(
                source, by: weights, over: window, into: &destination, bounds: bounds, swishes: swishes, using: isa,
                on: pool)
        }
    }
}
