/// What is to be stored in few bits, and how.
package struct QuantizationPlan: Sendable {
    /// Where the numbers of each value lie.
    package var ranges: [ValueID: ClosedRange<Float>] = [:]
    /// Places of nodes that compute with floats all the same.
    package var keptNodes: Set<Int> = []
    /// Values that stay floats where they are made and summed: only layers with weights read them as codes.
    package var wideValues: Set<ValueID> = []
    /// Whether weights stay floats, to see what the codes of activations alone do.
    package var leavesWeights = false
    /// Of activations: u8 or u16.
    package var activations = ElementType.u8
    /// Whether the scores of a last product are stored in few bits too, where many become equal.
    package var storesScores = false
    /// Steps that weights were rounded to beforehand, for each output.
    package var weightScales: [ValueID: [Float]] = [:]

    package init() {}
}
