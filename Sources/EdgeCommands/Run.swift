import EdgeArguments
import EdgeRecords

/// Runs one command line, the program's name not included.
public func run(_ words: [String], in surroundings: Surroundings) -> Outcome {
    let asJSON = commandTable.mentions("json", in: words)
    var ending: Outcome
    do {
        ending = try outcome(of: words, asJSON: asJSON, in: surroundings)
    } catch {
        ending = Failure.outcome(of: error, asJSON: asJSON)
    }
    ending.errors = ending.errors.printable
    // JSON has its own way to write such characters.
    if !asJSON { ending.output = ending.output.printable }
    return ending
}

private func outcome(of words: [String], asJSON: Bool, in surroundings: Surroundings) throws -> Outcome {
    // Without a word the program shows what it can do.
    guard !words.isEmpty else { return try PagesCommand.help([], width: surroundings.textWidth, asJSON: false) }
    switch try commandTable.parse(words) {
    case .help(let path): return try PagesCommand.help(path, width: surroundings.textWidth, asJSON: asJSON)
    case .version: return try PagesCommand.version(asJSON: asJSON)
    case .command(let parsed): return try run(parsed, asJSON: asJSON, in: surroundings)
    }
}

/// Runs a command that was understood.
func run(_ parsed: ParsedCommand, asJSON: Bool, in surroundings: Surroundings) throws -> Outcome {
    switch parsed.path.first {
    case "probe": try ProbeCommand.run(parsed, in: surroundings)
    case "doctor": try DoctorCommand.run(parsed, in: surroundings)
    case "models": try ModelsCommand.run(parsed, in: surroundings)
    case "engines": try EnginesCommand.run(parsed, in: surroundings)
    case "profile": try ProfileCommand.run(parsed, in: surroundings)
    case "run": try RunCommand.run(parsed, in: surroundings)
    case "report": try ReportCommand.run(parsed, in: surroundings)
    case "plan": try PlanCommand.run(parsed, in: surroundings)
    case "verify": try VerifyCommand.run(parsed, in: surroundings)
    case "predict": try PredictCommand.run(parsed, in: surroundings)
    case "compare": try CompareCommand.run(parsed, in: surroundings)
    case "gate": try GateCommand.run(parsed, in: surroundings)
    case "worker": WorkerCommand.run()
    case "man": try PagesCommand.manPage(asJSON: asJSON)
    case "completions": try PagesCommand.completions(parsed, asJSON: asJSON)
    default: preconditionFailure("\(parsed.path) is declared but not run")
    }
}
