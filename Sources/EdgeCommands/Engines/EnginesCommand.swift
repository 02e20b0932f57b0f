import EdgeArguments
import EdgeEngines
import EdgePlatform
import EdgeRecords
import EdgeReporting

/// `edgeplan engines`: what can execute models here.
enum EnginesCommand {
    private static let name = Operand(
        "engine", .choice(EngineKind.all.map { Choice(stringLiteral: $0.name.rawValue) }), "The engine.")
    private static let installable = EngineKind.all.filter { $0.places != nil }

    static let declaration = Command(
        "engines", "List, show, install and check what executes models.", theme: "Look",
        details: """
            An engine other than our own is a shared library out of a package of yours. It is opened in a worker process,
            never in this one. It is looked for where `EDGEPLAN_<ENGINE>_LIB` says (a file or a folder), then in the
            private environment that `engines install` makes, then where the loader looks, then in `/usr/lib`,
            `/usr/local/lib` and `/opt`.
            """,
        commands: [
            Command(
                "list", "Every engine, and whether it can be used here.",
                examples: [Example("edgeplan engines list --json", "With all places that were looked in.")]),
            Command(
                "show", "One engine: where it was looked for, its version, what is known to go wrong.",
                operands: [name], examples: [Example("edgeplan engines show native", "What our own one can run.")],
                seeAlso: ["engines check"]),
            Command(
                "install", "Make a private environment with an engine's package.",
                details: """
                    Makes a virtual environment of Python and puts the package into it, at the version and with the
                    hashes that this program was released with. This needs the network; what uses the engine afterwards
                    does not. `EDGEPLAN_VENV` names another folder for it.

                    vLLM takes gigabytes that differ with the accelerator: how to make an environment for it is said.

                    The package of llama.cpp has its source, which is built for this very processor: that needs cmake,
                    ninja and clang, and about eight minutes of one core. What is interrupted is gone on with.
                    """,
                operands: [
                    Operand(
                        "engine", .choice(installable.map { Choice(stringLiteral: $0.name.rawValue) }), "The engine.")
                ],
                examples: [Example("edgeplan engines install onnxruntime", "ONNX Runtime, for this program alone.")],
                statuses: [StatusMeaning(.missing, "Python or the package could not be had.")]),
            Command(
                "check", "Run known models, and compare the numbers with our own engine's.", operands: [name],
                options: [ProfileCommand.provider, ProfileCommand.place],
                examples: [
                    Example("edgeplan engines check native", "Status 0 if all agree, 1 if not."),
                    Example("edgeplan engines check onnxruntime --provider openvino", "What it hands models to."),
                ],
                statuses: [
                    StatusMeaning(.no, "An answer was wrong."), StatusMeaning(.missing, "The engine is not here."),
                ]),
        ],
        examples: [Example("edgeplan engines list", "What can execute models here.")],
        environment: [
            EnvironmentVariable(
                "EDGEPLAN_CTRANSLATE2_LIB", "The folder `site-packages/ctranslate2` of an environment of Python's."),
            EnvironmentVariable("EDGEPLAN_LLAMACPP_LIB", "The library that was built for llama.cpp, or its folder."),
            EnvironmentVariable("EDGEPLAN_ONNXRUNTIME_LIB", "ONNX Runtime's library, or a folder that has it."),
            EnvironmentVariable("EDGEPLAN_OPENVINO_LIB", "OpenVINO's C library, or a folder that has it."),
            EnvironmentVariable("EDGEPLAN_LITERT_LIB", "LiteRT's library, or a folder that has it."),
            EnvironmentVariable("EDGEPLAN_TFLITE_LIB", "TensorFlow Lite's C library, or a folder that has it."),
            EnvironmentVariable("EDGEPLAN_VLLM_LIB", "The folder `site-packages/vllm` of an environment of Python's."),
            EnvironmentVariable("EDGEPLAN_VENV", "The private environment; `edgeplan/venv` of the cache otherwise."),
        ],
        seeAlso: ["profile models"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let shelf = try EngineShelf(in: surroundings)
        switch parsed.path.last {
        case "list":
            let list = EngineList(engines: EngineKind.all.map { shelf.describe($0) })
            return try outcome(list, EngineListText.text(of: list, width: surroundings.textWidth), parsed)
        case "install":
            let kind = try kind(parsed)
            try EngineInstaller(surroundings).install(kind)
            return try show(kind, try EngineShelf(in: surroundings), parsed, surroundings)
        case "check":
            let kind = try kind(parsed)
            let routes = try kind.routes(
                providers: parsed.words("provider"),
                placements: parsed.words("placement").compactMap { Candidate.Placement(rawValue: $0) })
            let check = try shelf.check(kind, by: routes[0])
            let isMissing = check.checks.contains { $0.outcome == .missing }
            return try outcome(
                check, EngineListText.text(of: check, width: surroundings.textWidth), parsed,
                status: check.isRight ? .done : isMissing ? .missing : .no)
        default:
            return try show(try kind(parsed), shelf, parsed, surroundings)
        }
    }

    private static func kind(_ parsed: ParsedCommand) throws(EngineError) -> EngineKind {
        let name = EngineName(rawValue: parsed.text("engine"))
        guard let kind = EngineKind.named(name) else { throw .unknown(name) }
        return kind
    }

    private static func show(
        _ kind: EngineKind, _ shelf: EngineShelf, _ parsed: ParsedCommand, _ surroundings: Surroundings
    ) throws -> Outcome {
        let engine = shelf.describe(kind)
        return try outcome(
            EngineList(engines: [engine]), EngineListText.details(of: engine, width: surroundings.textWidth), parsed)
    }

    private static func outcome(
        _ record: some Encodable, _ text: String, _ parsed: ParsedCommand, status: ExitStatus = .done
    ) throws -> Outcome {
        Outcome(output: parsed.flag("json") ? try RecordText.encode(record) : text, status: status)
    }
}
