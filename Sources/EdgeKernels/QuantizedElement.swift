import CEdgeKernels

/// A type of 8-bit activations: u8 or s8.
public protocol QuantizedElement: FixedWidthInteger, BitwiseCopyable, Sendable {}

extension UInt8: QuantizedElement {}
extension Int8: QuantizedElement {}

extension QuantizedElement {
    static var code: ep_element { isSigned ? EP_S8 : EP_U8 }
    /// How kernels' names spell it.
    static var word: String { isSigned ? "s8" : "u8" }
}
