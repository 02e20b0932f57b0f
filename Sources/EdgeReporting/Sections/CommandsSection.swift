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
            [.code(commands.joined(separator: "\n"))] + next(input.plan))
    }

    private static func next(_ plan: Plan?) -> [ReportBlock] {
        plan?.next.map { [.text("What would tell more:"), .code($0.shown(atMost: 1000))] } ?? []
    }

    private static let namesAtMost = 20

    private static func modelsCommand(_ measurements: [Measurement]) -> String {
        let candidates = measurements.map(\.candidate)
        var words = ["edgeplan profile models"]
        let models = candidates.map(\.model).uniqued()
        if models.count <= namesAtMost {
            words.append("--model " + ShellText.word(models.map { $0.shown(atMost: 200) }.joined(separator: ",")))
        }
        words.append(
            "--precision "
                + ShellText.word(
                    candidates.map { $0.precision.rawValue.shown(atMost: 40) }.uniqued().joined(separator: ",")))
        words.append(
            "--threads " + candidates.map(\.threads).uniqued().sorted().map(String.init).joined(separator: ","))
        if measurements.contains(where: { $0.layers != nil }) { words.append("--layers") }
        return words.joined(separator: " ")
    }
}
