import EdgeKernels

/// The largest code or the average of each window, requantized.
struct IntegerPooling: Operation {
    let pooling: Pooling
    let window: Window
    let source: Quantization
    let result: Quantization
    let bounds: ClosedRange<UInt8>

    var kind: String { pooling == .maximum ? "maximum pooling" : "average pooling" }
    var arithmetic: Int {
        let windows = window.images * window.destinationHeight * window.destinationWidth
        return windows * window.rows * window.columns * window.channels
    }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        let requantization = Requantization(
            sourceZeroPoint: source.zeroPoint, zeroPoint: result.zeroPoint, multiplier: source.scale / result.scale)
        return try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: UInt8.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try poolWindows(
                of: source, by: pooling, over: window, into: &destination, requantization: requantization,
                bounds: bounds, using: isa, on: pool)
        }
    }
}
