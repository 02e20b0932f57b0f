/// What a plan says beside its choice.
extension Plan {
    /// The cheapest single change of the requirement that something would meet.
    public struct Relaxation: Codable, Hashable, Sendable {
        /// Such as `target to 62ms`.
        public var change: String
        public var costs: String

        public init(change: String, costs: String) {
            self.change = change
            self.costs = costs
        }
    }

    /// One thing that would make something fit where nothing does.
    public struct WayOut: Codable, Hashable, Sendable {
        public enum Kind: String, Codable, CaseIterable, Sendable {
            /// The nearest one, run so much faster.
            case speed
            /// Several parts of the requirement, all of them changed.
            case together
            /// A model that was not measured, and is predicted to fit.
            case model
        }

        public var kind: Kind
        /// In words.
        public var change: String
        /// How many times as fast; of `speed` alone.
        public var factor: Double?
        /// What to measure; of `model` alone, as is what it is predicted to take.
        public var candidate: Candidate?
        public var latencyNanoseconds: Figure?

        public init(_ kind: Kind, _ change: String) {
            (self.kind, self.change) = (kind, change)
        }
    }

    /// What to run instead when things get worse.
    public struct Fallback: Codable, Hashable, Sendable {
        /// Such as `usable memory under 256 MiB`.
        public var when: String
        public var candidate: Candidate

        public init(when: String, candidate: Candidate) {
            self.when = when
            self.candidate = candidate
        }
    }

    /// A fact whose change makes the plan stale.
    public struct Expiry: Codable, Hashable, Sendable {
        public var fact: String
        /// Its value when the plan was made.
        public var `is`: String

        public init(fact: String, is value: String) {
            self.fact = fact
            self.is = value
        }
    }

    /// What the plan cost to make.
    public struct Effort: Codable, Hashable, Sendable {
        public var candidates: Int
        public var measured: Int
        public var seconds: Double

        public init(candidates: Int, measured: Int, seconds: Double) {
            self.candidates = candidates
            self.measured = measured
            self.seconds = seconds
        }
    }
}
