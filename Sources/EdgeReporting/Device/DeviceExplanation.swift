public import EdgeRecords

/// Every fact with its source, and who disagreed.
public enum DeviceExplanation {
    public static func text(of device: Device, width: Int = 100) -> String {
        let page = Page(width: width, column: min(34, (device.evidence.map(\.fact.count).max() ?? 0) + 2))
        let parts: [(String, [String])] = [
            ("Facts, their values and where they come from", facts(device, page)),
            (
                "Instruction sets: advertised by the processor, enabled by the system, executed in a child",
                features(device.processor, page)
            ),
            ("Accelerators", accelerators(device, page)),
            ("Unknown", device.unknowns.flatMap { page.lines($0.fact, $0.reason) }),
            ("Warnings", device.warnings.flatMap { warning($0, page) }),
        ]
        let shown = parts.filter { !$0.1.isEmpty }.map { title, lines in ([title, ""] + lines).joined(separator: "\n") }
        return shown.joined(separator: "\n\n") + "\n"
    }

    /// How wide the text may be, and where its second column begins.
    private struct Page {
        var width: Int
        var column: Int

        func lines(_ left: String, _ right: String) -> [String] {
            Wrapping.hanging(left.padded(to: column) + right, indent: column + 2, width: width, first: 2)
        }

        func second(_ text: String) -> [String] {
            Wrapping.hanging(text, indent: column + 4, width: width, first: column + 2)
        }
    }

    private static func facts(_ device: Device, _ page: Page) -> [String] {
        device.evidence.sorted { $0.fact < $1.fact }.flatMap { evidence in
            page.lines(evidence.fact, evidence.value) + page.second("from \(evidence.from)")
                + evidence.disagreements.flatMap { page.second("but \($0.value) says \($0.from)") }
        }
    }

    /// Extensions in the same three states stand together.
    private static func features(_ processor: Device.Processor, _ page: Page) -> [String] {
        var order: [String] = []
        var names: [String: [String]] = [:]
        for feature in processor.features {
            let states = [
                state("advertised", feature.advertised), state("enabled", feature.enabled),
                state("executed", feature.executed),
            ].compactMap { $0 }.joined(separator: ", ")
            if names[states] == nil { order.append(states) }
            names[states, default: []].append(feature.name)
        }
        return order.flatMap { states in
            Wrapping.hanging(states + ":", indent: 4, width: page.width, first: 2)
                + Wrapping.hanging((names[states] ?? []).joined(separator: " "), indent: 4, width: page.width, first: 4)
        }
    }

    private static func state(_ word: String, _ holds: Bool?) -> String? { holds.map { $0 ? word : "not \(word)" } }

    private static func accelerators(_ device: Device, _ page: Page) -> [String] {
        device.accelerators.flatMap { accelerator in
            let name = accelerator.name ?? accelerator.vendor ?? accelerator.identifier
            let states = [
                state("on the \(accelerator.bus.rawValue) bus", accelerator.onBus),
                state("driver bound", accelerator.driverBound),
                state("node openable", accelerator.nodeOpenable),
                state("runtime present", accelerator.runtimePresent), state("usable", accelerator.usable),
            ].compactMap { $0 }.joined(separator: ", ")
            return page.lines(accelerator.identifier, "\(name): \(states)")
                + (accelerator.reason.map { page.second($0) } ?? [])
        }
    }

    private static func warning(_ warning: Warning, _ page: Page) -> [String] {
        Wrapping.hanging(
            "! \(warning.what) (\(warning.where)): \(warning.why)", indent: 4, width: page.width, first: 2)
            + Wrapping.hanging(warning.remedy, indent: 6, width: page.width, first: 4)
    }
}
