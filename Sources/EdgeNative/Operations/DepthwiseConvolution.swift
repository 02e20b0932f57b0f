import EdgeKernels

/// A convolution of each channel by itself, with bias and clamp, fp32.
struct DepthwiseConvolution: Operation {
    let window: Window
    let weights: PackedWeights
    let bounds: ClosedRange<Float>

    var kind: String { "depthwise \(window.rows)×\(window.columns)" }
    var arithmetic: Int {
        2 * window.images * window.destinationHeight * window.destinationWidth * window.channels * weights.taps
    }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try convolveDepthwise(
                source, by: weights, over: window, into: &destination, bounds: bounds, using: isa, on: pool)
        }
    }
}
