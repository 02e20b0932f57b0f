import EdgeArguments
import EdgeModels
import EdgePlatform
import EdgeRecords

/// `edgeplan models export`: a model of the catalogue as a file that other engines read.
enum ModelsExport {
    static let declaration = Command(
        "export", "Write a model as an ONNX or TensorFlow Lite file.",
        details: """
            The same name and precision always give the same bytes. With int8 the file holds QuantizeLinear and
            DequantizeLinear around each operation. bf16 is how an engine runs the fp32 file, so it has no file of its
            own. To a path that ends with `.tflite` the same network is written for LiteRT, at fp32, if it is of plain
            layers; its pictures have their channels last, as is usual there.
            """,
        operands: [Operand("model", .text, "A model's name.")],
        options: [
            .value("precision", .choice(["fp32", "int8"]), default: "fp32", "How numbers are stored."),
            .value("output", .path(), called: "FILE", "Write here; otherwise to MODEL-PRECISION.onnx."),
            .flag("force", "Replace a file that is there."),
        ],
        examples: [
            Example("edgeplan models export mobilenet-v2", "Write mobilenet-v2-fp32.onnx."),
            Example(
                "edgeplan models export mobilenet-v2 --precision int8 --output m.onnx", "The quantized network."),
            Example("edgeplan models export mobilenet-v2 --output m.tflite", "The same network for LiteRT."),
        ],
        seeAlso: ["models list"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let name = parsed.text("model")
        let precision = Precision(rawValue: parsed.text("precision"))
        let wanted = parsed.text(ifGiven: "output")
        let (bytes, format) =
            wanted.flatMap(ModelFormat.init(ofFileNamed:)) == .tflite
            ? try tensorFlowLite(name, precision, in: surroundings) : try bytes(of: name, precision, in: surroundings)
        let path = wanted ?? "\(name)-\(precision.rawValue)\(format.ending)"
        if !parsed.flag("force"), UserFile.isThere(path) { throw ModelFileError.alreadyThere(path: path) }
        try AtomicFile.write(bytes, to: path)
        let answer = ModelFile(
            path: path, variant: "\(name)/\(precision.rawValue)", hash: "sha256:" + SHA256.hex(of: bytes),
            modelBytes: bytes.count)
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(answer)) }
        return Outcome(output: "\(path)\n", errors: parsed.flag("quiet") ? "" : "wrote \(bytes.count) bytes\n")
    }

    private static func tensorFlowLite(
        _ name: String, _ precision: Precision, in surroundings: Surroundings
    ) throws -> (bytes: [UInt8], format: ModelFormat) {
        let choice = try ModelChoice(name, in: surroundings, binding: [:])
        if choice.record.format == .tflite { return try bytes(of: name, precision, in: surroundings) }
        guard precision == .fp32 else { throw ModelFileError.notWritten(name, precision) }
        return (try TFLiteWriter.bytes(of: choice.graph(.fp32, toBe: "exported"), channelsLast: true), .tflite)
    }

    private static func bytes(
        of name: String, _ precision: Precision, in surroundings: Surroundings
    ) throws -> (bytes: [UInt8], format: ModelFormat) {
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        guard let model = try local.model(named: name) else {
            if let model = Catalogue.model(named: name) {
                return (try ONNXWriter.bytes(of: model.graph(precision)), .onnx)
            }
            throw ModelChoiceError.unknownModel(name, among: try ModelChoice.names(local))
        }
        guard let variant = model.variants.first(where: { $0.precision == precision }) else {
            throw ModelChoiceError.noVariant(
                model: name, precision: precision.rawValue, known: model.variants.map(\.precision.rawValue))
        }
        guard variant.format != .openvinoIR else { throw TFLiteError.notRead(file: name, verb: "exported as one file") }
        return (try local.bytes(of: model, precision), variant.format ?? .onnx)
    }
}
