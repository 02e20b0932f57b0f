import EdgeModels
import EdgeRecords

/// Made-up input bytes that the input's place, type and shape decide: the same for every engine.
package enum SeededInput {
    /// Floats between -1 and 1, integers from 0 to 127, truths both ways.
    package static func bytes(for port: TensorPort, place: Int) -> [UInt8]? {
        guard let count = Tensor.count(port.shape), let bytes = port.bytes, bytes <= limitBytes else { return nil }
        var state = UInt64(place) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(count)
        func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed &>> 31)
        }
        func unit() -> Float { Float(Int32(truncatingIfNeeded: next() & 0xff_ffff) &- 0x80_0000) * 0x1p-23 }
        let width = port.type.bits / 8
        switch port.type {
        case .f32: return TensorBytes.bytes(of: .f32((0..<count).map { _ in unit() }))
        case .f64: return TensorBytes.bytes(of: .f64((0..<count).map { _ in Double(unit()) }))
        case .bf16: return TensorBytes.bytes(of: .bf16((0..<count).map { _ in UInt16(unit().bitPattern >> 16) }))
        // The upper bits of 0.5 to 1, which need no rounding.
        case .f16: return TensorBytes.bytes(of: .f16((0..<count).map { _ in 0x3800 | UInt16(next() & 0x3ff) }))
        case .bool: return (0..<count).map { _ in UInt8(next() & 1) }
        case .u8, .s8, .u4, .s4: return (0..<bytes).map { _ in UInt8(next() & 0x7f) }
        default:
            return (0..<count).flatMap { _ in [UInt8(next() & 0x7f)] + [UInt8](repeating: 0, count: width - 1) }
        }
    }

    /// More than any network takes at once.
    private static let limitBytes = 1 << 30
}
