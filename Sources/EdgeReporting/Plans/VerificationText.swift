public import EdgeRecords

/// A verification as people read it: the answer, what was promised and seen, and what has changed since.
public enum VerificationText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of answer: Verification, width: Int = 100) -> String {
        (Wrapping.hanging(answer.summary, indent: 0, width: width, first: 0) + facts(answer, width) + next(answer.next))
            .joined(separator: "\n") + "\n"
    }

    /// Several at once: the answer to all, then each.
    ///
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of answer: SetVerification, width: Int = 100) -> String {
        let each = answer.verifications.flatMap { one in
            [""] + Wrapping.hanging(one.summary, indent: 0, width: width, first: 0) + facts(one, width)
        }
        let memory = answer.memoryBytes.map {
            ["", "Memory of all together: \(NumberText.bytes(Int(min(max($0.value, 0), 9e18))))"]
        }
        return
            (Wrapping.hanging(answer.summary, indent: 0, width: width, first: 0) + each + (memory ?? [])
            + next(answer.next)).joined(separator: "\n") + "\n"
    }

    private static func next(_ command: String?) -> [String] { command.map { ["", "Next: \($0)"] } ?? [] }

    private static func facts(_ answer: Verification, _ width: Int) -> [String] {
        let words = OptionWords(answer.requirement)
        let statistic = Statistic.percentile(answer.requirement.percentile)
        var facts: [(String, String)] = []
        if let promised = answer.promised { facts.append(("promised", words.told(promised))) }
        if let measured = answer.latencyNanoseconds[statistic] { facts.append(("measured", words.told(measured))) }
        if answer.contendedProcesses > 0 {
            facts.append(("disturbed", "\(answer.contendedProcesses) of \(answer.processes) processes"))
        }
        facts += answer.changed.map { ("changed", "\($0.fact): \($0.was) → \($0.here ?? "unknown")") }
        return facts.flatMap { name, text in
            Wrapping.hanging("  " + name.padded(to: 11) + text, indent: 13, width: width, first: 0)
        }
    }
}
