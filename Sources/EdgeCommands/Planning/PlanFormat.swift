import EdgeArguments
import EdgeModels
import EdgeRecords
import EdgeReporting

/// In which form a plan is printed.
enum PlanFormat {
    case text(explaining: String?)
    case json
    case shell
    case file
    case value(String)

    init(_ parsed: ParsedCommand) throws(PlanFormatError) {
        let key = parsed.text(ifGiven: "key")
        let word = parsed.flag("json") ? "json" : parsed.text("format")
        if let key, word != "value" { throw .strayKey(key) }
        switch word {
        case "json": self = .json
        case "sh": self = .shell
        case "env": self = .file
        case "value":
            guard let key else { throw .missingKey }
            self = .value(key)
        default: self = .text(explaining: parsed.text(ifGiven: "explain"))
        }
    }

    var isForScripts: Bool {
        switch self {
        case .text, .json: false
        case .shell, .file, .value: true
        }
    }

    func outcome(of plan: Plan, in surroundings: Surroundings) throws -> Outcome {
        switch self {
        case .text(let name?):
            guard let text = OptionStory(plan).text(of: name, width: surroundings.textWidth) else {
                throw PlanFormatError.unknownCandidate(name, known: OptionStory(plan).names)
            }
            return Outcome(output: text, status: plan.status)
        case .text(nil):
            return Outcome(output: PlanText(plan).text(width: surroundings.textWidth), status: plan.status)
        case .json: return Outcome(output: try RecordText.encode(plan), status: plan.status)
        case .shell, .file, .value: return try script(plan, in: surroundings)
        }
    }

    func outcome(of set: PlanSet, in surroundings: Surroundings) throws -> Outcome {
        switch self {
        case .text(nil):
            return Outcome(output: PlanSetText(set).text(width: surroundings.textWidth), status: set.status)
        case .json: return Outcome(output: try RecordText.encode(set), status: set.status)
        case .text: throw QuestionError.severalAnswers("one candidate's story")
        case .shell, .file, .value: throw QuestionError.severalAnswers("settings")
        }
    }

    /// All or nothing: a script must not go on with half of an answer.
    private func script(_ plan: Plan, in surroundings: Surroundings) throws -> Outcome {
        guard let choice = plan.choice, plan.verdict == .meets else {
            if let unverified = plan.configurations.first(where: { $0.status == .unverified }) {
                return try unverifiedScript(plan, unverified, in: surroundings)
            }
            return Outcome(errors: "edgeplan: \(plan.summary)\n", status: plan.status)
        }
        guard choice.candidate.weights != .seeded else { throw PlanFormatError.seeded(choice.candidate.model) }
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        // What this program carries inside has no file of its own.
        let kept = try choice.candidate.weights == .trained ? nil : local.model(named: choice.candidate.model)
        return try printed(ScriptText(plan, choice: choice, file: kept.map(local.path)))
    }

    /// What was asked for, and a status and words that keep scripts from taking it for an answer.
    private func unverifiedScript(
        _ plan: Plan, _ configuration: Plan.Configuration, in surroundings: Surroundings
    ) throws -> Outcome {
        guard configuration.candidate.weights != .seeded else {
            throw PlanFormatError.seeded(configuration.candidate.model)
        }
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let model = try local.model(named: configuration.candidate.model)
        var outcome = try printed(ScriptText(plan, unverified: configuration, file: model.map(local.path)))
        outcome.errors += "edgeplan: unverified: \(configuration.reason ?? plan.summary)\n"
        outcome.status = plan.status
        return outcome
    }

    private func printed(_ text: ScriptText) throws -> Outcome {
        switch self {
        case .file:
            if let (key, value) = text.unfitForFile { throw PlanFormatError.unfit(key: key, value: value) }
            return Outcome(output: text.file)
        case .value(let key):
            guard let value = text.value(key) else { throw PlanFormatError.unknownKey(key, known: text.keys) }
            return Outcome(output: value + "\n")
        default:
            if let key = text.unquotable { throw PlanFormatError.unfit(key: key, value: "a text with a NUL") }
            return Outcome(output: text.shell)
        }
    }
}

/// Why a plan could not be printed as asked.
enum PlanFormatError: ExplainedError {
    case strayKey(String)
    case missingKey
    case unknownKey(String, known: [String])
    case unknownCandidate(String, known: [String])
    /// The weights of this model were made up.
    case seeded(String)
    case unfit(key: String, value: String)

    var what: String {
        switch self {
        case .strayKey(let key): "nothing is to be done with \(key)"
        case .missingKey: "no value was named"
        case .unknownKey(let key, let known):
            "the plan has no value \(key)" + (key.nearest(of: known).map { "; did you mean \($0)?" } ?? "")
        case .unknownCandidate(let name, let known):
            "no candidate is called \(name)" + (name.nearest(of: known).map { "; did you mean \($0)?" } ?? "")
        case .seeded(let model): "\(model) is not given to a script"
        case .unfit(let key, _): "the value of \(key) does not fit into a file of names and values"
        }
    }

    var `where`: String {
        if case .unknownCandidate = self { "edgeplan plan --explain" } else { "edgeplan plan --format" }
    }

    var why: String {
        switch self {
        case .strayKey: "only --format value takes the name of a value"
        case .missingKey: "--format value prints one value"
        case .unknownKey(_, let known): "there are \(known.joined(separator: ", "))"
        case .unknownCandidate(_, let known):
            "there are \(known.prefix(8).joined(separator: ", "))\(known.count > 8 ? ", …" : "")"
        case .seeded: "its weights were made up: it measures speed and memory, and answers nothing"
        case .unfit(_, let value): "some readers of such files would change '\(value.printable)'"
        }
    }

    var remedy: String {
        switch self {
        case .strayKey: "write --format value before it, or leave it out"
        case .missingKey: "name it: --format value threads"
        case .unknownKey, .unknownCandidate: "name one of these"
        case .seeded(let model): Self.trainedWeights(model)
        case .unfit: "use --format sh, which quotes every value, or --format json"
        }
    }

    var status: ExitStatus {
        switch self {
        case .seeded, .unfit: .badInput
        default: .wrongUsage
        }
    }

    /// The verb that brings trained weights, as far as this version has one.
    private static func trainedWeights(_ model: String) -> String {
        let canInstall = ModelsCommand.declaration.commands.contains { $0.name == "install" }
        return canInstall
            ? "install trained weights, and measure them: edgeplan models install \(model)"
            : "add a trained model, and measure it: edgeplan models add FILE.onnx --task TASK --labels SET"
    }
}
