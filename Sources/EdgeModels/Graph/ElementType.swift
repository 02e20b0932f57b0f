/// What a tensor's elements are.
public enum ElementType: String, Codable, CaseIterable, Sendable {
    case f32, f64, f16, bf16
    case u8, s8, u16, s16, u32, s32, u64, s64
    /// Two to a byte, the first in the lower half.
    case u4, s4
    /// A byte each: 0 or 1.
    case bool

    public var bits: Int {
        switch self {
        case .u4, .s4: 4
        case .u8, .s8, .bool: 8
        case .f16, .bf16, .u16, .s16: 16
        case .f32, .u32, .s32: 32
        case .f64, .u64, .s64: 64
        }
    }

    public var isFloat: Bool {
        switch self {
        case .f32, .f64, .f16, .bf16: true
        default: false
        }
    }

    /// The bytes that so many elements take; nil if no memory could hold them.
    public func bytes(count: Int) -> Int? {
        let (bits, overflow) = count.multipliedReportingOverflow(by: self.bits)
        guard count >= 0, !overflow, bits <= Int.max - 7 else { return nil }
        return (bits + 7) / 8
    }
}
