import EdgeArguments
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// `edgeplan probe`: what this device, or a captured one, is.
enum ProbeCommand {
    static let declaration = Command(
        "probe", "Say what this device is.", theme: "Look",
        details: """
            Reads cores and their kinds, instruction sets, caches, memory, the limits of every enclosing control group,
            accelerators, and counters of energy and heat. Instruction sets are executed in a child process: advertised
            is not enough. No serial number, host name or address is read into the answer.
            """,
        options: [
            .value(
                "root", .path(), called: "DIR|FILE",
                "Probe a captured machine: a folder, or a .tar, .tar.gz or .tar.zst."),
            .flag("explain", "Print each fact with its source, and what disagreed with it."),
            .value("svg", .path(), called: "FILE", "Write the topology as a picture."),
            .value(
                "capture", .path(), called: "FILE",
                "Write what the probe reads, scrubbed of names and serial numbers, for a bug report."),
            .flag("no-trials", "Start no child process: nothing is executed, no counter is read twice."),
        ],
        examples: [
            Example("edgeplan probe", "A summary with the topology."),
            Example("edgeplan probe --json > device.json", "The whole record."),
            Example("edgeplan probe --explain", "Where each fact comes from."),
            Example("edgeplan probe --svg topology.svg", "The topology as a picture."),
            Example("edgeplan probe --capture my-device.tar.zst", "A copy of what is read, to send along."),
            Example("edgeplan probe --root my-device.tar.zst", "The device that was captured."),
        ],
        seeAlso: ["doctor"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        try CaptureName.check(parsed.text(ifGiven: "capture"))
        let tree = try FileTree.open(parsed.text(ifGiven: "root") ?? "/")
        let device = DeviceProbe(
            tree: tree, warnings: tree.openingWarnings, runsTrials: !parsed.flag("no-trials")
        ).device()
        for decision in device.evidence {
            surroundings.console.explain("\(decision.fact) is \(decision.value), from \(decision.from)")
        }
        var written: [String] = []
        if let path = parsed.text(ifGiven: "svg") {
            try AtomicFile.write(TopologyPicture.svg(of: device), to: path)
            written.append(path)
        }
        if let path = parsed.text(ifGiven: "capture") {
            try ArchiveWriter.write(capture(of: tree, device), to: path)
            written.append(path)
        }
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(device)) }
        let text =
            parsed.flag("explain")
            ? DeviceExplanation.text(of: device, width: surroundings.textWidth)
            : DeviceSummary(device).text(width: surroundings.textWidth)
        let notes = parsed.flag("quiet") ? "" : written.map { "wrote \($0)\n" }.joined()
        return Outcome(output: text, errors: notes)
    }

    /// A copy that a probe answers as it answers the original: what no file of a live tree holds is added.
    private static func capture(of tree: FileTree, _ device: Device) -> [(path: String, node: MemoryTree.Node)] {
        let markers = AcceleratorMarkers.captureMarkers(for: device.accelerators, in: tree)
        let leaves = tree.isLive ? LiveProcessor.cpuidTables(of: device.processor.onlineCPUs) : [:]
        return DeviceCapture.tree(of: tree, processorLeaves: leaves.mapValues(\.text), markers: markers).members
    }
}
