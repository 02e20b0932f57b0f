import EdgeKernels

/// fp32 numbers to codes.
struct QuantizationOperation: Operation {
    let quantization: Quantization

    var kind: String { "quantization" }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: UInt8.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try quantize(
                source, scale: quantization.scale, zeroPoint: quantization.zeroPoint, into: &destination, using: isa,
                on: pool)
        }
    }
}
