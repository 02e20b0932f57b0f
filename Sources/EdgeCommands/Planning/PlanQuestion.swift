import EdgeArguments
import EdgePlanning
import EdgeRecords

/// What a command line asks a plan for.
enum PlanQuestion {
    case one(Requirement)
    /// The same with several targets.
    case targets(Requirement, nanoseconds: [Int])
    /// At the same time, each with its own target.
    case tasks([Requirement])
    /// One after another; all have the target of the whole.
    case pipeline([Requirement])

    init(_ parsed: ParsedCommand) throws {
        let targets = parsed.listedNanoseconds("target")
        let first = targets.first ?? 0
        // One task may come twice.
        let steps = parsed.text(ifGiven: "pipeline")?.split(separator: ",").map(String.init) ?? []
        let tasks = parsed.texts("task")
        if !steps.isEmpty {
            if parsed.isGiven("task") { throw QuestionError.both("--pipeline", "--task") }
            guard targets.count == 1 else { throw QuestionError.manyTargets("--pipeline") }
            self = .pipeline(try steps.map { try Self.requirement($0, target: first, parsed) })
        } else if tasks.count > 1 || tasks.contains(where: { $0.contains("=") }) {
            guard targets.count == 1 else { throw QuestionError.manyTargets("several tasks") }
            let all = try tasks.map { try Self.requirement($0, target: first, parsed) }
            self = all.count == 1 ? .one(all[0]) : .tasks(all)
        } else {
            let requirement = try Self.requirement(tasks.first ?? "", target: first, parsed)
            self = targets.count > 1 ? .targets(requirement, nanoseconds: targets) : .one(requirement)
        }
    }

    /// Of `TASK`, `TASK/LABELS`, `TASK=20ms` or `TASK/LABELS=20ms`.
    private static func requirement(_ word: String, target: Int, _ parsed: ParsedCommand) throws -> Requirement {
        let halves = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = halves[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var own = target
        if halves.count > 1 {
            guard let time = ValueKind.nanoseconds(of: String(halves[1])) else { throw QuestionError.noTime(word) }
            own = time
        }
        if name.count > 1, name[1].isEmpty { throw QuestionError.noLabels(word) }
        return try RequirementOptions.requirement(
            parsed, task: name[0], labels: name.count > 1 ? name[1] : parsed.text(ifGiven: "labels"), target: own)
    }

    /// All that models are looked for.
    var requirements: [Requirement] {
        switch self {
        case .one(let requirement), .targets(let requirement, _): [requirement]
        case .tasks(let all), .pipeline(let all): all
        }
    }
}

/// Why a question cannot be asked so.
enum QuestionError: ExplainedError {
    case both(String, String)
    case manyTargets(String)
    case noTime(String)
    case noLabels(String)
    case severalAnswers(String)
    /// A plan that is checked asks nothing anew.
    case notWithCheck(String)
    case onlyWithCheck(String)

    var what: String {
        switch self {
        case .both(let one, let other): "\(one) and \(other) cannot both be given"
        case .manyTargets(let with): "several targets cannot be asked for with \(with)"
        case .noTime(let word), .noLabels(let word): "\(word.printable) names no task"
        case .severalAnswers(let format): "several plans cannot be printed as \(format)"
        case .notWithCheck(let option): "--\(option) and --check cannot both be given"
        case .onlyWithCheck(let option): "--\(option) is for --check alone"
        }
    }

    var `where`: String { "edgeplan plan" }

    var why: String {
        switch self {
        case .both: "steps come one after another, tasks at the same time"
        case .manyTargets: "it takes one target, and each question its own plan"
        case .noTime: "what follows = is no time with a unit"
        case .noLabels: "nothing follows the /"
        case .severalAnswers: "a script takes the settings of one plan"
        case .notWithCheck: "what a plan was asked for stands in it, and is not asked anew"
        case .onlyWithCheck: "a plan that is made anew is for the device that its profile is of"
        }
    }

    var remedy: String {
        switch self {
        case .both: "leave one of them out"
        case .manyTargets: "give one target: --target 50ms"
        case .noTime: "write it so: --task keyword-spotting=20ms"
        case .noLabels: "write it so: --task image-classification/imagenet-1k"
        case .severalAnswers: "ask for one task and one target, or take --format json"
        case .notWithCheck(let option): "leave --\(option) out, or plan anew without --check"
        case .onlyWithCheck: "give --check and a plan, or leave it out"
        }
    }

    var status: ExitStatus { .wrongUsage }
}
