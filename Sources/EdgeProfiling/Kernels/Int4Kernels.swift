import EdgeKernels
import EdgeRecords

/// Kernels of 4-bit weights in blocks of 32, times rows of 8 bits in the same blocks, to fp32.
enum Int4Kernels {
    private static let block = 32

    /// The layers of language models alone: no others are stored in 4 bits.
    static func product(
        _ layer: ModelLayer, _ isa: InstructionSet, _ rotationBytes: Int
    ) -> MeasurableKernel? {
        guard layer.isOfLanguageModel, let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try product(1, block, 1, 0, isa, pool)() })
        else { return nil }
        // A nibble for each weight, and a scale of fp16 for each block.
        let weights = Double(depth * columns) * (0.5 + 2 / Double(block))
        let left = Double(rows * depth) * (1 + 8 / Double(block))
        let bytes = weights + left + Double(4 * rows * columns)
        let rotation = KernelCatalogue.rotation(layer, rotationBytes)
        return MeasurableKernel(
            name: "\(operation)_f32_s8_s4_\(isa.name)", operation: operation, precision: .int4Weights, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: bytes, workingSetBytes: max(rotation, Int(bytes)), arithmetic: .int8
        ) { (pool) throws(KernelError) in try product(rows, depth, columns, rotation, isa, pool) }
    }

    private static func product(
        _ rows: Int, _ depth: Int, _ columns: Int, _ rotation: Int, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let left = try Operand.floats(rows * depth).withSpan { (left) throws(KernelError) in
            try BlockRows(left, rows: rows, depth: depth, block: block, on: pool)
        }
        let weights = try RotatedWeights(try packed(depth, columns), bytes: rotation)
        let destination = try Operand.floats(rows * columns)
        return { () throws(KernelError) in
            try destination.withMutableSpan { (destination) throws(KernelError) in
                try multiply(left, by: weights.next(), into: &destination, using: isa, on: pool)
            }
        }
    }

    private static func packed(_ depth: Int, _ columns: Int) throws(KernelError) -> PackedWeights {
        let nibbles = Operand.weights(depth / 2 * columns).map { UInt8(bitPattern: $0) }
        let scales = [Float](repeating: 0.01, count: depth / block * columns)
        return try PackedWeights(
            Int4Weights(nibbles: nibbles, scales: scales, columns: columns, depth: depth, block: block))
    }
}
