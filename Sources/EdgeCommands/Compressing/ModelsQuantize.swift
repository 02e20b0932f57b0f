import EdgeArguments
import EdgeCompressing
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models quantize`: a variant of a model with fewer bits.
enum ModelsQuantize {
    static let declaration = Command(
        "quantize", "Make a variant of a model with fewer bits, and say what it costs.",
        details: """
            Weights get a scale for each output channel, what flows between layers a scale for each value, found by
            running the network on inputs of yours. The file holds QuantizeLinear and DequantizeLinear around each
            operation, which our own engine, ONNX Runtime and OpenVINO run in integers. A card beside it says how it was
            made, how far each layer is off, and how often it names the same answer as its parent on inputs that were not
            used to make it.

            A GGUF file is written anew by llama.cpp's own quantizer, in a process of its own: q8_0 unless you name
            another of its kinds. It asks for no inputs; `models evaluate --data TEXT` tells what a variant has lost.
            """,
        operands: [Operand("model", .path(), "A model's name, an ONNX file in fp32, or a GGUF file.")],
        options: [
            .value(
                "precision", .choice(precisions), default: "int8", "How numbers are stored."),
            .value(
                "method", .choice(["entropy", "percentile", "min-max", "squared-error"]), default: "squared-error",
                "How ranges are found from the numbers seen."),
            .value(
                "keep-accuracy", .text, called: "LOSS",
                """
                Keep the layers that hurt most in fp32, until at most this much top-1 agreement should be lost: `1pt`,
                `0.5%`; `100%` keeps none. Without it 5 points, as far as a quarter of the work goes.
                """),
            .flag("no-equalization", "Leave the channels between layers as they are."),
            .flag("no-float-sums", "Store in 8 bits what many layers add to, too."),
            .flag("no-bias-correction", "Leave biases as they are."),
            .flag("nearest", "Round each weight to what is nearest, whatever the layer's outputs become."),
        ] + CompressionSource.options,
        examples: [
            Example(
                "edgeplan models quantize cats.onnx --calibrate pictures --preprocessing cats.json",
                "Write cats-int8.onnx and cats-int8.card.json."),
            Example(
                "edgeplan models quantize cats --calibrate pictures --keep-accuracy 1pt",
                "A model of yours that was added: the variant is kept beside it."),
            Example(
                "edgeplan models quantize cats --calibrate pictures --precision auto",
                "Every variant for which no other is better in all, with the reasons against the rest."),
            Example(
                "edgeplan models quantize chat --precision q4_0",
                "Of a language model that was added: a variant that plans hold against the others."),
        ],
        statuses: [
            StatusMeaning(.missing, "A GGUF file, and llama.cpp is not installed."),
            StatusMeaning(.badInput, "The model or an input cannot be used, or the file is there already."),
            StatusMeaning(.interrupted, "Interrupted; nothing was written."),
        ],
        seeAlso: ["models prune", "models add"])

    private static let precisions: [Choice] =
        [
            Choice("int8", "weights and what flows between layers in 8 bits"),
            Choice("int8-a16", "weights in 8 bits, what flows between layers in 16"),
            Choice("int8-dynamic", "matrix products in 8 bits, with ranges found at every run"),
            Choice("int8-weights", "weights alone in 8 bits"), Choice("int4-weights", "weights alone in 4 bits"),
            Choice("bf16", "weights alone in bf16"), Choice("auto", "all of these that are worth having"),
        ] + LanguageQuantizing.choices

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        if try ModelChoice.format(of: parsed.text("model"), in: surroundings) == .gguf {
            return try LanguageQuantizing(parsed, in: surroundings).outcome()
        }
        if LanguageQuantizing.isOnly(parsed.text("precision")) {
            throw LanguageQuantizingError.onlyGGUF(parsed.text("precision"))
        }
        let source = try CompressionSource(parsed, in: surroundings)
        let output = VariantOutput(source: source, parsed: parsed)
        let precision = Precision(rawValue: parsed.text("precision"))
        let isAutomatic = precision.rawValue == "auto"
        if isAutomatic, parsed.isGiven("output") { throw SeveralVariantsError() }
        let isStatic = precision == .int8 || precision == .int8Activations16
        if !isStatic, !isAutomatic, parsed.isGiven("keep-accuracy") { throw NothingToKeepError(precision: precision) }
        let settings = try settings(parsed, precision)
        for one in isAutomatic ? AutomaticVariants.precisions : [precision] { try output.check(one) }
        let compressor = try Compressor(source.graph, source.work)
        let (calibration, heldOut) = try source.samples(parsed)
        if isAutomatic {
            let variants = AutomaticVariants(
                source: source, compressor: compressor, settings: settings, output: output)
            let set = try variants.write(calibration, heldOut: heldOut)
            surroundings.console.clearProgress()
            guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(set)) }
            return Outcome(output: CardText.text(of: set, width: surroundings.textWidth))
        }
        let made =
            isStatic
            ? try compressor.quantized(settings, calibration: calibration, heldOut: heldOut)
            : try compressor.narrowed(
                precision, calibration: settings.fitsWeights ? calibration : nil, heldOut: heldOut)
        surroundings.console.clearProgress()
        let written = try output.write(made)
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(written.card)) }
        return Outcome(
            output: CardText.text(of: written.card, path: written.path, width: surroundings.textWidth))
    }

    /// Of top-1 agreement, where nobody says what may be lost.
    private static let usualLoss = 0.05
    /// What may be kept for it: speed is what 8 bits are for.
    private static let usualWork = 0.25

    private static func settings(_ parsed: ParsedCommand, _ precision: Precision) throws -> QuantizationSettings {
        var settings = QuantizationSettings()
        settings.method = RangeMethod(rawValue: parsed.text("method")) ?? settings.method
        if let word = parsed.text(ifGiven: "keep-accuracy") {
            settings.accuracyLossAtMost = try AccuracyLoss.ratio(word)
        } else {
            (settings.accuracyLossAtMost, settings.keptWorkAtMost) = (usualLoss, usualWork)
            settings.lossIsWish = true
        }
        settings.equalizes = !parsed.flag("no-equalization")
        settings.mayWidenSums = !parsed.flag("no-float-sums")
        settings.correctsBias = !parsed.flag("no-bias-correction")
        settings.fitsWeights = !parsed.flag("nearest")
        settings.hasWideActivations = precision == .int8Activations16
        return settings
    }
}

/// Layers are kept in fp32 only where activations have few bits too.
struct NothingToKeepError: ExplainedError {
    let precision: Precision

    var what: String { "--keep-accuracy cannot be used with --precision \(precision.rawValue)" }
    var `where`: String { "edgeplan models quantize --keep-accuracy" }
    var why: String {
        "only activations of few bits make layers worth keeping in fp32, and it has none that are set beforehand"
    }
    var remedy: String { "leave --keep-accuracy out, or name int8 or int8-a16" }
    var status: ExitStatus { .wrongUsage }
}

/// One name for several files.
struct SeveralVariantsError: ExplainedError {
    var what: String { "--output cannot be used with --precision auto" }
    var `where`: String { "edgeplan models quantize --output" }
    var why: String { "several files are written, each named by its precision" }
    var remedy: String { "leave --output out, or name one precision" }
    var status: ExitStatus { .wrongUsage }
}

/// `1pt`, `0.5%`, `0.01`: how much accuracy may be lost.
enum AccuracyLoss {
    static func ratio(_ word: String) throws -> Double {
        let (number, unit) =
            word.hasSuffix("pt")
            ? (word.dropLast(2), 0.01) : word.hasSuffix("%") ? (word.dropLast(), 0.01) : (word[...], 1)
        guard let value = Double(number), (0...1).contains(value * unit) else { throw AccuracyLossError(word: word) }
        return value * unit
    }
}

/// An option's word that is no loss of accuracy.
struct AccuracyLossError: ExplainedError {
    let word: String

    var what: String { "--keep-accuracy cannot be '\(word)'" }
    var `where`: String { "edgeplan models quantize --keep-accuracy" }
    var why: String { "it is no share from 0 to 1, nor points or per cent" }
    var remedy: String { "write it as 1pt, 0.5% or 0.01" }
    var status: ExitStatus { .wrongUsage }
}
