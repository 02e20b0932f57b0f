import EdgeKernels
import EdgeRecords

/// Kernels of fp16, in and out; sums are fp32, or fp16 where `avx512fp16` adds them.
enum HalfKernels {
    static let product = ProductKernel(name: "gemm_f16", precision: .fp16, elementBytes: 2) {
        (size, isa, pool) throws(KernelError) in
        let left = try Operand.halves(size.rows * size.depth)
        let packed = try Operand.floats(size.depth * size.columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(
                roundedToFloat16: weights, columns: size.columns, depth: size.depth, order: .depthThenColumns)
        }
        let weights = try RotatedWeights(packed, bytes: size.rotationBytes)
        let destination = try Operand.halves(size.rows * size.columns)
        return Operand.call(reading: left, writing: destination) { (left, destination) throws(KernelError) in
            try multiply(left, rows: size.rows, by: weights.next(), into: &destination, using: isa, on: pool)
        }
    }
}
