/// Which byte of a number a file holds first.
enum ByteOrder {
    case little, big

    #if _endian(little)
        static let ofThisDevice = ByteOrder.little
    #else
        static let ofThisDevice = ByteOrder.big
    #endif
}

extension Elements {
    /// Elements as they lie in files: one after another, each number's lowest byte first.
    ///
    /// Bytes past the last whole element are left out: the shape, which says how many there are, is checked by `Tensor`.
    init(_ type: ElementType, stored bytes: ArraySlice<UInt8>, order: ByteOrder = .little) {
        switch type {
        case .f32: self = .f32(numbers(in: bytes, order))
        case .f64: self = .f64(numbers(in: bytes, order))
        case .f16: self = .f16(numbers(in: bytes, order))
        case .bf16: self = .bf16(numbers(in: bytes, order))
        case .u8: self = .u8(Array(bytes))
        case .s8: self = .s8(numbers(in: bytes, order))
        case .u16: self = .u16(numbers(in: bytes, order))
        case .s16: self = .s16(numbers(in: bytes, order))
        case .u32: self = .u32(numbers(in: bytes, order))
        case .s32: self = .s32(numbers(in: bytes, order))
        case .u64: self = .u64(numbers(in: bytes, order))
        case .s64: self = .s64(numbers(in: bytes, order))
        case .u4: self = .u4(Array(bytes))
        case .s4: self = .s4(Array(bytes))
        case .bool: self = .bool(bytes.map { $0 != 0 })
        }
    }

    /// The same bytes again.
    var storedBytes: [UInt8] {
        switch self {
        case .f32(let all): bytes(of: all)
        case .f64(let all): bytes(of: all)
        case .f16(let all), .bf16(let all), .u16(let all): bytes(of: all)
        case .u8(let all), .u4(let all), .s4(let all): all
        case .s8(let all): bytes(of: all)
        case .s16(let all): bytes(of: all)
        case .u32(let all): bytes(of: all)
        case .s32(let all): bytes(of: all)
        case .u64(let all): bytes(of: all)
        case .s64(let all): bytes(of: all)
        case .bool(let all): all.map { $0 ? 1 : 0 }
        }
    }
}

private func numbers<Number: BitwiseCopyable>(in bytes: ArraySlice<UInt8>, _ order: ByteOrder) -> [Number] {
    let size = MemoryLayout<Number>.size
    let whole = bytes.prefix(bytes.count / size * size)
    let bytes = order == .ofThisDevice || size == 1 ? whole : turned(Array(whole), size)[...]
    return unsafe [Number](unsafeUninitializedCapacity: bytes.count / size) { room, filled in
        unsafe UnsafeMutableRawBufferPointer(room).copyBytes(from: bytes)
        filled = bytes.count / size
    }
}

private func bytes<Number: BitwiseCopyable>(of numbers: [Number]) -> [UInt8] {
    let bytes = unsafe numbers.withUnsafeBytes { unsafe Array($0) }
    return ByteOrder.ofThisDevice == .little ? bytes : turned(bytes, MemoryLayout<Number>.size)
}

/// Each number's bytes in the other order.
private func turned(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
    var turned = bytes
    for start in stride(from: 0, to: bytes.count, by: size) {
        for place in 0..<size { turned[start + place] = bytes[start + size - 1 - place] }
    }
    return turned
}
