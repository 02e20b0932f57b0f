import EdgeKernels
import EdgeRecords

/// Kernels of 8 bits, requantized to 8 bits.
enum QuantizedKernels {
    static func product(
        _ layer: ModelLayer, _ isa: InstructionSet, _ rotationBytes: Int
    ) -> MeasurableKernel? {
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, 1, 1, 0, isa, pool)() })
        else { return nil }
        let bytes = Double(rows * depth + depth * columns + rows * columns)
        let rotation = KernelCatalogue.rotation(layer, rotationBytes)
        return MeasurableKernel(
            name: "gemm_u8_u8_s8_\(isa.name)", operation: operation, precision: .int8, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: bytes, workingSetBytes: max(rotation, Int(bytes))
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, rotation, isa, pool) }
    }

    private static func product(
        _ rows: Int, _ depth: Int, _ columns: Int, _ rotation: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.bytes(rows * depth)
        var quantized = QuantizedWeights(Operand.weights(depth * columns), columns: columns, depth: depth)
        quantized.multipliers = Array(repeating: 1 / Float(64 * max(depth, 1)), count: columns)
        quantized.zeroPoint = 128
        let weights = try RotatedWeights(try PackedWeights(quantized), bytes: rotation)
        return Operand.call(reading: left, writing: try Operand.bytes(rows * columns)) {
            (left, destination) throws(KernelError) in
            try multiply(
                left, rows: rows, by: weights.next(), into: &destination, zeroPoint: 128, using: isa, on: pool)
        }
    }
}
