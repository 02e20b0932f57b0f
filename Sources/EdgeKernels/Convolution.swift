import CEdgeKernels

/// Two sizes of a picture or a kernel.
public struct Extent: Hashable, Sendable {
    public let height: Int
    public let width: Int

    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }
}

/// The sizes of a convolution over one picture: rows of pixels of channels, with zeros around it.
public struct ConvolutionShape: Hashable, Sendable {
    public let input: Extent
    public let channels: Int
    public let kernel: Extent
    public let stride: Extent
    public let dilation: Extent
    /// How many rows of zeros lie above the picture, and columns left of it; as many follow as the output asks for.
    public let padding: Extent
    public let output: Extent
    public let outputs: Int

    public init(
        input: Extent, channels: Int, kernel: Extent, stride: Extent = Extent(height: 1, width: 1),
        dilation: Extent = Extent(height: 1, width: 1), padding: Extent = Extent(height: 0, width: 0), output: Extent,
        outputs: Int
    ) {
        self.input = input
        self.channels = channels
        self.kernel = kernel
        self.stride = stride
        self.dilation = dilation
        self.padding = padding
        self.output = output
        self.outputs = outputs
    }

    /// The products in each sum; zero if they cannot be counted.
    var depth: Int {
        let (taps, tooTall) = kernel.height.multipliedReportingOverflow(by: kernel.width)
        let (depth, tooDeep) = taps.multipliedReportingOverflow(by: channels)
        return tooTall || tooDeep ? 0 : depth
    }

    /// Nil if a size is negative or its squares do not fit.
    var code: ep_conv_shape? {
        let sizes = [
            input.height, input.width, channels, kernel.height, kernel.width, stride.height, stride.width,
            dilation.height, dilation.width, padding.height, padding.width, output.height, output.width, outputs,
        ]
        guard sizes.allSatisfy({ 0...1 << 30 ~= $0 }) else { return nil }
        return ep_conv_shape(
            input_height: input.height, input_width: input.width, channels: channels, kernel_height: kernel.height,
            kernel_width: kernel.width, stride_height: stride.height, stride_width: stride.width,
            dilation_height: dilation.height, dilation_width: dilation.width, pad_top: padding.height,
            pad_left: padding.width, output_height: output.height, output_width: output.width, outputs: outputs)
    }
}

/// `destination = clamp(convolution of input + bias + residual)`, fp32, of pictures whose pixels touch.
///
/// The weights are packed with `outputs` columns; their depth goes over kernel rows, kernel columns, then channels.
///
/// - Parameters:
///   - images: that follow each other, each convolved by itself.
///   - residual: as large as the destination; empty for nothing.
///   - bounds: the fused activation.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func convolve(
    _ input: Span<Float>, images: Int = 1, by weights: PackedWeights, shape: ConvolutionShape,
    adding residual: Span<Float> = Span(),
    into destination: inout MutableSpan<Float>,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, swishes: Bool = false, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "conv_f32_\(isa.name)"
    guard let code = shape.code else { throw .badShape(kernel: kernel) }
    let (read, written) = try checkedPictures(
        images, shape, inputCount: input.count, destinationCount: destination.count, kernel: kernel)
    guard residual.isEmpty || residual.count == destination.count else { throw .badShape(kernel: kernel) }
    var tableBytes = 0
    let refused = unsafe withUnsafePointer(to: code) { unsafe ep_conv_f32_table_bytes($0, &tableBytes) }
    if let failure = KernelError(refused, kernel: kernel, isa: isa) { throw failure }
    guard weights.columns == shape.outputs, weights.depth == shape.depth else { throw .badPacking(kernel: kernel) }
    guard tableBytes <= 1 << 33 else { throw .outOfMemory(kernel: kernel) }
    let failure: KernelError? = unsafe input.withUnsafeBufferPointer { input in
        unsafe residual.withUnsafeBufferPointer { residual in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                for image in 0..<images {
                    let failure: KernelError? = unsafe withTable(bytes: tableBytes, on: pool) { table in
                        let arguments = unsafe ep_conv_f32_arguments(
                            shape: code, destination: destination.baseAddress.map { unsafe $0 + image * written },
                            input: input.baseAddress.map { unsafe $0 + image * read },
                            residual: residual.isEmpty ? nil : residual.baseAddress.map { unsafe $0 + image * written },
                            packed: weights.memory, packed_bytes: weights.bytes, destination_stride: shape.outputs,
                            input_stride: shape.channels, residual_stride: shape.outputs, table: table,
                            table_bytes: tableBytes, lowest: bounds.lowerBound, highest: bounds.upperBound,
                            swishes: swishes)
                        return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                            unsafe ep_conv_f32_plan($0, $1, $2)
                        }
                    }
                    if let failure { return failure }
                }
                return nil
            }
        }
    }
    if let failure { throw failure }
}

/// The elements of one picture before and after a convolution, once there were found to be enough of them.
func checkedPictures(
    _ images: Int, _ shape: ConvolutionShape, inputCount: Int, destinationCount: Int, kernel: String
) throws(KernelError) -> (read: Int, written: Int) {
    guard images >= 0 else { throw .badShape(kernel: kernel) }
    let inputs = shape.input.height * shape.input.width
    let outputs = shape.output.height * shape.output.width
    let (allInputs, tooMany) = inputs.multipliedReportingOverflow(by: images)
    let (allOutputs, tooLarge) = outputs.multipliedReportingOverflow(by: images)
    guard !tooMany, !tooLarge else { throw .overflow(kernel: kernel) }
    _ = try checkedStride(nil, rows: allInputs, columns: shape.channels, count: inputCount, kernel: kernel)
    _ = try checkedStride(nil, rows: allOutputs, columns: shape.outputs, count: destinationCount, kernel: kernel)
    return (inputs * shape.channels, outputs * shape.outputs)
}
