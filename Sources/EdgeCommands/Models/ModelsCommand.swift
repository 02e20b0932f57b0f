import EdgeArguments
import EdgeRecords

/// `edgeplan models`: the networks that can be measured and planned with.
enum ModelsCommand {
    static let declaration = Command(
        "models", "List and show models.", theme: "Look", commands: [ModelsList.declaration, ModelsShow.declaration],
        examples: [
            Example("edgeplan models list", "Every model, by what it answers."),
            Example("edgeplan models show mobilenet-v2", "One model with the work of each layer."),
        ],
        environment: [
            EnvironmentVariable("XDG_CACHE_HOME", "The folder that `edgeplan/models` with your models is in.")
        ],
        seeAlso: ["profile"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        switch parsed.path.last {
        case "list": try ModelsList.run(parsed, in: surroundings)
        case "show": try ModelsShow.run(parsed, in: surroundings)
        default: preconditionFailure("\(parsed.path) is declared but not run")
        }
    }

    static let precisions = ValueKind.choice(["fp32", "bf16", "int8"])
}
