import EdgeArguments
import EdgeCompressing
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models prune`: a model with fewer channels.
enum ModelsPrune {
    static let declaration = Command(
        "prune", "Make a smaller, faster model: channels removed, and the rest repaired.",
        details: """
            The channels that are missed least for their work are really removed, through sums and convolutions of each
            channel by itself, so every engine runs the result faster. Layers that read them are repaired by least
            squares on inputs of yours. Nothing is trained anew: the card says how often the answers are still the same.
            """,
        operands: [Operand("model", .path(), "A model's name, or an ONNX file in fp32.")],
        options: [
            .value("share", .ratio, default: "0.3", "How much of the work of layers with such channels goes.")
        ] + CompressionSource.options,
        examples: [
            Example(
                "edgeplan models prune cats.onnx --share 0.3 --calibrate pictures --preprocessing cats.json",
                "Write cats-p30.onnx and cats-p30.card.json.")
        ],
        statuses: [
            StatusMeaning(.badInput, "The model or an input cannot be used, or the file is there already."),
            StatusMeaning(.interrupted, "Interrupted; nothing was written."),
        ],
        seeAlso: ["models quantize", "models add"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let source = try CompressionSource(parsed, in: surroundings)
        let output = VariantOutput(source: source, parsed: parsed)
        try output.checkPruned()
        let compressor = try Compressor(source.graph, source.work)
        let (calibration, heldOut) = try source.samples(parsed)
        let made = try compressor.pruned(
            share: parsed.ratio("share"), calibration: calibration, heldOut: heldOut)
        surroundings.console.clearProgress()
        let written = try output.write(made)
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(written.card)) }
        return Outcome(output: CardText.text(of: written.card, path: written.path, width: surroundings.textWidth))
    }
}
