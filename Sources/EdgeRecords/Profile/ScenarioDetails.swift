/// What a scenario was beyond its name, and what only such a scenario tells.
public struct ScenarioDetails: Codable, Hashable, Sendable {
    /// What ran beside the candidate, where a scenario has that: `cpu`, `memory`, or a candidate's name.
    public var companion: String?
    /// Where that might run.
    public var companionCPUs: [Int]?
    /// The p95 of the same candidate in the same run, in turns with it, on the quiet device.
    public var quietNanoseconds: Figure?
    /// Requests a second, whatever the candidate could take; latencies run from arrival to answer.
    public var ratePerSecond: Double?
    public var arrivals: Arrivals?
    /// What the candidate takes without the waiting.
    public var serviceNanoseconds: Figure?
    /// Of the time that there is between two requests, the part that one takes: from 1 on the queue grows for ever.
    public var utilization: Figure?
    /// Requests that were still waiting when the block was over; their waiting counts, and is less than it would be.
    public var unanswered: Int?
    /// Of load without a rest.
    public var durationNanoseconds: Int?
    /// In order.
    public var stretches: [Stretch] = []
    /// The median of the last stretch over that of the first.
    public var slowdown: Double?
    public var throttling: Throttling?

    public init() {}

    /// A part of load without a rest: a minute, or a tenth of a short one.
    public struct Stretch: Codable, Hashable, Sendable {
        /// Since the load began.
        public var endNanoseconds: Int
        public var latencyNanoseconds: FiguresByStatistic
        /// Fixed work at its end.
        public var canaryNanoseconds: Int?
        public var temperatureMillidegrees: Int?
        public var megahertz: Int?

        public init(endNanoseconds: Int, latencyNanoseconds: FiguresByStatistic) {
            self.endNanoseconds = endNanoseconds
            self.latencyNanoseconds = latencyNanoseconds
        }
    }

    /// Whether heat slowed the device down.
    public enum Throttling: String, Codable, CaseIterable, Sendable {
        /// It was as fast at the end as at the start.
        case none
        /// It was slower, and the system's counters or the clock say that it throttled.
        case seen
        /// It was slower, and nothing here tells whether by heat or by others that share the processor.
        case unexplained
    }

    /// What was asked for, without what came of it.
    public var request: ScenarioDetails {
        var request = ScenarioDetails()
        (request.companion, request.ratePerSecond, request.arrivals) = (companion, ratePerSecond, arrivals)
        return request
    }
}
