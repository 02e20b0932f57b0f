import EdgeKernels
import EdgeRecords

/// Kernels of bf16, in and out, with fp32 sums.
enum NarrowKernels {
    static let product = ProductKernel(name: "gemm_bf16", precision: .bf16, elementBytes: 2) {
        (size, isa, pool) throws(KernelError) in
        let left = try Operand.narrow(size.rows * size.depth)
        let packed = try Operand.floats(size.depth * size.columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(
                roundedToBFloat16: weights, columns: size.columns, depth: size.depth, order: .depthThenColumns)
        }
        let weights = try RotatedWeights(packed, bytes: size.rotationBytes)
        let destination = try Operand.narrow(size.rows * size.columns)
        return Operand.call(reading: left, writing: destination) { (left, destination) throws(KernelError) in
            try multiplyNarrow(left, rows: size.rows, by: weights.next(), into: &destination, using: isa, on: pool)
        }
    }
}
