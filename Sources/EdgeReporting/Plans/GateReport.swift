public import EdgeRecords

/// A gate's answer in the form that continuous integration shows: a JUnit file.
public enum GateReport {
    /// - Parameter hasStableNames: whether a case's name leaves out its figures, so that it is the same in every run.
    public static func junit(of answer: GateAnswer, hasStableNames: Bool) -> String {
        let suite = answer.candidate?.name ?? "plan"
        let counts =
            "tests=\"\(answer.checks.count)\" failures=\"\(count(answer, .failed))\" "
            + "errors=\"\(count(answer, .unsettled))\" skipped=\"\(count(answer, .skipped))\""
        let cases = answer.checks.map { check -> String in
            let name = hasStableNames ? check.name : "\(check.name): \(check.detail)"
            let start = "    <testcase classname=\"\(escaped("edgeplan." + suite))\" name=\"\(escaped(name))\""
            let element: String? =
                switch check.state {
                case .passed: nil
                case .failed: "failure"
                case .unsettled: "error"
                case .skipped: "skipped"
                }
            guard let element else { return start + "/>\n" }
            return start + ">\n      <\(element) message=\"\(escaped(check.detail))\"/>\n    </testcase>\n"
        }
        return
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts)>\n  <testsuite name=\"\(escaped(suite))\" "
            + "\(counts)>\n" + cases.joined() + "  </testsuite>\n</testsuites>\n"
    }

    private static func count(_ answer: GateAnswer, _ state: GateAnswer.State) -> Int {
        answer.checks.count { $0.state == state }
    }

    /// XML has no way to write most control characters: they are replaced.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return escaped
    }
}
