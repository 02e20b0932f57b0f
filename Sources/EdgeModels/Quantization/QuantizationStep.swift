/// How numbers of a range are stored in a byte or two.
package struct QuantizationStep: Hashable, Sendable {
    package let scale: Float
    package let zero: Int
    package let type: ElementType

    /// - Parameters:
    ///   - range: is widened to hold 0, which padding needs exactly.
    ///   - type: u8 or u16.
    package init(covering range: ClosedRange<Float>, type: ElementType = .u8) {
        let codes: Float = type == .u16 ? 65_535 : 255
        let low = min(range.lowerBound, 0)
        let width = max(range.upperBound, 0) - low
        // A range of next to nothing would make steps that no number can be divided by.
        scale = width > 1e-30 ? width / codes : 1
        zero = Int(min(max((-low / scale).rounded(.toNearestOrEven), 0), codes))
        self.type = type
    }

    /// What the outermost codes stand for.
    package var range: ClosedRange<Float> {
        let codes = type == .u16 ? 65_535 : 255
        return Float(-zero) * scale...Float(codes - zero) * scale
    }
}
