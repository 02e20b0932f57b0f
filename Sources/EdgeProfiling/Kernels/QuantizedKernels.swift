import EdgeKernels
import EdgeRecords

/// Kernels of 8 bits, requantized to 8 bits.
enum QuantizedKernels {
    static let product = ProductKernel(name: "gemm_u8_u8_s8", precision: .int8, elementBytes: 1) {
        (size, isa, pool) throws(KernelError) in
        let left = try Operand.bytes(size.rows * size.depth)
        var quantized = QuantizedWeights(
            Operand.weights(size.depth * size.columns), columns: size.columns, depth: size.depth)
        quantized.multipliers = Array(repeating: 1 / Float(64 * max(size.depth, 1)), count: size.columns)
        quantized.zeroPoint = 128
        let weights = try RotatedWeights(try PackedWeights(quantized), bytes: size.rotationBytes)
        let destination = try Operand.bytes(size.rows * size.columns)
        return Operand.call(reading: left, writing: destination) { (left, destination) throws(KernelError) in
            try multiply(
                left, rows: size.rows, by: weights.next(), into: &destination, zeroPoint: 128, using: isa, on: pool)
        }
    }
}
