import EdgeModels
import EdgeRecords

/// The nodes of a network that nothing here can run.
enum UnsupportedNodes {
    static let known = Set(OperatorTable.rows.map(\.name))

    static func findings(of check: GraphCheck) -> [ModelCheck.Finding] {
        check.findings.map { finding in
            ModelCheck.Finding(
                node: finding.node.isEmpty ? "one without a name" : finding.node,
                operation: finding.operation.description, why: finding.why, remedy: finding.remedy)
        }
    }
}
