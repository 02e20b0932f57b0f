/// What is to be stored in few bits, and how.
package struct QuantizationPlan: Sendable {
    /// Where the numbers of each value lie.
    package var ranges: [ValueID: ClosedRange<Float>] = [:]
    /// Places of nodes that compute with floats all the same.
    package var keptNodes: Set<Int> = []
    /// Of activations: u8 or u16.
    package var activations = ElementType.u8
    /// Whether the scores of a last product are stored in few bits too, where many become equal.
    package var storesScores = false
    /// Steps that weights were rounded to beforehand, for each output.
    package var weightScales: [ValueID: [Float]] = [:]

    package init() {}
}
