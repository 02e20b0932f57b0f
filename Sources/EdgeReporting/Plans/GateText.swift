public import EdgeRecords

/// A gate's answer, and a check of a plan, as people read them.
public enum GateText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of answer: GateAnswer, width: Int = 100) -> String {
        let name = answer.candidate?.inWords ?? "what the plan chose"
        let sentence =
            switch answer.state {
            case .passed: "Passed: \(name) still does what the plan says."
            case .failed: "Failed: \(name) does not do any more what the plan says."
            case .unsettled: "Not settled: \(name) may still do what the plan says."
            case .skipped: "Nothing was checked."
            }
        let checks = answer.checks.flatMap { check in
            Wrapping.hanging(
                "  \(check.name.padded(to: 10))\(check.state.rawValue): \(check.detail)", indent: 12, width: width,
                first: 0)
        }
        return (Wrapping.hanging(sentence, indent: 0, width: width, first: 0) + checks).joined(separator: "\n") + "\n"
    }

    public static func text(of check: PlanCheck, width: Int = 100) -> String {
        let changed = check.findings.count { $0.state == .changed }
        let names = check.findings.map { FactWords.name(of: $0.fact) }
        // Beyond this a long name would push all others aside.
        let column = min(names.map(\.count).max() ?? 0, 24) + 2
        let sentence =
            check.isTolerated
            ? "The plan was made for another device: it can run here, and whether it answers in time was not measured."
            : check.holds
                ? "The plan still holds: nothing it stands on has changed."
                : "The plan is stale: \(changed) of the facts it stands on \(changed == 1 ? "has" : "have") changed."
        let lines = zip(check.findings, names).flatMap { finding, name -> [String] in
            let here =
                switch finding.state {
                case .same: finding.was
                case .changed, .tolerated: "\(finding.was) → \(finding.here ?? "")"
                case .unknown: "\(finding.was), not visible from here"
                }
            return Wrapping.hanging(
                "  \(name.padded(to: max(column, name.count + 2)))\(finding.state.rawValue): \(here)",
                indent: column + 2, width: width, first: 0)
        }
        return (Wrapping.hanging(sentence, indent: 0, width: width, first: 0) + lines).joined(separator: "\n") + "\n"
    }
}

/// Names of the facts that a plan stands on, as records have them, in words.
enum FactWords {
    private static let names = [
        "deviceClass": "device class", "engineVersion": "engine version", "modelHash": "model file",
        "boostEnabled": "boost", "programVersion": "program version",
    ]

    static func name(of fact: String) -> String { names[fact] ?? fact.shown(atMost: 60) }
}
