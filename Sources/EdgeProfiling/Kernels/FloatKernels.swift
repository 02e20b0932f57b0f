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

    static func product(
        _ layer: ModelLayer, _ isa: InstructionSet, _ rotationBytes: Int
    ) -> MeasurableKernel? {
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, 1, 1, 0, isa, pool)() })
        else { return nil }
        let bytes = 4 * Double(rows * depth + depth * columns + rows * columns)
        let rotation = KernelCatalogue.rotation(layer, rotationBytes)
        return MeasurableKernel(
            name: "gemm_f32_\(isa.name)", operation: operation, precision: .fp32, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: bytes, workingSetBytes: max(rotation, Int(bytes))
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, rotation, isa, pool) }
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
        _ rows: Int, _ depth: Int, _ columns: Int, _ rotation: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.floats(rows * depth)
        let packed = try Operand.floats(depth * columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(weights, columns: columns, depth: depth, order: .depthThenColumns)
        }
        let weights = try RotatedWeights(packed, bytes: rotation)
        return Operand.call(reading: left, writing: try Operand.floats(rows * columns)) {
            (left, destination) throws(KernelError) in
            try multiply(left, rows: rows, by: weights.next(), into: &destination, using: isa, on: pool)
        }
    }
}
