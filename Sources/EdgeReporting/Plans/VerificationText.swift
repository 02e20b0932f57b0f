public import EdgeRecords

/// A verification as people read it: the answer, what was promised and seen, and what has changed since.
public enum VerificationText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of answer: Verification, width: Int = 100) -> String {
        let words = OptionWords(answer.requirement)
        let statistic = Statistic.percentile(answer.requirement.percentile)
        var facts: [(String, String)] = []
        if let promised = answer.promised { facts.append(("promised", words.told(promised))) }
        if let measured = answer.latencyNanoseconds[statistic] { facts.append(("measured", words.told(measured))) }
        if answer.contendedProcesses > 0 {
            facts.append(("disturbed", "\(answer.contendedProcesses) of \(answer.processes) processes"))
        }
        facts += answer.changed.map { ("changed", "\($0.fact): \($0.was) → \($0.here ?? "unknown")") }
        let lines = facts.flatMap { name, text in
            Wrapping.hanging("  " + name.padded(to: 11) + text, indent: 13, width: width, first: 0)
        }
        let next = answer.next.map { ["", "Next: \($0)"] } ?? []
        return (Wrapping.hanging(answer.summary, indent: 0, width: width, first: 0) + lines + next)
            .joined(separator: "\n") + "\n"
    }
}
