import EdgeKernels
import EdgeRecords

/// Kernels of bf16, in and out, with fp32 sums.
enum NarrowKernels {
    static func product(
        _ layer: ModelLayer, _ isa: InstructionSet, _ rotationBytes: Int
    ) -> MeasurableKernel? {
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, 1, 1, 0, isa, pool)() })
        else { return nil }
        let bytes = 2 * Double(rows * depth + depth * columns + rows * columns)
        let rotation = KernelCatalogue.rotation(layer, rotationBytes)
        return MeasurableKernel(
            name: "gemm_bf16_\(isa.name)", operation: operation, precision: .bf16, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: bytes, workingSetBytes: max(rotation, Int(bytes))
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, rotation, isa, pool) }
    }

    private static func product(
        _ rows: Int, _ depth: Int, _ columns: Int, _ rotation: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.narrow(rows * depth)
        let packed = try Operand.floats(depth * columns).withSpan { (weights) throws(KernelError) in
            try PackedWeights(
                roundedToBFloat16: weights, columns: columns, depth: depth, order: .depthThenColumns)
        }
        let weights = try RotatedWeights(packed, bytes: rotation)
        return Operand.call(reading: left, writing: try Operand.narrow(rows * columns)) {
            (left, destination) throws(KernelError) in
            try multiplyNarrow(left, rows: rows, by: weights.next(), into: &destination, using: isa, on: pool)
        }
    }
}
