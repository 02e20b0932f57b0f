import EdgeKernels

/// Operands of kernels that are only timed: ordinary numbers, since zeros alone would save power.
enum Operand {
    static func floats(_ count: Int) throws(KernelError) -> AlignedBuffer<Float> {
        let buffer = try AlignedBuffer<Float>(count: count, repeating: 0)
        buffer.fill { Float(scattered($0) % 1009) / 504 - 1 }
        return buffer
    }

    static func narrow(_ count: Int) throws(KernelError) -> AlignedBuffer<BFloat16> {
        let buffer = try AlignedBuffer(count: count, repeating: BFloat16(0))
        buffer.fill { BFloat16(Float(scattered($0) % 1009) / 504 - 1) }
        return buffer
    }

    static func halves(_ count: Int) throws(KernelError) -> AlignedBuffer<Float16> {
        let buffer = try AlignedBuffer<Float16>(count: count, repeating: 0)
        buffer.fill { Float16(scattered($0) % 1009) / 504 - 1 }
        return buffer
    }

    static func bytes(_ count: Int) throws(KernelError) -> AlignedBuffer<UInt8> {
        let buffer = try AlignedBuffer<UInt8>(count: count, repeating: 0)
        buffer.fill { UInt8(scattered($0) % 251) }
        return buffer
    }

    static func weights(_ count: Int) -> [Int8] {
        (0..<count).map { Int8(scattered($0) % 255 - 127) }
    }

    private static func scattered(_ index: Int) -> Int { index &* 2_654_435_761 & 0xFFFF_FFFF }

    /// A call that reads one buffer and writes another.
    static func call<Source, Destination>(
        reading source: AlignedBuffer<Source>, writing destination: AlignedBuffer<Destination>,
        _ body: @escaping (Span<Source>, inout MutableSpan<Destination>) throws(KernelError) -> Void
    ) -> () throws(KernelError) -> Void {
        { () throws(KernelError) in
            try source.withSpan { (source) throws(KernelError) in
                try destination.withMutableSpan { (destination) throws(KernelError) in
                    try body(source, &destination)
                }
            }
        }
    }
}
