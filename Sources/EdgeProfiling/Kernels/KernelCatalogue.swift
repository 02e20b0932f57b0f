package import EdgeKernels

/// Every kernel that can be measured, over the layers that it can compute.
///
/// An operation is added by a function that makes its `MeasurableKernel` for a layer, and a line in `makers`.
package enum KernelCatalogue {
    /// - Parameters:
    ///   - isas: those that may be used; each operation takes those that it has kernels for.
    ///   - rotationBytes: what copies of a vector's weights fill together, so that they are read from memory.
    package static func kernels(
        for layer: ModelLayer, isas: [InstructionSet], rotationBytes: Int = 0
    ) -> [MeasurableKernel] {
        isas.flatMap { isa in
            makers.compactMap { $0(layer, isa) } + products.compactMap { $0(layer, isa, rotationBytes) }
        }
    }

    private static let makers: [@Sendable (ModelLayer, InstructionSet) -> MeasurableKernel?] = [
        FloatKernels.addition, FloatKernels.convolution, FloatKernels.depthwise, FloatKernels.pooling,
        QuantizedKernels.addition, QuantizedKernels.convolution, QuantizedKernels.depthwise, QuantizedKernels.pooling,
        RowKernels.activation, RowKernels.softmax, RowKernels.norm, RowKernels.attention, QuantizedKernels.activation,
    ]

    /// Those whose weights rotate where they are vectors.
    private static let products: [@Sendable (ModelLayer, InstructionSet, Int) -> MeasurableKernel?] = [
        FloatKernels.product.measurable, HalfKernels.product.measurable, NarrowKernels.product.measurable,
        QuantizedKernels.product.measurable, Int4Kernels.product,
    ]

    /// Whether an operation has a kernel for an instruction set: a call as small as can be tells.
    static func hasKernel(_ smallest: (ThreadPool) throws(KernelError) -> Void) -> Bool {
        do throws(KernelError) {
            try smallest(try ThreadPool(threads: 1))
            return true
        } catch {
            return false
        }
    }

    /// The rows, depth and columns of a layer that is a matrix product, and what the operation is called then.
    static func product(_ layer: ModelLayer) -> (operation: String, rows: Int, depth: Int, columns: Int)? {
        switch layer.shape {
        case .product(let rows, let depth, let columns): ("gemm", rows, depth, columns)
        case .vector(let depth, let columns): ("gemv", 1, depth, columns)
        default: nil
        }
    }

    /// What a vector's copies fill; a matrix stands alone.
    static func rotation(_ layer: ModelLayer, _ bytes: Int) -> Int {
        if case .vector = layer.shape { bytes } else { 0 }
    }
}
