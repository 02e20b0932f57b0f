import EdgeKernels

/// Codes to the numbers that they stand for, fp32.
struct Dequantization: Operation {
    let quantization: Quantization

    var kind: String { "dequantization" }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: UInt8.self), writing: memory.output(of: Float.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try dequantize(
                source, scale: quantization.scale, zeroPoint: quantization.zeroPoint, into: &destination, using: isa,
                on: pool)
        }
    }
}
