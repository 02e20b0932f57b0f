package import EdgeKernels
import EdgeRecords

/// Every kernel that can be measured, over the layers that it can compute.
package enum KernelCatalogue {
    /// - Parameter isas: those that may be used; each operation takes those that it has kernels for.
    package static func kernels(for layer: ModelLayer, isas: [InstructionSet]) -> [MeasurableKernel] {
        isas.flatMap { isa in
            [addition(layer, isa), product(layer, isa)].compactMap { $0 }
        }
    }

    private static func addition(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .addition(let count) = layer.shape, [.scalar, .avx2, .avx512, .neon].contains(isa) else {
            return nil
        }
        return MeasurableKernel(
            name: "add_f32_\(isa.name)", operation: "add", precision: .fp32, isa: isa, shape: [count],
            layer: layer.name, operations: Double(count), bytes: Double(12 * count)
        ) { (pool) throws(KernelError) in
            let left = try filled(count)
            let right = try filled(count)
            let sums = try filled(count)
            return { () throws(KernelError) in
                try left.withSpan { (left) throws(KernelError) in
                    try right.withSpan { (right) throws(KernelError) in
                        try sums.withMutableSpan { (sums) throws(KernelError) in
                            try add(left, right, into: &sums, using: isa, on: pool)
                        }
                    }
                }
            }
        }
    }

    private static func product(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .product(let rows, let depth, let columns) = layer.shape,
            [.scalar, .avx2, .avx512, .neon].contains(isa)
        else { return nil }
        return MeasurableKernel(
            name: "gemm_f32_\(isa.name)", operation: "gemm", precision: .fp32, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: 4 * Double(rows * depth + depth * columns + rows * columns)
        ) { (pool) throws(KernelError) in
            let left = try filled(rows * depth)
            let weights = try filled(depth * columns).withSpan { (weights) throws(KernelError) in
                try PackedWeights(weights, columns: columns, depth: depth, order: .depthThenColumns)
            }
            let destination = try filled(rows * columns)
            return { () throws(KernelError) in
                try left.withSpan { (left) throws(KernelError) in
                    try destination.withMutableSpan { (destination) throws(KernelError) in
                        try multiply(left, rows: rows, by: weights, into: &destination, using: isa, on: pool)
                    }
                }
            }
        }
    }

    /// Ordinary numbers around zero: zeros alone would save power, and long sums must not overflow.
    private static func filled(_ count: Int) throws(KernelError) -> AlignedBuffer<Float> {
        let buffer = try AlignedBuffer<Float>(count: count, repeating: 0)
        buffer.fill { Float(($0 &* 2_654_435_761) % 1009) / 504 - 1 }
        return buffer
    }
}
