extension Plan {
    /// How a server is started for a candidate.
    public struct Configuration: Codable, Hashable, Sendable {
        public enum Status: String, Codable, CaseIterable, Sendable {
            /// The candidate was measured so.
            case measured
            /// Nobody has started it so on such a device.
            case unverified
        }

        public var candidate: Candidate
        public var status: Status
        /// Why it is unverified.
        public var reason: String?
        /// With the program's name as the first.
        public var command: [String]
        public var environment: [String: String]

        public init(
            candidate: Candidate, status: Status, reason: String? = nil, command: [String],
            environment: [String: String]
        ) {
            (self.candidate, self.status, self.reason) = (candidate, status, reason)
            (self.command, self.environment) = (command, environment)
        }
    }
}
