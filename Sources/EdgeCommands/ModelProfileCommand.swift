import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgeRecords

extension ProfileCommand {
    static let engine = Option.value(
        "engine", .words(of: EngineKind.all.map { Choice(stringLiteral: $0.name.rawValue) } + [every]),
        default: "native", "The engines that run them, or `all`; `edgeplan engines list` shows which are here.")

    private static let every = Choice(stringLiteral: AskedModels.all)

    static let provider = Option.value(
        "provider", .words(of: EngineKind.providers.map { Choice(stringLiteral: $0) }), called: "NAMES",
        "What an engine hands the model to; `edgeplan engines show` has those that its library offers. Without it, its "
            + "own kernels.")

    static let place = Option.value(
        "placement", .words(of: Candidate.Placement.allCases.map { Choice(stringLiteral: $0.rawValue) }),
        called: "NAMES", "On which kinds of processors, by whatever of an engine serves them; `cpu` otherwise.")

    static let precision = Option.value(
        "precision",
        .words(of: (Precision.known + GGUFType.precisions).map { Choice(stringLiteral: $0.rawValue) } + [every]),
        "Only these precisions; what a model does not have, or an engine does not run, is said.")

    static let models = Command(
        "models", "Measure models, each in fresh processes.",
        details: """
            Every candidate (model, precision, engine, threads) runs in processes of its own, at least five, and takes
            turns with the others: load, first inference, warm-up until the times have settled, then a block of runs
            from filled inputs to outputs in hand. A crash, a hang or a lack of memory is a result with its reason, and
            the rest goes on. Blocks that other work disturbed are measured again as long as that helps, and marked if
            they stay so.

            A file is ONNX, TensorFlow Lite (`.tflite`) or OpenVINO (`.xml`, its `.bin` beside it); an engine that does not
            read it is left out, with a sentence.

            Of a language model (a GGUF file, on llama.cpp) two things are measured apart: how fast a prompt of a stated
            length is read, and how long each token takes that is given right after it. The latency is that of a token.

            A candidate on an accelerator is measured where that is whole: on the bus, with its driver, one that may be
            opened, and with its libraries. Otherwise, and where the engine's library does not have the provider, that is its
            outcome. A provider that cannot take the whole model is refused: nothing is computed elsewhere unsaid.

            `--model all --engine all --precision all` tries everything unattended. What cannot be a candidate is in the
            record with its outcome and reason (`leftOut`), and what fails as a candidate is in its measurements.

            Models of the catalogue have made-up weights: they show speed and memory, and nothing of accuracy. Outputs
            are compared with those of our own engine at fp32, those of a `.tflite` file with LiteRT's reference kernels; a
            wrong answer disqualifies.

            `--sustain`, `--beside` and `--rate` measure in a scenario: what comes of it is kept and shown, and never
            mixed with what the quiet device does. What runs beside a candidate has one thread, a model as many as it is
            named with, on CPUs that the candidate leaves free, or on all of them if it leaves too few; it ends with this
            program, however that ends. Requests at a rate are answered one at a time, in the order in which they came;
            those that still wait when the time is over count with as long as they have waited.
            """,
        options: [
            .value(
                "model", .text, called: "NAME|FILE",
                "This one, and others after commas; `all` for every one that `models list` has, `practice` for "
                    + "networks that predictions learn from; those of `edgeplan.json` or all image classifiers otherwise.",
                isRepeatable: true),
            ModelsCommand.binding,
            .value(
                "input", .path(), called: "FILE|DIR",
                """
                Your own data in turns as the input, through the model's preprocessing: pictures, sounds or tensors. What
                makes the input and what reads the answer is timed apart.
                """,
                isRepeatable: true),
            .value(
                "data", .path(), called: "DIR|FILE",
                """
                Labelled data, as `models evaluate` takes it: how often each candidate is right on a thousand of its samples
                at most, on the engine and the instruction sets that run it.
                """),
            .value(
                "preprocessing", .path(), called: "FILE",
                "How your data becomes the input, in JSON; otherwise as the model's record says."),
            engine, provider, place,
            ProfileCommand.precision,
            .value(
                "threads", .numbers(1...1024, orAuto: true), default: "auto",
                "How many threads: a list, a range, or `auto` for whole clusters of cores of one kind and parts of them."
            ),
        ] + LanguageSettings.options + [
            .flag("oversubscribe", "Allow more threads than this process may use CPUs."),
            .value(
                "processes", .wholeNumber(1...1000), default: "5",
                "Fresh processes for each candidate: with 10 an interval may be called 95 %, with 5 it is 88 %."),
            .value(
                "target", .duration,
                "Race: measure only what can change which is the most accurate candidate within this time."),
            .value("percentile", .confidence, default: "95", "Of a race: for which part of the answers."),
            .value("confidence", .confidence, default: "95", "Of a race: how sure a verdict has to be."),
            .flag("all", "Measure every candidate, also where a target is given."),
            .flag("dry-run", "List the candidates, and about what time and disk they would take; measure nothing."),
            .value("budget", .duration, "Begin no block after this long; what is most useful comes first."),
        ] + ScenarioOptions.options + [
            .value("deadline", .duration, default: "60s", "Give a worker this long for each answer."),
            .value("memory", .size, "Give a worker this much address space; what this process may use otherwise."),
            resume, noWait,
            .flag(
                "layers",
                "Note the time of each layer too, on engines that tell it: native, with the part of the peak that it "
                    + "reached, and onnxruntime."),
        ],
        examples: [
            Example(
                "edgeplan profile models --model mobilenet-v2 --precision fp32,int8 --threads 1,2",
                "One network, four ways."),
            Example("edgeplan profile models --model net.onnx --layers", "Where the time of a file of yours goes."),
            Example(
                "edgeplan profile models --model faces.tflite --engine litert,openvino",
                "A TensorFlow Lite file on the engines that read it."),
            Example(
                "edgeplan profile models --model chat-q4_0.gguf --engine llama.cpp --prompt-tokens 512",
                "A language model: its prompts and its tokens."),
            Example(
                "edgeplan profile models --model ds-cnn --engine onnxruntime --provider cpu,openvino",
                "ONNX Runtime's own kernels, and OpenVINO through it."),
            Example(
                "edgeplan profile models --model all --engine all --precision all --budget 2h",
                "Everything that there is on every engine, as far as two hours go; `--resume` goes on for as long."),
            Example("edgeplan profile models --budget 1m", "All image classifiers, as far as a minute goes."),
            Example(
                "edgeplan profile models --target 50ms --percentile 95",
                "The most accurate classifier that answers in time, with few measurements."),
            Example("edgeplan profile models --target 20ms --dry-run", "What such a race might measure."),
            Example(
                "edgeplan profile models --model mobilenet-v2 --input photos",
                "Whole requests on pictures of yours, from their bytes to the five best classes."),
            Example(
                "edgeplan profile models --model mobilenet-v2 --threads 2 --beside memory",
                "How p95 moves while another process reads memory."),
            Example(
                "edgeplan profile models --model mobilenet-v2 --precision int8 --rate 30/s",
                "As a camera or many users ask: with the waiting."),
            Example(
                "edgeplan profile models --model mobilenet-v2 --precision int8 --sustain 10m",
                "Whether the last minute is as fast as the first."),
            Example("edgeplan profile models --resume", "Go on with what was interrupted or killed."),
        ],
        statuses: [
            StatusMeaning(
                .notTrustworthy, "No candidate had a quiet block, this is a debug build, or another is measuring."),
            StatusMeaning(.interrupted, "Interrupted; `--resume` goes on from what was kept."),
        ],
        environment: [EnvironmentVariable("TMPDIR", "Where scratch folders are made; `/tmp` otherwise.")],
        seeAlso: ["probe", "models list"])
}
