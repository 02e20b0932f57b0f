import EdgeModels

// Plain operators compute with two kinds of number only. Each result is rounded once to the type it is kept in: for
// fp32, what one operation of fp32 would have given.

extension Tensor {
    /// The elements as real numbers; truths are 0 and 1.
    var reals: [Double] {
        switch elements {
        case .f32(let all): all.map { Double($0) }
        case .f64(let all): all
        case .f16(let all): all.map { Double(Float16(bitPattern: $0)) }
        case .bf16(let all): all.map { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .u64(let all): all.map { Double($0) }
        default: patterns.map { Double($0) }
        }
    }

    /// The elements as whole numbers; of others their whole parts.
    ///
    /// - Throws: `hugeNumber` for what 63 bits do not hold.
    func wholes() throws(PlainFault) -> [Int] {
        if case .u64(let all) = elements, all.contains(where: { $0 > UInt64(Int.max) }) { throw .hugeNumber }
        return patterns
    }

    /// The same, where only bits count: 64 of them without a sign wrap.
    var patterns: [Int] {
        switch elements {
        case .u8(let all): all.map { Int($0) }
        case .s8(let all): all.map { Int($0) }
        case .u16(let all): all.map { Int($0) }
        case .s16(let all): all.map { Int($0) }
        case .u32(let all): all.map { Int($0) }
        case .s32(let all): all.map { Int($0) }
        case .u64(let all): all.map { Int(truncatingIfNeeded: $0) }
        case .s64(let all): all.map { Int($0) }
        case .bool(let all): all.map { $0 ? 1 : 0 }
        case .u4(let all): (0..<count).map { Self.half(of: all, $0) }
        case .s4(let all): (0..<count).map { (Self.half(of: all, $0) ^ 8) - 8 }
        case .f32, .f64, .f16, .bf16: reals.map { Int(clamping: $0) }
        }
    }

    /// Rounded to the type; whole types take the whole part, and what is beyond them their nearest.
    init(shape: [Int], reals: [Double], as type: ElementType) {
        switch type {
        case .f32: self.init(unchecked: .f32(reals.map { Float($0) }), shape: shape)
        case .f64: self.init(unchecked: .f64(reals), shape: shape)
        case .f16: self.init(unchecked: .f16(reals.map { Float16($0).bitPattern }), shape: shape)
        case .bf16: self.init(unchecked: .bf16(reals.map { Float($0).upperHalf }), shape: shape)
        case .bool: self.init(unchecked: .bool(reals.map { $0 != 0 }), shape: shape)
        case .u64: self.init(unchecked: .u64(reals.map { UInt64(clamping: $0) }), shape: shape)
        default: self.init(shape: shape, wholes: reals.map { Int(clamping: $0) }, as: type)
        }
    }

    /// Wrapped around where the type is too narrow, as its own arithmetic would.
    init(shape: [Int], wholes: [Int], as type: ElementType) {
        let elements: Elements =
            switch type {
            case .u8: .u8(wholes.map { UInt8(truncatingIfNeeded: $0) })
            case .s8: .s8(wholes.map { Int8(truncatingIfNeeded: $0) })
            case .u16: .u16(wholes.map { UInt16(truncatingIfNeeded: $0) })
            case .s16: .s16(wholes.map { Int16(truncatingIfNeeded: $0) })
            case .u32: .u32(wholes.map { UInt32(truncatingIfNeeded: $0) })
            case .s32: .s32(wholes.map { Int32(truncatingIfNeeded: $0) })
            case .u64: .u64(wholes.map { UInt64(truncatingIfNeeded: $0) })
            case .s64: .s64(wholes.map { Int64($0) })
            case .u4: .u4(Self.halves(wholes))
            case .s4: .s4(Self.halves(wholes))
            case .bool: .bool(wholes.map { $0 != 0 })
            case .f32: .f32(wholes.map { Float($0) })
            case .f64: .f64(wholes.map { Double($0) })
            case .f16: .f16(wholes.map { Float16($0).bitPattern })
            case .bf16: .bf16(wholes.map { Float($0).upperHalf })
            }
        self.init(unchecked: elements, shape: shape)
    }

    /// The lower half of a byte comes first.
    private static func half(of bytes: [UInt8], _ place: Int) -> Int {
        let byte = Int(bytes[place / 2])
        return place.isMultiple(of: 2) ? byte & 0xF : byte >> 4
    }

    private static func halves(_ wholes: [Int]) -> [UInt8] {
        stride(from: 0, to: wholes.count, by: 2).map { place in
            let second = place + 1 < wholes.count ? wholes[place + 1] : 0
            return UInt8(wholes[place] & 0xF | (second & 0xF) << 4)
        }
    }

    /// The same elements in another shape of as many.
    func reshaped(_ shape: [Int]) -> Tensor { Tensor(unchecked: elements, shape: shape) }

    /// The elements at these places, in another shape.
    func picking(_ places: [Int], shape: [Int]) -> Tensor { Tensor(unchecked: elements.picking(places), shape: shape) }
}

extension FixedWidthInteger {
    /// The whole part, or the nearest that there is; 0 for what is no number.
    init(clamping real: Double) {
        if real.isNaN {
            self = 0
        } else {
            self = Self(exactly: real.rounded(.towardZero)) ?? (real < 0 ? .min : .max)
        }
    }
}

extension Float {
    /// Rounded to bf16, as its bits.
    var upperHalf: UInt16 {
        guard !isNaN else { return 0x7FC0 }
        let even = (bitPattern >> 16) & 1
        return UInt16(truncatingIfNeeded: (bitPattern &+ 0x7FFF &+ even) >> 16)
    }
}

extension ElementType {
    /// The smallest and the largest number of a whole type of up to 32 bits.
    var range: ClosedRange<Int> {
        switch self {
        case .u4: 0...15
        case .s4: -8...7
        case .u8: 0...255
        case .s8: -128...127
        case .u16: 0...65_535
        case .s16: -32_768...32_767
        case .u32: 0...Int(UInt32.max)
        case .s32: Int(Int32.min)...Int(Int32.max)
        default: Int.min...Int.max
        }
    }
}
