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

    static func product(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, 1, 1, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "gemm_f32_\(isa.name)", operation: operation, precision: .fp32, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: 4 * Double(rows * depth + depth * columns + rows * columns)
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, isa, pool) }
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

    private static func product(
        _ rows: Int, _ depth: Int, _ columns: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.floats(rows * depth)
        let weights = try Operand.floats(depth * columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(weights, columns: columns, depth: depth, order: .depthThenColumns)
        }
        let destination = try Operand.floats(rows * columns)
        return { () throws(KernelError) in
            try left.withSpan { (left) throws(KernelError) in
                try destination.withMutableSpan { (destination) throws(KernelError) in
                    try multiply(left, rows: rows, by: weights, into: &destination, using: isa, on: pool)
                }
            }
        }
    }
}
