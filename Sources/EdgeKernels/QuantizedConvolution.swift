import CEdgeKernels

/// `destination = clamp(round(convolution of input × multipliers) + zeroPoint)`, all of 8 bits; pixels touch.
///
/// The weights are packed with `outputs` columns, as many taps as the kernel has places, row by row, and `channels` as
/// depth. Around the picture lies the zero point that the weights were packed with.
public func convolve<Input: QuantizedElement, Product: QuantizedElement>(
    _ input: Span<Input>, images: Int = 1, by weights: PackedWeights, shape: ConvolutionShape,
    into destination: inout MutableSpan<Product>, zeroPoint: Product,
    bounds: ClosedRange<Product> = Product.min...Product.max, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "conv_\(Product.word)_\(Input.word)_s8_\(isa.name)"
    guard Input.bitWidth == 8, Product.bitWidth == 8, let code = shape.code else { throw .badShape(kernel: kernel) }
    let (read, written) = try checkedPictures(
        images, shape, inputCount: input.count, destinationCount: destination.count, kernel: kernel)
    guard weights.columns == shape.outputs, weights.depth == shape.channels else { throw .badPacking(kernel: kernel) }
    let result = unsafe ep_gemm_s8_result(
        type: Product.code, zero_point: Int32(zeroPoint), lowest: Int32(bounds.lowerBound),
        highest: Int32(bounds.upperBound), lowest_value: 0, highest_value: 0, row_scales: nil, bias: nil)
    let failure: KernelError? = unsafe input.withUnsafeBufferPointer { input in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            for image in 0..<images {
                let arguments = unsafe ep_conv_s8_arguments(
                    shape: code, destination: destination.baseAddress.map { unsafe $0 + image * written },
                    input: input.baseAddress.map { unsafe $0 + image * read }, input_type: Input.code,
                    packed: weights.memory, packed_bytes: weights.bytes, destination_stride: shape.outputs,
                    input_stride: shape.channels, result: result)
                let failure = unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_conv_s8_plan($0, $1, $2)
                }
                if let failure { return failure }
            }
            return nil
        }
    }
    if let failure { throw failure }
}
