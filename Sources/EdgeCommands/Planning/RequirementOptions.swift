import EdgeArguments
import EdgePlanning
import EdgeRecords

/// The requirement as options have it, and back.
enum RequirementOptions {
    static func requirement(
        _ parsed: ParsedCommand, task word: String, labels: String?, target: Int
    ) throws -> Requirement {
        var requirement = try asked(parsed, task: word, labels: labels, target: target)
        // Where nothing else was timed it is the model alone in any case, and every sentence says which it is.
        requirement.scope = Requirement.Scope(rawValue: parsed.text(ifGiven: "scope") ?? "") ?? .request
        requirement.scenario = Scenario(rawValue: parsed.text(ifGiven: "scenario") ?? "") ?? .quiet
        requirement.objective = Requirement.Objective(rawValue: parsed.text("objective")) ?? .accuracy
        requirement.modelBytes = parsed.bytes(ifGiven: "download")
        requirement.energyMicrojoules = parsed.microjoules(ifGiven: "energy").map { Double($0) }
        requirement.coldStartNanoseconds = parsed.nanoseconds(ifGiven: "cold-start")
        requirement.firstTokenNanoseconds = parsed.nanoseconds(ifGiven: "first-token")
        requirement.engines = parsed.words("engine").map { EngineName(rawValue: $0) }
        requirement.licences = parsed.words("licence")
        if parsed.flag("allow-predicted") { requirement.allowed.append(.predicted) }
        if parsed.flag("allow-contended") { requirement.allowed.append(.contended) }
        return requirement
    }

    /// The part of it that every verb has which asks for a target.
    static func asked(
        _ parsed: ParsedCommand, task word: String, labels: String?, target: Int
    ) throws -> Requirement {
        let task = TaskName(rawValue: word)
        guard TaskName.known.contains(task) else {
            throw PlanningError.unknownTask(task, nearest: task.rawValue.nearest(of: TaskName.known.map(\.rawValue)))
        }
        var requirement = Requirement(task: task, labels: labels, targetNanoseconds: target)
        // Decimal per cents: 0.57 is 57, not a little less.
        requirement.percentile = (parsed.ratio("percentile") * 1e8).rounded() / 1e6
        requirement.confidence = parsed.ratio("confidence")
        requirement.accuracyFloor = parsed.ratio(ifGiven: "accuracy-floor")
        requirement.memoryBytes = parsed.bytes(ifGiven: "memory")
        return requirement
    }

    /// The command line that asks for the same again.
    ///
    /// - Parameter parsed: what else was said; nil where another verb than `plan` asked.
    static func line(_ question: PlanQuestion, _ parsed: ParsedCommand?) -> String {
        guard let requirement = question.requirements.first else { return "edgeplan plan" }
        let names = ["engine": requirement.engines.map(\.rawValue), "licence": requirement.licences]
        var options: [(String, String?)] =
            subject(of: question, requirement) + [
                ("percentile", number(requirement.percentile)),
                ("confidence", number(requirement.confidence)),
                ("objective", requirement.objective == .accuracy ? nil : requirement.objective.rawValue),
                ("scenario", requirement.scenario == .quiet ? nil : requirement.scenario.rawValue),
                ("scope", requirement.scope == .request ? nil : requirement.scope.rawValue),
                ("accuracy-floor", requirement.accuracyFloor.map(number)),
                ("memory", requirement.memoryBytes.map { "\($0)" }),
                ("download", requirement.modelBytes.map { "\($0)" }),
                ("energy", requirement.energyMicrojoules.map { number($0) + "uJ" }),
                ("first-token", requirement.firstTokenNanoseconds.map(duration)),
                ("cold-start", requirement.coldStartNanoseconds.map(duration)),
            ]
        options += names.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.joined(separator: ",")) }
        if let parsed {
            options.append(("current", parsed.text(ifGiven: "current")))
            options += parsed.texts("profile").map { ("profile", $0) }
            options.append(("device", parsed.text(ifGiven: "device")))
        }
        let words =
            ["edgeplan", "plan"] + options.flatMap { name, value in value.map { ["--\(name)", $0] } ?? [] }
            + requirement.allowed.map { "--allow-\($0.rawValue)" }
        return words.map(ShellText.word).joined(separator: " ")
    }

    /// What is asked for: the options that differ from one question to another.
    private static func subject(of question: PlanQuestion, _ first: Requirement) -> [(String, String?)] {
        let target = first.targetNanoseconds.map(duration)
        switch question {
        case .one: return [("task", first.task.rawValue), ("labels", first.labels), ("target", target)]
        case .targets(_, let targets):
            let all = targets.map(duration).joined(separator: ",")
            return [("task", first.task.rawValue), ("labels", first.labels), ("target", all)]
        case .tasks(let tasks):
            return tasks.map { ("task", $0.subject + ($0.targetNanoseconds.map { "=" + duration($0) } ?? "")) }
        case .pipeline(let steps):
            return [("pipeline", steps.map(\.subject).joined(separator: ",")), ("target", target)]
        }
    }

    private static func duration(_ nanoseconds: Int) -> String {
        NumberText.exactDuration(nanoseconds: nanoseconds).replacing("µs", with: "us").filter { $0 != " " }
    }

    private static func number(_ value: Double) -> String { JSONWriter.text(of: JSONValue(value), layout: .line) }
}
