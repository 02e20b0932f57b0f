extension Elements {
    /// Elements as they lie in files: one after another, each number's lowest byte first.
    ///
    /// Bytes past the last whole element are left out: the shape, which says how many there are, is checked by `Tensor`.
    init(_ type: ElementType, stored bytes: ArraySlice<UInt8>) {
        self =
            switch type {
            case .f32: .f32(Self.numbers(bytes, UInt32.self) { Float(bitPattern: $0) })
            case .f64: .f64(Self.numbers(bytes, UInt64.self) { Double(bitPattern: $0) })
            case .f16: .f16(Self.numbers(bytes, UInt16.self) { $0 })
            case .bf16: .bf16(Self.numbers(bytes, UInt16.self) { $0 })
            case .u8: .u8(Array(bytes))
            case .s8: .s8(bytes.map { Int8(bitPattern: $0) })
            case .u16: .u16(Self.numbers(bytes, UInt16.self) { $0 })
            case .s16: .s16(Self.numbers(bytes, UInt16.self) { Int16(bitPattern: $0) })
            case .u32: .u32(Self.numbers(bytes, UInt32.self) { $0 })
            case .s32: .s32(Self.numbers(bytes, UInt32.self) { Int32(bitPattern: $0) })
            case .u64: .u64(Self.numbers(bytes, UInt64.self) { $0 })
            case .s64: .s64(Self.numbers(bytes, UInt64.self) { Int64(bitPattern: $0) })
            case .u4: .u4(Array(bytes))
            case .s4: .s4(Array(bytes))
            case .bool: .bool(bytes.map { $0 != 0 })
            }
    }

    private static func numbers<Bits: FixedWidthInteger, Number>(
        _ bytes: ArraySlice<UInt8>, _ bits: Bits.Type, _ number: (Bits) -> Number
    ) -> [Number] {
        let width = Bits.bitWidth / 8
        let span = bytes.span
        var numbers: [Number] = []
        numbers.reserveCapacity(span.count / width)
        for start in stride(from: 0, through: span.count - width, by: width) {
            var value: Bits = 0
            for place in 0..<width { value |= Bits(truncatingIfNeeded: span[start + place]) << Bits(8 * place) }
            numbers.append(number(value))
        }
        return numbers
    }

    /// The same bytes again.
    var storedBytes: [UInt8] {
        switch self {
        case .f32(let all): Self.bytes(all) { $0.bitPattern }
        case .f64(let all): Self.bytes(all) { $0.bitPattern }
        case .f16(let all), .bf16(let all), .u16(let all): Self.bytes(all) { $0 }
        case .u8(let all), .u4(let all), .s4(let all): all
        case .s8(let all): all.map { UInt8(bitPattern: $0) }
        case .s16(let all): Self.bytes(all) { $0 }
        case .u32(let all): Self.bytes(all) { $0 }
        case .s32(let all): Self.bytes(all) { $0 }
        case .u64(let all): Self.bytes(all) { $0 }
        case .s64(let all): Self.bytes(all) { $0 }
        case .bool(let all): all.map { $0 ? 1 : 0 }
        }
    }

    private static func bytes<Number, Bits: FixedWidthInteger>(
        _ numbers: [Number], _ bits: (Number) -> Bits
    ) -> [UInt8] {
        let width = Bits.bitWidth / 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * width)
        for number in numbers {
            let value = bits(number)
            for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> Bits(8 * place))) }
        }
        return bytes
    }
}
