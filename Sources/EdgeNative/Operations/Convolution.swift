import EdgeKernels

/// A convolution of all channels with each other, with bias, residual and clamp, fp32.
struct Convolution: Operation {
    let geometry: ConvolutionGeometry
    let weights: PackedWeights
    let bounds: ClosedRange<Float>
    var swishes = false
    let addsResidual: Bool

    var kind: String { "convolution \(geometry.kernel.height)×\(geometry.kernel.width)" }
    var arithmetic: Int { 2 * geometry.pixels * weights.columns * weights.depth * weights.taps }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        let residual = addsResidual ? memory.input(1, of: Float.self) : Region(offset: 0, count: 0)
        return try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), and: residual,
            writing: memory.output(of: Float.self)
        ) { source, residual, destination, isa, pool throws(KernelError) in
            if geometry.isPointwise {
                try multiply(
                    source, rows: geometry.pixels, by: weights, adding: residual, into: &destination,
                    bounds: bounds, swishes: swishes, using: isa, on: pool)
            } else {
                try convolve(
                    source, images: geometry.images, by: weights, shape: geometry.shape(outputs: weights.columns),
                    adding: residual, into: &destination, bounds: bounds, swishes: swishes, using: isa, on: pool)
            }
        }
    }
}
