/// A tensor's elements, row by row, as numbers of their own type.
///
/// Floats of 16 bits are kept as their bit patterns: few places compute with them.
public enum Elements: Hashable, Sendable {
    case f32([Float])
    case f64([Double])
    case f16([UInt16])
    case bf16([UInt16])
    case u8([UInt8])
    case s8([Int8])
    case u16([UInt16])
    case s16([Int16])
    case u32([UInt32])
    case s32([Int32])
    case u64([UInt64])
    case s64([Int64])
    /// Two to a byte, the first in the lower half.
    case u4([UInt8])
    case s4([UInt8])
    case bool([Bool])

    public var type: ElementType {
        switch self {
        case .f32: .f32
        case .f64: .f64
        case .f16: .f16
        case .bf16: .bf16
        case .u8: .u8
        case .s8: .s8
        case .u16: .u16
        case .s16: .s16
        case .u32: .u32
        case .s32: .s32
        case .u64: .u64
        case .s64: .s64
        case .u4: .u4
        case .s4: .s4
        case .bool: .bool
        }
    }

    /// Elements of the array that holds them: bytes for those that share one.
    var stored: Int {
        switch self {
        case .f32(let all): all.count
        case .f64(let all): all.count
        case .f16(let all), .bf16(let all), .u16(let all): all.count
        case .u8(let all), .u4(let all), .s4(let all): all.count
        case .s8(let all): all.count
        case .s16(let all): all.count
        case .u32(let all): all.count
        case .s32(let all): all.count
        case .u64(let all): all.count
        case .s64(let all): all.count
        case .bool(let all): all.count
        }
    }
}
