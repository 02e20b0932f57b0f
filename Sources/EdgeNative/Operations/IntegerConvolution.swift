import EdgeKernels

/// A convolution in 8 bits with sums of 32, requantized and clamped.
struct IntegerConvolution: Operation {
    let geometry: ConvolutionGeometry
    let weights: PackedWeights
    /// In each sum, those with channels that were filled up not counted.
    let products: Int
    let zeroPoint: UInt8
    let bounds: ClosedRange<UInt8>
    let isDepthwise: Bool

    var kind: String {
        "\(isDepthwise ? "depthwise" : "convolution") \(geometry.kernel.height)×\(geometry.kernel.width)"
    }
    var arithmetic: Int { 2 * geometry.pixels * weights.columns * products }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: UInt8.self)
        ) { source, destination, isa, pool throws(KernelError) in
            if isDepthwise {
                try convolveDepthwise(
                    source, by: weights, over: geometry.window, into: &destination, zeroPoint: zeroPoint,
                    bounds: bounds, using: isa, on: pool)
            } else if geometry.isPointwise {
                try multiply(
                    source, rows: geometry.pixels, by: weights, into: &destination, zeroPoint: zeroPoint,
                    bounds: bounds, using: isa, on: pool)
            } else {
                try convolve(
                    source, images: geometry.images, by: weights, shape: geometry.shape(outputs: weights.columns),
                    into: &destination, zeroPoint: zeroPoint, bounds: bounds, using: isa, on: pool)
            }
        }
    }
}
