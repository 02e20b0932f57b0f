import EdgeArguments
import EdgeModels
import EdgePlatform
import EdgeRecords

/// `edgeplan models add`: a model of the user's own.
enum ModelsAdd {
    static let declaration = Command(
        "add", "Add an ONNX, TensorFlow Lite, OpenVINO or GGUF file of yours, or a language model's folder.",
        details: """
            The file is copied to `$XDG_CACHE_HOME/edgeplan/models`, and its hash is kept: measurements name it. Data
            that lies in files beside it is taken into the copy. A TensorFlow Lite file is kept as it is, for the engines
            that read it; our own does not. A variant that was made here says itself which model it is
            of, and needs neither task nor labels. What you say of its accuracy is kept as yours: it is
            shown as imported, not as measured here.

            Of an OpenVINO model the .xml file is named, and the .bin beside it is copied with it; OpenVINO alone runs it.
            A language model's folder is one with `config.json`, a tokenizer and safetensors files, as vLLM reads them.
            Of a GGUF file task, licence, context length and the memory that each token takes are read from the file.
            """,
        operands: [Operand("file", .path(), "An ONNX, .tflite, .xml or .gguf file, or a folder with config.json.")],
        options: [
            .value("name", .text, "What to call it; otherwise the file's name."),
            .value("task", .text, called: "TASK", "What it answers, such as `image-classification`."),
            .value("labels", .text, called: "SET", "In which label set: models compete only within one."),
            .value("accuracy", .ratio, "How often it is right: `0.81` or `81%`."),
            .value("dataset", .text, called: "NAME", "What that was found on."),
            .value("samples", .wholeNumber(1...1_000_000_000), "On how many samples."),
            .value("metric", .text, default: "top-1", "What is counted as right."),
            .value("licence", .text, "Its licence, as SPDX writes it."),
            .flag("force", "Replace a model of yours of this name."),
            ModelsCommand.binding,
        ],
        examples: [
            Example(
                "edgeplan models add cats.onnx --task image-classification --labels cats-12 --accuracy 81% --dataset "
                    + "my-cats --samples 2000", "A classifier with what is known of it."),
            Example("edgeplan models add faces.tflite --task face-detection", "For LiteRT and OpenVINO."),
            Example("edgeplan models add net.xml --task image-classification", "OpenVINO's own form, with net.bin."),
            Example("edgeplan models add ./my-model --name chat-bf16", "A folder of safetensors, for vLLM."),
            Example("edgeplan models add chat-q4_0.gguf", "A language model, with all that its file says of it."),
            Example("edgeplan models add detector.onnx --task object-detection --bind batch=1", "An open batch bound."),
        ],
        statuses: [StatusMeaning(.badInput, "It cannot be read or run, or the name is taken.")],
        seeAlso: ["models check", "models list"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let path = parsed.text("file")
        let name = parsed.text(ifGiven: "name") ?? ModelName.suggested(for: path)
        try check(name, parsed)
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        var model = Model(
            name: name, task: TaskName(rawValue: parsed.text(ifGiven: "task") ?? TaskName.unknown.rawValue),
            labels: parsed.text(ifGiven: "labels"), weights: .user)
        model.licence = parsed.text(ifGiven: "licence")
        if let folder = LanguageFolder.path(meantBy: path) {
            let tensors = try takeFolder(folder, into: &model, parsed)
            try local.add(model, tensors, replacing: parsed.flag("force"))
            return try outcome(of: model, in: local, parsed)
        }
        var weights: [UInt8]?
        let bytes =
            switch ModelFormat(ofFileNamed: path) {
            case .tflite?: try take(path, into: &model, parsed)
            case .openvinoIR?: try takeIR(path, into: &model, &weights, parsed)
            case .gguf?: try takeGGUF(path, into: &model, parsed)
            case .safetensors?:
                throw InputError.malformed(
                    .languageFolder, file: path, place: "config.json", why: "there is none beside the tensors")
            case .ctranslate2?: throw TFLiteError.notRead(file: path, verb: "added")
            default: try takeGraph(path, into: &model, parsed)
            }
        try local.add(model, bytes, weights: weights, replacing: parsed.flag("force"))
        return try outcome(of: model, in: local, parsed)
    }

    private static func outcome(
        of model: Model, in local: LocalCatalogue, _ parsed: ParsedCommand
    ) throws -> Outcome {
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(model)) }
        return Outcome(
            output: "\(model.name)\n", errors: parsed.flag("quiet") ? "" : "added \(local.path(of: model))\n")
    }

    private static func takeFolder(
        _ path: String, into model: inout Model, _ parsed: ParsedCommand
    ) throws -> LanguageFolder {
        let folder = try LanguageFolder(at: path)
        guard folder.fileBytes <= copiedBytesAtMost else { throw ModelFileError.tooLargeToCopy(path: path) }
        model.source = path.split(separator: "/").last.map(String.init) ?? path
        model.take(folder, hash: try folder.hash())
        model.variants[0].accuracy = accuracy(parsed)
        return folder
    }

    /// As it is: its engines take it so.
    private static func take(_ path: String, into model: inout Model, _ parsed: ParsedCommand) throws -> [UInt8] {
        guard try Binding.sizes(parsed).isEmpty else { throw TFLiteError.unboundSizes }
        let bytes = try TFLiteReader.bytes(at: path)
        model.source = path.split(separator: "/").last.map(String.init) ?? path
        model.take(try TFLiteReader.file(of: bytes), bytes: bytes, accuracy: accuracy(parsed))
        return bytes
    }

    /// Both files as they are.
    private static func takeIR(
        _ path: String, into model: inout Model, _ weights: inout [UInt8]?, _ parsed: ParsedCommand
    ) throws -> [UInt8] {
        guard try Binding.sizes(parsed).isEmpty else { throw TFLiteError.unboundSizes }
        let pair = try IRReader.pair(at: path)
        guard pair.bytes <= copiedBytesAtMost else { throw ModelFileError.tooLargeToCopy(path: path) }
        model.source = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try UserFile.bytes(of: path, limitBytes: copiedBytesAtMost)
        let numbers = try UserFile.bytes(of: pair.weightsPath, limitBytes: copiedBytesAtMost)
        // Of what is kept, not of what lies there: somebody may be writing it anew.
        let hashes = [bytes, numbers].map { "sha256:" + SHA256.hex(of: $0) }
        model.take(
            try IRReader.file(of: bytes), hash: "sha256:" + SHA256.hex(of: hashes.joined().utf8),
            modelBytes: bytes.count + numbers.count)
        // Of the network as it was given; bf16 is a way to run it.
        model.variants[0].accuracy = accuracy(parsed)
        weights = numbers
        return bytes
    }

    /// Larger ones are measured where they lie.
    private static let copiedBytesAtMost = 2 << 30

    private static func takeGGUF(_ path: String, into model: inout Model, _ parsed: ParsedCommand) throws -> [UInt8] {
        let file = try GGUFFile.read(at: path)
        guard file.fileBytes <= copiedBytesAtMost else { throw ModelFileError.tooLargeToCopy(path: path) }
        let bytes = try UserFile.bytes(of: path, limitBytes: copiedBytesAtMost)
        model.source = path.split(separator: "/").last.map(String.init) ?? path
        model.take(file, hash: "sha256:" + SHA256.hex(of: bytes))
        model.variants[0].accuracy = accuracy(parsed)
        return bytes
    }

    private static func takeGraph(_ path: String, into model: inout Model, _ parsed: ParsedCommand) throws -> [UInt8] {
        let copy = try ModelCopy(of: path, binding: try Binding.sizes(parsed))
        let findings = UnsupportedNodes.findings(
            of: GraphCheck(copy.graph, operators: UnsupportedNodes.known))
        if let first = findings.first {
            throw ModelFileError.cannotRun(path: path, finding: first, count: findings.count)
        }
        model.source = copy.source
        model.take(copy.graph, file: copy.bytes, accuracy: accuracy(parsed))
        if let said = copy.graph.statement { model.inherit(said) }
        return copy.bytes
    }

    private static func check(_ name: String, _ parsed: ParsedCommand) throws(ModelFileError) {
        guard ModelName.isGood(name) else { throw .badName(name) }
        // What stands for several models is no model's name.
        guard ![AskedModels.all, AskedModels.practice].contains(name), Catalogue.model(named: name) == nil,
            EmbeddedModels.model(named: name) == nil
        else {
            throw .catalogueName(name)
        }
        if let task = parsed.text(ifGiven: "task"), !ModelName.isTask(task) { throw .badTask(task) }
    }

    private static func accuracy(_ parsed: ParsedCommand) -> Accuracy? {
        parsed.ratio(ifGiven: "accuracy").map { value in
            Accuracy(
                kind: .measured, metric: parsed.text("metric"), dataset: parsed.text(ifGiven: "dataset"),
                value: Figure(
                    value, .single, count: parsed.number(ifGiven: "samples") ?? 0, source: .imported,
                    basis: ["given to `models add`"]))
        }
    }
}
