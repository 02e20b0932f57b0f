package import EdgeModels

/// Tensors as engines exchange them: row by row, the lowest byte of each element first.
package enum TensorBytes {
    package static func floats(_ bytes: [UInt8]) -> [Float] {
        (0..<bytes.count / 4).map { Float(bitPattern: UInt32(integer(bytes, at: $0, width: 4))) }
    }

    /// The elements of any type as numbers; nil for a type that has none here, or bytes that do not fill it.
    package static func numbers(_ bytes: [UInt8], _ type: ElementType) -> [Double]? {
        let width = type.bits / 8
        guard width > 0, bytes.count % width == 0 else { return nil }
        let count = bytes.count / width
        func each(_ number: (UInt64) -> Double) -> [Double] {
            (0..<count).map { number(integer(bytes, at: $0, width: width)) }
        }
        return switch type {
        case .f32: each { Double(Float(bitPattern: UInt32($0))) }
        case .f64: each { Double(bitPattern: $0) }
        case .u8, .u16, .u32, .u64, .bool: each { Double($0) }
        case .s8: each { Double(Int8(truncatingIfNeeded: $0)) }
        case .s16: each { Double(Int16(truncatingIfNeeded: $0)) }
        case .s32: each { Double(Int32(truncatingIfNeeded: $0)) }
        case .s64: each { Double(Int64(bitPattern: $0)) }
        case .bf16: each { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .f16, .u4, .s4: nil
        }
    }

    /// Nil for bytes that are no whole number of elements, and for elements that share a byte.
    package static func elements(_ bytes: [UInt8], _ type: ElementType) -> Elements? {
        let width = type.bits / 8
        guard width > 0, bytes.count % width == 0 else { return nil }
        func each<Number>(_ number: (UInt64) -> Number) -> [Number] {
            (0..<bytes.count / width).map { number(integer(bytes, at: $0, width: width)) }
        }
        return switch type {
        case .f32: .f32(floats(bytes))
        case .f64: .f64(each { Double(bitPattern: $0) })
        case .f16: .f16(each { UInt16($0) })
        case .bf16: .bf16(each { UInt16($0) })
        case .u8: .u8(bytes)
        case .s8: .s8(bytes.map { Int8(bitPattern: $0) })
        case .u16: .u16(each { UInt16($0) })
        case .s16: .s16(each { Int16(truncatingIfNeeded: $0) })
        case .u32: .u32(each { UInt32($0) })
        case .s32: .s32(each { Int32(truncatingIfNeeded: $0) })
        case .u64: .u64(each { $0 })
        case .s64: .s64(each { Int64(bitPattern: $0) })
        case .bool: .bool(bytes.map { $0 != 0 })
        case .u4, .s4: nil
        }
    }

    package static func bytes(of elements: Elements) -> [UInt8] {
        switch elements {
        case .f32(let all): all.flatMap { bytes(UInt64($0.bitPattern), 4) }
        case .f64(let all): all.flatMap { bytes($0.bitPattern, 8) }
        case .f16(let all), .bf16(let all), .u16(let all): all.flatMap { bytes(UInt64($0), 2) }
        case .u8(let all), .u4(let all), .s4(let all): all
        case .s8(let all): all.map { UInt8(bitPattern: $0) }
        case .s16(let all): all.flatMap { bytes(UInt64(truncatingIfNeeded: $0), 2) }
        case .u32(let all): all.flatMap { bytes(UInt64($0), 4) }
        case .s32(let all): all.flatMap { bytes(UInt64(truncatingIfNeeded: $0), 4) }
        case .u64(let all): all.flatMap { bytes($0, 8) }
        case .s64(let all): all.flatMap { bytes(UInt64(bitPattern: $0), 8) }
        case .bool(let all): all.map { $0 ? 1 : 0 }
        }
    }

    private static func integer(_ bytes: [UInt8], at place: Int, width: Int) -> UInt64 {
        (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[place * width + $1]) << UInt64(8 * $1) }
    }

    private static func bytes(_ value: UInt64, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }
}
