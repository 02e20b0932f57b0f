import EdgeRecords

/// The device drawn, with what may be used of it.
enum DeviceSection {
    static func section(_ device: Device) -> ReportSection {
        let summary = DeviceSummary(device)
        let finding = "\(name(of: device)) has \(summary.coresLine); this program may use \(summary.usableLine)."
        let drawing = DeviceDrawing(
            device: device,
            description: TopologyText(device.processor).lines.joined(separator: "; ").shown(atMost: 2000))
        var blocks: [ReportBlock] = [
            .chart(.drawing(drawing)),
            .facts(summary.facts.map { .init($0.0.capitalizedFirst, $0.1.shown(atMost: 600)) }),
        ]
        if !device.warnings.isEmpty {
            blocks.append(
                .list(
                    device.warnings.prefix(8).map { warning in
                        "\(warning.what): \(warning.why). \(warning.remedy.capitalizedFirst).".shown(atMost: 400)
                    }))
        }
        return ReportSection(.device, finding.shown(atMost: 600), blocks)
    }

    /// `AMD EPYC (Zen 5)`.
    static func name(of device: Device) -> String {
        let name = device.processor.name ?? device.processor.microarchitecture ?? "an unknown processor"
        return (name + (device.processor.microarchitecture.map { name.contains($0) ? "" : " (\($0))" } ?? "")).shown()
    }
}
