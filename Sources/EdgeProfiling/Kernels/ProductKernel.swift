import EdgeKernels
import EdgeRecords

/// A matrix product whose operands and result have elements of one size: what such kernels of all precisions share.
struct ProductKernel: Sendable {
    typealias Call = () throws(KernelError) -> Void

    struct Size {
        let rows: Int
        let depth: Int
        let columns: Int
        /// What copies of the weights fill together.
        var rotationBytes = 0
    }

    /// As in records, without the instruction set.
    let name: String
    let precision: Precision
    let elementBytes: Int
    /// Makes the operands, and gives the call.
    let prepare: @Sendable (Size, InstructionSet, ThreadPool) throws(KernelError) -> Call

    func measurable(_ layer: ModelLayer, _ isa: InstructionSet, _ rotationBytes: Int) -> MeasurableKernel? {
        let smallest = Size(rows: 1, depth: 1, columns: 1)
        guard let (operation, rows, depth, columns) = KernelCatalogue.product(layer),
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try prepare(smallest, isa, pool)() })
        else { return nil }
        let rotation = KernelCatalogue.rotation(layer, rotationBytes)
        let size = Size(rows: rows, depth: depth, columns: columns, rotationBytes: rotation)
        let bytes = elementBytes * (rows * depth + depth * columns + rows * columns)
        return MeasurableKernel(
            name: "\(name)_\(isa.name)", operation: operation, precision: precision, isa: isa,
            shape: [rows, depth, columns], layer: layer.name, operations: 2 * Double(rows * depth * columns),
            bytes: Double(bytes), workingSetBytes: max(rotation, bytes)
        ) { (pool) throws(KernelError) in try prepare(size, isa, pool) }
    }
}
