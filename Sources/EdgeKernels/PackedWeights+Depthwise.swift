import CEdgeKernels

extension PackedWeights {
    /// Packs 8-bit weights of a depthwise convolution: a column is a channel, of one product for each tap.
    ///
    /// 9 taps are a kernel of 3 × 3, and 25 one of 5 × 5, row after row. A sum's start, the bias less the zero point's
    /// share, that would bring the sum beyond 32 bits is moved until it does not.
    public convenience init(depthwise weights: QuantizedWeights) throws(KernelError) {
        let kernel = "pack_depthwise_s8"
        let channels = weights.columns
        guard channels >= 0, weights.depth == 1, weights.taps == 9 || weights.taps == 25 else {
            throw .badShape(kernel: kernel)
        }
        let (count, overflow) = channels.multipliedReportingOverflow(by: weights.taps)
        guard !overflow else { throw .overflow(kernel: kernel) }
        guard weights.values.count == count,
            weights.bias.isEmpty || weights.bias.count == channels,
            weights.multipliers.isEmpty || weights.multipliers.count == channels
        else { throw .badShape(kernel: kernel) }
        let size = weights.taps == 9 ? 3 : 5
        let liesInRows = weights.order == .columnsThenDepth
        try unsafe self.init(columns: channels, depth: 1, taps: weights.taps, kernel: kernel) { bytes in
            unsafe ep_pack_depthwise_s8_bytes(channels, size, &bytes)
        } packing: { memory, bytes in
            unsafe weights.values.withUnsafeBufferPointer { values in
                unsafe weights.bias.withUnsafeBufferPointer { bias in
                    unsafe weights.multipliers.withUnsafeBufferPointer { multipliers in
                        var arguments = unsafe ep_pack_depthwise_s8_arguments(
                            weights: values.baseAddress, channels: channels, size: size,
                            channel_stride: liesInRows ? weights.taps : 1,
                            tap_stride: liesInRows ? 1 : max(channels, 1),
                            bias: bias.isEmpty ? nil : bias.baseAddress,
                            multipliers: multipliers.isEmpty ? nil : multipliers.baseAddress,
                            zero_point: Int32(clamping: weights.zeroPoint))
                        return unsafe ep_pack_depthwise_s8(&arguments, memory, bytes)
                    }
                }
            }
        }
    }
}

extension PackedWeights {
    /// Packs fp32 weights of a depthwise convolution: for each channel `size` rows of `size` weights, 3 or 5.
    ///
    /// The bias starts the sums; an empty one is zeros.
    public convenience init(
        depthwise weights: Span<Float>, bias: Span<Float> = Span(), channels: Int, size: Int
    ) throws(KernelError) {
        let kernel = "pack_depthwise_f32"
        guard size == 3 || size == 5, channels >= 0 else { throw .badShape(kernel: kernel) }
        let taps = size * size
        let (count, overflow) = channels.multipliedReportingOverflow(by: taps)
        guard !overflow else { throw .overflow(kernel: kernel) }
        guard weights.count == count, bias.isEmpty || bias.count == channels else { throw .badShape(kernel: kernel) }
        try unsafe self.init(columns: channels, depth: 1, taps: taps, kernel: kernel) { bytes in
            unsafe ep_pack_depthwise_f32_bytes(channels, size, &bytes)
        } packing: { memory, bytes in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe bias.withUnsafeBufferPointer { bias in
                    var arguments = unsafe ep_pack_depthwise_f32_arguments(
                        weights: weights.baseAddress, channels: channels, size: size, channel_stride: taps,
                        tap_stride: 1, bias: bias.isEmpty ? nil : bias.baseAddress)
                    return unsafe ep_pack_depthwise_f32(&arguments, memory, bytes)
                }
            }
        }
    }
}
