import EdgeArguments
import EdgeEngines
import EdgeRecords
import EdgeReporting

/// `edgeplan models evaluate`: how often a model is right on labelled data.
enum ModelsEvaluate {
    static let declaration = Command(
        "evaluate", "Evaluate a model on labelled data or a text of yours.",
        details: """
            Data is a folder with a folder of pictures or `.npy` files for each class, a `.csv` of file,label, an `.npz`
            with `x` and `y`, or a pair of IDX files as of Fashion-MNIST; packed ones are unpacked. Labels are numbers
            from 0 in the order of the model's outputs. Names stand in the order of the alphabet, unless `--classes`
            gives another. For a language model in a GGUF file data is a text, which it reads in passages of `--context`
            tokens: of each the second half is judged, as llama.cpp's own tool does. What is found is kept under the hash of the model's file, with its interval: `models show`
            and plans have it.
            """,
        operands: [Operand("model", .path(), "A model's name, or an ONNX or GGUF file.")],
        options: [
            .value("data", .path(), called: "DIR|FILE", "The labelled data, or a text."),
            .value(
                "metric", .choice(metrics),
                "What is counted; otherwise top-1, auc for what detects anomalies, perplexity for GGUF files."),
            .value("precision", ModelsCommand.allPrecisions, "Of this variant; otherwise of the first."),
            .value(
                "engine", .choice(EngineKind.all.map { Choice(stringLiteral: $0.name.rawValue) }), default: "native",
                "The engine that answers, another one in a worker: they differ in how they round. GGUF files go to llama.cpp."
            ),
            .value(
                "samples", .wholeNumber(1...Int.max), "At most so many, evenly spread over all; of a text, passages."),
            .value("classes", .path(), called: "FILE", "The classes' names in the order of the outputs, one a line."),
            .value("positive", .text, called: "CLASS", "For auc: the class to be found, by its name or number."),
            .value("against", .path(), called: "MODEL", "For agreement: the model that is right by definition."),
            .value(
                "preprocessing", .path(), called: "FILE",
                "How pictures are prepared; otherwise as the model's record says."),
            .value(
                "threads", .wholeNumber(1...1024), default: "1",
                "How many threads; the answers are the same. For texts all otherwise."),
            .value(
                "context", .wholeNumber(16...1_000_000), called: "COUNT",
                "Of a text: how many tokens are read at once; 512 otherwise."),
            .flag("isa", "Also as a processor with fewer instruction sets answers, each that can be executed here."),
            ModelsCommand.binding,
        ],
        examples: [
            Example(
                "edgeplan models evaluate fashion-cnn-w8 --data /usr/share/datasets/fashion-mnist",
                "The test pictures of Fashion-MNIST."),
            Example(
                "edgeplan models evaluate ./cats.onnx --data photos --samples 500 --preprocessing cats.json",
                "Your own model on a folder with a folder for each class."),
            Example(
                "edgeplan models evaluate ./int8.onnx --data photos --metric agreement --against ./fp32.onnx",
                "How often two answer alike; labels are not needed."),
            Example(
                "edgeplan models evaluate chat --precision q4_0 --data novel.txt",
                "The perplexity of a language model's variant; that of its others shows what the bits cost."),
        ],
        statuses: [
            StatusMeaning(.missing, "The engine is not installed."),
            StatusMeaning(.badInput, "Data or model cannot be used, or they do not fit each other."),
            StatusMeaning(.interrupted, "Interrupted; nothing is kept."),
        ],
        seeAlso: ["models show", "models add"])

    private static let metrics: [Choice] = [
        Choice("top-1", "the highest score is the label's"), Choice("top-5", "the label is among the five highest"),
        Choice("auc", "area under the receiver's curve: one class against all others"),
        Choice("map", "mean over the classes of the average precision"),
        Choice("perplexity", "how surprised a language model is by each token of a text; less is better"),
        Choice("agreement", "the highest score is that of another model"),
    ]

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let evaluation =
            try PerplexityRun.isMeant(by: parsed, in: surroundings)
            ? PerplexityRun(parsed, in: surroundings).evaluation()
            : EvaluationRun(parsed, in: surroundings).evaluation()
        guard let evaluation else {
            return Outcome(errors: "edgeplan: interrupted\n", status: .interrupted)
        }
        let text =
            parsed.flag("json")
            ? try RecordText.encode(evaluation) : EvaluationText.text(of: evaluation, width: surroundings.textWidth)
        return Outcome(output: text)
    }
}
