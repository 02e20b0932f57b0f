import CEdgeKernels

/// `destination[i] = left[i] + right[i]`, clamped to `bounds`, the fused activation.
public func add(
    _ left: Span<Float>, _ right: Span<Float>, into destination: inout MutableSpan<Float>,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "add_f32_\(isa.name)"
    guard left.count == right.count, left.count == destination.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_add_f32_arguments(
                    destination: destination.baseAddress, left: left.baseAddress, right: right.baseAddress,
                    count: left.count, lowest: bounds.lowerBound, highest: bounds.upperBound)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_add_f32_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}
