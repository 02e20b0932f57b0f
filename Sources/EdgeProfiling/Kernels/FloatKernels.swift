import EdgeKernels
import EdgeRecords

/// Kernels of fp32.
enum FloatKernels {
    static func addition(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .addition(let count) = layer.shape,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try sum(1, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "add_f32_\(isa.name)", operation: "add", precision: .fp32, isa: isa, shape: [count],
            layer: layer.name, operations: Double(count), bytes: Double(12 * count)
        ) { (pool) throws(KernelError) in try sum(count, isa, pool) }
    }

    static let product = ProductKernel(name: "gemm_f32", precision: .fp32, elementBytes: 4) {
        (size, isa, pool) throws(KernelError) in
        let left = try Operand.floats(size.rows * size.depth)
        let packed = try Operand.floats(size.depth * size.columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(weights, columns: size.columns, depth: size.depth, order: .depthThenColumns)
        }
        let weights = try RotatedWeights(packed, bytes: size.rotationBytes)
        let destination = try Operand.floats(size.rows * size.columns)
        return Operand.call(reading: left, writing: destination) { (left, destination) throws(KernelError) in
            try multiply(left, rows: size.rows, by: weights.next(), into: &destination, using: isa, on: pool)
        }
    }

    private static func sum(
        _ count: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.floats(count)
        let right = try Operand.floats(count)
        let sums = try Operand.floats(count)
        return { () throws(KernelError) in
            try left.withSpan { (left) throws(KernelError) in
                try right.withSpan { (right) throws(KernelError) in
                    try sums.withMutableSpan { (sums) throws(KernelError) in
                        try combine(left, right, by: .addition, into: &sums, using: isa, on: pool)
                    }
                }
            }
        }
    }
}
