/// What happened when one instruction of an extension was run in a child.
public struct FeatureTrial: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case ran
        /// It ran and computed something else than it should.
        case wrongAnswer
        /// The processor or the system refused it with this signal, mostly 4 (SIGILL).
        case illegal(signal: Int32)
        /// The child died of it in spite of its handlers; signal 0 means that it left on its own.
        case crashed(signal: Int32)
        case timedOut
        /// It would be unsafe or meaningless to try here.
        case notTried
        /// The child could not be bound to the CPU, or never came to it.
        case unknown
    }

    /// The Linux kernel's own name: `avx512_vnni`, `asimddp`.
    public var name: String
    public var outcome: Outcome

    public init(name: String, outcome: Outcome) {
        self.name = name
        self.outcome = outcome
    }

    /// Whether the extension works; nil if that was not found out.
    public var executed: Bool? {
        switch outcome {
        case .ran: true
        case .wrongAnswer, .illegal, .crashed, .timedOut: false
        case .notTried, .unknown: nil
        }
    }
}
