public import EdgeRecords

/// What of a model file cannot be run: each operator once, with the nodes that have it.
public enum ModelCheckText {
    public static func text(of check: ModelCheck, width: Int = 100) -> String {
        let count = "\(check.nodes) node\(check.nodes == 1 ? "" : "s")"
        guard !check.findings.isEmpty else { return "\(check.file): all \(count) can be run\n" }
        var groups: [(finding: ModelCheck.Finding, nodes: [String])] = []
        for finding in check.findings {
            let same = groups.firstIndex { group in
                let first = group.finding
                return (first.operation, first.why, first.remedy) == (finding.operation, finding.why, finding.remedy)
            }
            if let same {
                groups[same].nodes.append(finding.node)
            } else {
                groups.append((finding, [finding.node]))
            }
        }
        var lines = ["\(check.file): \(check.findings.count) of \(count) cannot be run"]
        for group in groups {
            lines += ["", group.finding.operation]
            for (name, text) in [
                ("node", named(group.nodes)), ("why", group.finding.why), ("remedy", group.finding.remedy),
            ] { lines += Wrapping.hanging("  " + name.padded(to: 8) + text, indent: 10, width: width, first: 0) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func named(_ nodes: [String]) -> String {
        let shown = nodes.prefix(8).joined(separator: ", ")
        return nodes.count > 8 ? shown + " and \(nodes.count - 8) more" : shown
    }
}
