import EdgeArguments
import EdgeModels
import EdgeRecords

/// `edgeplan models`: the networks that can be measured and planned with.
enum ModelsCommand {
    static let declaration = Command(
        "models", "List, show, check, add, install, evaluate, compress, write and run models.", theme: "Look",
        commands: [
            ModelsList.declaration, ModelsShow.declaration, ModelsCheck.declaration, ModelsAdd.declaration,
            ModelsInstall.declaration, ModelsRemove.declaration, ModelsEvaluate.declaration, ModelsQuantize.declaration,
            ModelsPrune.declaration, ModelsExport.declaration, ModelsRun.declaration, ModelsOperators.declaration,
        ],
        examples: [
            Example("edgeplan models list", "Every model, by what it answers."),
            Example("edgeplan models show mobilenet-v2", "One model with the work of each layer."),
            Example("edgeplan models check my-model.onnx", "Whether a model of yours can be read, before it is run."),
        ],
        environment: [
            EnvironmentVariable("XDG_CACHE_HOME", "The folder that `edgeplan/models` with your models is in.")
        ],
        seeAlso: ["profile"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        switch parsed.path.last {
        case "list": try ModelsList.run(parsed, in: surroundings)
        case "show": try ModelsShow.run(parsed, in: surroundings)
        case "check": try ModelsCheck.run(parsed, in: surroundings)
        case "add": try ModelsAdd.run(parsed, in: surroundings)
        case "install": try ModelsInstall.run(parsed, in: surroundings)
        case "remove": try ModelsRemove.run(parsed, in: surroundings)
        case "evaluate": try ModelsEvaluate.run(parsed, in: surroundings)
        case "export": try ModelsExport.run(parsed, in: surroundings)
        case "quantize": try ModelsQuantize.run(parsed, in: surroundings)
        case "prune": try ModelsPrune.run(parsed, in: surroundings)
        case "run": try ModelsRun.run(parsed, in: surroundings)
        case "operators": try ModelsOperators.run(parsed)
        default: preconditionFailure("\(parsed.path) is declared but not run")
        }
    }

    /// Those of GGUF files too.
    static let allPrecisions = ValueKind.choice(
        (Precision.known + GGUFType.precisions.filter { !Precision.known.contains($0) }).map {
            Choice(stringLiteral: $0.rawValue)
        })
    static let precisions = ValueKind.choice(Precision.known.map { Choice(stringLiteral: $0.rawValue) })
    static let binding = Option.value(
        "bind", .words(), called: "NAME=SIZE",
        "Sizes for dimensions that the file leaves open, as `batch=1`, and inputs of one whole number, as `sr=16000`.",
        isRepeatable: true)
}
