/// Whether a plan's claim holds in a profile: what a pipeline stops at.
public struct GateAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.gate/1"

    public enum State: String, Codable, CaseIterable, Sendable {
        case passed, failed
        /// Too few samples, or a device that was not quiet.
        case unsettled
        case skipped
    }

    public struct Check: Codable, Hashable, Sendable {
        /// `target`, `latency`, `accuracy` or `memory`.
        public var name: String
        public var state: State
        public var detail: String

        public init(name: String, state: State, detail: String) {
            self.name = name
            self.state = state
            self.detail = detail
        }
    }

    public var schema = GateAnswer.schemaName
    public var candidate: Candidate?
    public var state: State
    public var checks: [Check]

    public init(state: State, checks: [Check]) {
        self.state = state
        self.checks = checks
    }
}

/// Whether the facts that a plan stands on are still so.
public struct PlanCheck: VersionedRecord {
    public static let schemaName = "edgeplan.plancheck/1"

    public enum State: String, Codable, CaseIterable, Sendable {
        case same, changed
        /// Changed, and taken all the same because the user said so.
        case tolerated
        /// Cannot be seen from here.
        case unknown
    }

    public struct Finding: Codable, Hashable, Sendable {
        public var fact: String
        public var was: String
        public var here: String?
        public var state: State

        public init(fact: String, was: String, here: String?) {
            self.fact = fact
            self.was = was
            self.here = here
            state = here.map { $0 == was ? .same : .changed } ?? .unknown
        }

        /// Lets a change pass.
        public mutating func tolerate() {
            if state == .changed { state = .tolerated }
        }
    }

    public var schema = PlanCheck.schemaName
    /// Whether nothing that can be seen has changed.
    public var holds: Bool
    public var findings: [Finding]

    /// Whether it holds only because the user lets changes pass.
    public var isTolerated: Bool { holds && findings.contains { $0.state == .tolerated } }

    public init(findings: [Finding]) {
        holds = !findings.contains { $0.state == .changed }
        self.findings = findings
    }
}
