/// What was asked for and is no candidate: nothing is left out without a reason.
public struct LeftOut: Codable, Hashable, Sendable {
    /// `mobilenet-v2/int8@litert`, or the name of a model or an engine of which nothing could be had.
    public var names: [String]
    /// What it would have come to: `refused` or `missing`.
    public var outcome: Measurement.Outcome
    public var reason: String

    public init(names: [String], outcome: Measurement.Outcome, reason: String) {
        (self.names, self.outcome, self.reason) = (names, outcome, reason)
    }
}
