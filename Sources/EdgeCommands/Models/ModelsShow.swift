import EdgeArguments
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models show`: one model in full.
enum ModelsShow {
    static let declaration = Command(
        "show", "Show one model: its variants, and the work of each layer.",
        details: """
            Takes a name from `models list`, or an ONNX or TensorFlow Lite file. A layer is an operation as an engine runs it: what follows
            a sum is done in registers, and reshapes cost nothing. Bytes are what each layer reads and writes once;
            activations are the least memory that numbers between layers need in this order, the arena is what our own
            engine plans for them.
            """,
        operands: [Operand("model", .path(), "A model's name, or an ONNX, .tflite or OpenVINO (.xml) file.")],
        options: [
            .value("precision", ModelsCommand.precisions, "List the layers of this variant; otherwise of the first."),
            ModelsCommand.binding,
        ],
        examples: [
            Example("edgeplan models show mobilenet-v2", "A model of the catalogue."),
            Example("edgeplan models show ds-cnn --precision int8", "Its layers with 8-bit numbers."),
            Example("edgeplan models show ./my-model.onnx --bind batch=1", "A file of yours."),
        ],
        seeAlso: ["models list", "models check"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let choice = try ModelChoice(parsed.text("model"), in: surroundings, binding: try Binding.sizes(parsed))
        let (model, remarks) = NativePlan.planned(choice)
        let precision = parsed.text(ifGiven: "precision").map(Precision.init(rawValue:))
        if let precision, !model.variants.contains(where: { $0.precision == precision }) {
            throw ModelChoiceError.noVariant(
                model: model.name, precision: precision.rawValue, known: model.variants.map(\.precision.rawValue))
        }
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(model)) }
        let text = ModelText(model, precision: precision, uncounted: choice.uncounted, remarks: remarks)
        return Outcome(output: text.text(width: surroundings.textWidth))
    }
}
