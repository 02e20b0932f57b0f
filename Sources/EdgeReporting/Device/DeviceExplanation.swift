public import EdgeRecords

/// Every fact with its source, and who disagreed.
public enum DeviceExplanation {
    public static func text(of device: Device, width: Int = 100) -> String {
        var lines = ["Facts, their values and where they come from", ""]
        let column = min(34, (device.evidence.map(\.fact.count).max() ?? 0) + 2)
        for evidence in device.evidence.sorted(by: { $0.fact < $1.fact }) {
            let head = evidence.fact.padded(to: column) + evidence.value
            lines += Wrapping.hanging(head, indent: column + 2, width: width, first: 2)
            lines += Wrapping.hanging("from \(evidence.from)", indent: column + 4, width: width, first: column + 2)
            lines += evidence.disagreements.flatMap { other in
                Wrapping.hanging(
                    "but \(other.value) says \(other.from)", indent: column + 4, width: width, first: column + 2)
            }
        }
        if !device.unknowns.isEmpty {
            lines += ["", "Unknown", ""]
            lines += device.unknowns.flatMap { unknown in
                Wrapping.hanging(
                    unknown.fact.padded(to: column) + unknown.reason, indent: column + 2, width: width, first: 2)
            }
        }
        if !device.warnings.isEmpty {
            lines += ["", "Warnings", ""]
            lines += device.warnings.flatMap { warning in
                Wrapping.hanging(
                    "! \(warning.what) (\(warning.where)): \(warning.why)", indent: 4, width: width, first: 2)
                    + Wrapping.hanging(warning.remedy, indent: 6, width: width, first: 4)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
