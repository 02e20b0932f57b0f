import EdgeKernels
import EdgeRecords

/// Kernels of fp16, in and out; sums are fp32, or fp16 where `avx512fp16` adds them.
enum HalfKernels {
    static func product(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, 1, 1, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "gemm_f16_\(isa.name)", operation: operation, precision: .fp16, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: 2 * Double(rows * depth + depth * columns + rows * columns)
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, isa, pool) }
    }

    private static func product(
        _ rows: Int, _ depth: Int, _ columns: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.halves(rows * depth)
        let weights = try Operand.floats(depth * columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(
                roundedToFloat16: weights, columns: columns, depth: depth, order: .depthThenColumns)
        }
        let destination = try Operand.halves(rows * columns)
        return { () throws(KernelError) in
            try left.withSpan { (left) throws(KernelError) in
                try destination.withMutableSpan { (destination) throws(KernelError) in
                    try multiply(left, rows: rows, by: weights, into: &destination, using: isa, on: pool)
                }
            }
        }
    }
}
