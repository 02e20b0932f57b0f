/// What makes two measurements ones of the same candidate: all but versions, which change from one day to the next.
public struct CandidateKey: Hashable, Sendable {
    private let candidate: Candidate

    public init(_ candidate: Candidate) {
        var plain = candidate
        plain.engineVersion = nil
        plain.modelHash = nil
        plain.isaClass = nil
        self.candidate = plain
    }
}
