import EdgeRecords

/// The commands that make the same again.
enum CommandsSection {
    static func section(_ input: ReportInput) -> ReportSection {
        var commands: [String] = []
        if !input.profile.kernels.isEmpty || !input.profile.ceilings.isEmpty {
            commands.append("edgeplan profile kernels")
        }
        if !input.profile.measurements.isEmpty { commands.append(modelsCommand(input.profile.measurements)) }
        if let again = input.plan?.reproduce { commands.append(again.shown(atMost: 2000)) }
        commands.append("edgeplan report --html report.html --markdown report.md")
        let version = input.profile.program.version.shown(atMost: 40)
        return ReportSection(
            .commands,
            "\(commands.count == 1 ? "This command makes" : "These commands make") the same again, with EdgePlan \(version) on this device.",
            [.code(commands.joined(separator: "\n"))])
    }

    private static let namesAtMost = 20

    private static func modelsCommand(_ measurements: [Measurement]) -> String {
        let candidates = measurements.map(\.candidate)
        var words = ["edgeplan profile models"]
        let models = candidates.map(\.model).uniqued()
        if models.count <= namesAtMost {
            words.append("--model " + ShellWord.quoted(models.map { $0.shown(atMost: 200) }.joined(separator: ",")))
        }
        words.append(
            "--precision "
                + ShellWord.quoted(
                    candidates.map { $0.precision.rawValue.shown(atMost: 40) }.uniqued().joined(separator: ",")))
        words.append(
            "--threads " + candidates.map(\.threads).uniqued().sorted().map(String.init).joined(separator: ","))
        if measurements.contains(where: { $0.layers != nil }) { words.append("--layers") }
        return words.joined(separator: " ")
    }
}

/// Text as one word of a shell.
enum ShellWord {
    static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./,:=+%@".utf8.contains(byte)
            }
        }
        guard text.isEmpty || !plain else { return text }
        return "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
