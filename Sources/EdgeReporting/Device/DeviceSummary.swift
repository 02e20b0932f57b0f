public import EdgeRecords

/// What a person wants to know of a device at one look.
public struct DeviceSummary: Sendable {
    private let device: Device

    public init(_ device: Device) {
        self.device = device
    }

    /// The summary with the topology and the warnings, fitted to a terminal of that width.
    public func text(width: Int = 100) -> String {
        var lines = Wrapping.hanging(title, indent: 2, width: width, first: 0) + [""]
        lines += facts.flatMap { label, value in
            Wrapping.hanging(label.padded(to: 14) + value, indent: 16, width: width, first: 2)
        }
        lines += [""] + TopologyText(device.processor).lines.flatMap { Wrapping.outlined("  " + $0, width: width) }
        lines += warningLines(width: width)
        return lines.joined(separator: "\n") + "\n"
    }

    var title: String {
        let processor = device.processor
        let name = processor.name ?? processor.microarchitecture ?? "Unknown processor"
        let design = processor.microarchitecture.map { name.contains($0) ? "" : " (\($0))" } ?? ""
        let place = [
            device.architecture, device.machine.virtualization.map { "\($0) guest" },
            device.machine.container.map { "in \($0)" }, device.operatingSystem.name,
        ].compactMap { $0 }
        return ([name + design] + place).joined(separator: " · ")
    }

    var coresLine: String {
        let processor = device.processor
        let cores = processor.physicalCores.map { Self.counted($0, "core") } ?? "an unknown number of cores"
        let packages = processor.packages.map { ", " + Self.counted($0, "package") } ?? ""
        let offline = processor.offlineCPUs.isEmpty ? "" : ", CPUs \(CPUSet(processor.offlineCPUs).listText) offline"
        let kinds = processor.coreKinds.count > 1 ? " (\(kindsText))" : ""
        return "\(cores)\(kinds), \(Self.counted(processor.logicalCPUs, "CPU")) online\(packages)\(offline)"
    }

    var usableLine: String {
        let limits = device.limits
        let reason =
            switch limits.bindingConstraint {
            case .quota: "a control group's quota of \(limits.quotaCPUs.map(Self.exact) ?? "?")"
            case .cpuset: "a cpuset of \(limits.cpuset.map { CPUSet($0).listText } ?? "?")"
            case .affinity: "an affinity of \(limits.affinity.map { CPUSet($0).listText } ?? "?")"
            case .online: "all that are online"
            }
        return "\(Self.counted(limits.usableCPUs, "CPU")): \(reason)"
    }

    var facts: [(String, String)] {
        var facts = [
            ("cores", coresLine), ("usable", usableLine),
            ("instructions", FeatureWords(device.processor.features).text),
            ("memory", memoryLine),
        ]
        if device.numaNodes.count > 1 { facts.append(("NUMA", nodesLine)) }
        facts.append(("accelerators", acceleratorsLine))
        facts.append(("energy", energyLine))
        if let heat = heatLine { facts.append(("heat", heat)) }
        if let governor = governorLine { facts.append(("clock", governor)) }
        return facts + [("class", device.class)]
    }

    private var kindsText: String {
        device.processor.coreKinds.map { kind in
            let design = kind.design.map { " " + $0 } ?? ""
            return "\(kind.physicalCores) \(kind.name == "lowPower" ? "low-power" : kind.name)\(design)"
        }.joined(separator: " + ")
    }

    private var memoryLine: String {
        let memory = device.memory
        guard let physical = memory.physicalBytes else { return "unknown" }
        let swap = memory.swapBytes.map { $0 == 0 ? ", no swap" : ", \(NumberText.bytes($0)) swap" } ?? ""
        guard let usable = memory.usableBytes, usable < physical else { return NumberText.bytes(physical) + swap }
        return "\(NumberText.bytes(usable)) usable of \(NumberText.bytes(physical))\(swap)"
    }

    private var nodesLine: String {
        device.numaNodes.map { node in
            let cpus = node.cpus.isEmpty ? "memory only" : "CPUs \(CPUSet(node.cpus).listText)"
            return "\(node.id): \(cpus)" + (node.memoryBytes.map { ", \(NumberText.bytes($0))" } ?? "")
        }.joined(separator: "; ")
    }

    private var acceleratorsLine: String {
        guard !device.accelerators.isEmpty else { return "none found" }
        return device.accelerators.map { accelerator in
            let name = accelerator.name ?? accelerator.vendor ?? accelerator.identifier
            let kind = accelerator.kind.rawValue.uppercased()
            let isTold = accelerator.kind == .unknown || name.split(separator: " ").contains(kind[...])
            return (isTold ? name : "\(name) \(kind)") + ": "
                + (accelerator.usable ? "usable" : accelerator.reason ?? "not usable")
        }.joined(separator: "; ")
    }

    private var energyLine: String {
        guard !device.energyCounters.isEmpty else { return "no energy counter" }
        return device.energyCounters.map { counter in
            let state = counter.moves.map { $0 ? "counts" : "does not move" } ?? "not tried"
            return "\(counter.name) \(state)"
        }.joined(separator: ", ")
    }

    private var heatLine: String? {
        let zones = device.thermal.compactMap { zone in
            zone.temperatureMillidegrees.map { "\(zone.zone) \($0 / 1000) °C" }
        }
        return zones.isEmpty ? nil : zones.prefix(4).joined(separator: ", ")
    }

    private var governorLine: String? {
        let boost = device.processor.boostEnabled.map { $0 ? "boost on" : "boost off" }
        let words = [device.processor.governor.map { "governor \($0)" }, boost].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// A folder that may not be read makes dozens, which would push the answer off the screen.
    private static let warningsAtMost = 8

    private func warningLines(width: Int) -> [String] {
        guard !device.warnings.isEmpty else { return [] }
        let hidden = device.warnings.count - Self.warningsAtMost
        return ["", "  \(Self.counted(device.warnings.count, "warning"))"]
            + device.warnings.prefix(Self.warningsAtMost).flatMap { warning in
                Wrapping.hanging(
                    "! \(warning.what): \(warning.why). \(warning.remedy.capitalizedFirst).", indent: 4, width: width,
                    first: 2)
            } + (hidden > 0 ? ["  and \(hidden) more: see --explain"] : [])
    }

    private static func exact(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

    static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}
