public import EdgeRecords

/// A doctor's findings for people: what is missing first, each with its remedy.
public enum DoctorText {
    public static func text(of answer: DoctorAnswer, width: Int = 100) -> String {
        let order: [DoctorAnswer.State] = [.missing, .degraded, .ready]
        let column = (answer.checks.map(\.capability.count).max() ?? 0) + 2
        var lines: [String] = []
        for state in order {
            for check in answer.checks where check.state == state {
                let head = word(state).padded(to: 10) + check.capability.padded(to: column) + check.detail
                lines += Wrapping.hanging(head, indent: 10 + column, width: width, first: 0)
                guard let remedy = check.remedy else { continue }
                lines += Wrapping.hanging("mend: " + remedy, indent: 12 + column, width: width, first: 10 + column)
            }
        }
        let counts = order.map { state in answer.checks.filter { $0.state == state }.count }
        lines += ["", "\(counts[2]) ready, \(counts[1]) degraded, \(counts[0]) missing"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(_ state: DoctorAnswer.State) -> String {
        switch state {
        case .ready: "ready"
        case .missing: "missing"
        case .degraded: "degraded"
        }
    }
}
