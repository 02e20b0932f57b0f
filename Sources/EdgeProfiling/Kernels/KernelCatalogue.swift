package import EdgeKernels

/// Every kernel that can be measured, over the layers that it can compute.
///
/// An operation is added by a function that makes its `MeasurableKernel` for a layer, and a line in `makers`.
package enum KernelCatalogue {
    /// - Parameter isas: those that may be used; each operation takes those that it has kernels for.
    package static func kernels(for layer: ModelLayer, isas: [InstructionSet]) -> [MeasurableKernel] {
        isas.flatMap { isa in makers.compactMap { $0(layer, isa) } }
    }

    private static let makers: [@Sendable (ModelLayer, InstructionSet) -> MeasurableKernel?] = [
        FloatKernels.addition, FloatKernels.product, HalfKernels.product, NarrowKernels.product,
        QuantizedKernels.product,
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
}
