package import EdgeKernels
package import EdgeRecords

/// One operation on one instruction set and one shape, ready to be measured.
///
/// To add an operation write a function that makes these, and name it in `KernelCatalogue`.
package struct MeasurableKernel {
    /// As in records: `gemm_f32_avx512`.
    package let name: String
    package let operation: String
    package let precision: Precision
    package let isa: InstructionSet
    package let shape: [Int]
    /// The model and the layer that have this shape.
    package let layer: String
    /// Of one call; a multiply-add counts two.
    package let operations: Double
    /// What one call cannot avoid to read and write.
    package let bytes: Double
    /// Everything that lies in memory between calls: more than `bytes` where operands are rotated.
    package let workingSetBytes: Int
    /// What its arithmetic is done in, which decides the peak it is held against.
    let arithmetic: Precision
    /// Makes the operands, and gives the call.
    package let prepare: (ThreadPool) throws(KernelError) -> () throws(KernelError) -> Void

    package init(
        name: String, operation: String, precision: Precision, isa: InstructionSet, shape: [Int], layer: String,
        operations: Double, bytes: Double, workingSetBytes: Int? = nil, arithmetic: Precision? = nil,
        prepare: @escaping (ThreadPool) throws(KernelError) -> () throws(KernelError) -> Void
    ) {
        self.name = name
        self.operation = operation
        self.precision = precision
        self.isa = isa
        self.shape = shape
        self.layer = layer
        self.operations = operations
        self.bytes = bytes
        self.workingSetBytes = workingSetBytes ?? Int(bytes)
        self.arithmetic = arithmetic ?? precision
        self.prepare = prepare
    }

    /// The loop whose rate it cannot exceed; nil where there is none, as for the reference.
    package var peak: PeakLoop? {
        // Without products of 16 bits the numbers are widened, and multiplied as fp32.
        PeakLoop(arithmetic, isa) ?? (arithmetic == .bf16 || arithmetic == .fp16 ? PeakLoop(.fp32, isa) : nil)
    }
}
