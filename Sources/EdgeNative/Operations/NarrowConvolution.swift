import EdgeKernels

/// A convolution of all channels with each other, products of bf16 summed in fp32, with bias, residual and clamp.
///
/// Rows of fp32 are rounded to bf16 on the way; only kernels of one place take them.
struct NarrowConvolution: Operation {
    let geometry: ConvolutionGeometry
    let weights: PackedWeights
    /// In each sum, those with channels that were filled up not counted.
    let products: Int
    let bounds: ClosedRange<Float>
    var swishes = false
    let source: ActivationType
    /// Nil for none.
    let residual: ActivationType?
    let destination: ActivationType

    var kind: String { "convolution \(geometry.kernel.height)×\(geometry.kernel.width)" }
    var arithmetic: Int { 2 * geometry.pixels * weights.columns * products }
    var weightBytes: Int { weights.bytes }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        let beside = residual ?? .f32
        return geometry.isPointwise
            ? try product(on: memory, source.type, beside.type, destination.type)
            : try convolution(on: memory, beside.type, destination.type)
    }

    private func region<Element>(_ memory: LayerMemory) -> Region<Element> {
        residual == nil ? Region(offset: 0, count: 0) : memory.input(1)
    }

    private func product<Source: ActivationFloat, Residual: ActivationFloat, Destination: ActivationFloat>(
        on memory: LayerMemory, _: Source.Type, _: Residual.Type, _: Destination.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Source.self), and: region(memory) as Region<Residual>,
            writing: memory.output(of: Destination.self)
        ) { source, residual, destination, isa, pool throws(KernelError) in
            try multiplyNarrow(
                source, rows: geometry.pixels, by: weights, adding: residual, into: &destination, bounds: bounds,
                swishes: swishes,
                using: isa, on: pool)
        }
    }

    private func convolution<Residual: ActivationFloat, Destination: ActivationFloat>(
        on memory: LayerMemory, _: Residual.Type, _: Destination.Type
    ) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: BFloat16.self), and: region(memory) as Region<Residual>,
            writing: memory.output(of: Destination.self)
        ) { source, residual, destination, isa, pool throws(KernelError) in
            try convolveNarrow(
                source, images: geometry.images, by: weights, shape: geometry.shape(outputs: weights.columns),
                adding: residual, into: &destination, bounds: bounds, swishes: swishes, using: isa, on: pool)
        }
    }
}
