/// The upper half of a fp32 number.
public struct BFloat16: Hashable, Sendable, BitwiseCopyable {
    public var bits: UInt16

    public init(bits: UInt16) {
        self.bits = bits
    }

    /// Rounds to the nearest, ties to even; what is not a number stays so.
    public init(_ number: Float) {
        let wide = number.bitPattern
        bits = number.isNaN ? UInt16(wide >> 16) | 0x40 : UInt16((UInt64(wide) + 0x7FFF + UInt64(wide >> 16 & 1)) >> 16)
    }

    public var float: Float { Float(bitPattern: UInt32(bits) << 16) }
}

/// What activations may be stored as.
public protocol ActivationFloat: BitwiseCopyable, Sendable {
    static var kernelType: ActivationType { get }
}

/// The types of activations, by the names that kernels bear.
public enum ActivationType: String, Hashable, Sendable {
    case f32, bf16

    /// For generic functions.
    public var type: any ActivationFloat.Type { self == .f32 ? Float.self : BFloat16.self }
}

extension Float: ActivationFloat {
    public static var kernelType: ActivationType { .f32 }
}

extension BFloat16: ActivationFloat {
    public static var kernelType: ActivationType { .bf16 }
}
