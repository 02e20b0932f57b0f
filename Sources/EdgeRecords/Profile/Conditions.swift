/// What held while the measurements were taken.
public struct Conditions: Codable, Hashable, Sendable {
    /// ISO 8601 in UTC.
    public var startedAt: String
    public var endedAt: String?
    public var governor: String?
    public var boostEnabled: Bool?
    public var canary: Canary?
    /// Whether other work took enough of the device to spoil the figures.
    public var contended = false
    /// The part of the blocks that were contended, from 0 to 1.
    public var contendedShare: Double?
    /// What was really in force around a worker, such as `seccomp` and `landlock`.
    public var isolation: [String] = []
    public var warnings: [Warning] = []

    public init(startedAt: String) {
        self.startedAt = startedAt
    }

    /// Fixed work, timed before and after a block, which shows other work that no counter of the system does.
    public struct Canary: Codable, Hashable, Sendable {
        /// What this run's blocks took when the device was quiet.
        public var referenceNanoseconds: Figure
        public var beforeNanoseconds: Figure?
        public var afterNanoseconds: Figure?
        /// The same for each design of core, the fastest first.
        public var references: [Reference]?

        public init(referenceNanoseconds: Figure) {
            self.referenceNanoseconds = referenceNanoseconds
        }

        public struct Reference: Codable, Hashable, Sendable {
            /// Nil where all cores are alike.
            public var coreKind: String?
            /// A fifth of this run's blocks were faster.
            public var nanoseconds: Double
            /// What earlier runs of this device took, if they count: blocks are held against the less of the two.
            public var earlierNanoseconds: Double?

            public init(coreKind: String?, nanoseconds: Double, earlierNanoseconds: Double? = nil) {
                (self.coreKind, self.nanoseconds) = (coreKind, nanoseconds)
                self.earlierNanoseconds = earlierNanoseconds
            }
        }
    }
}
