import EdgeArguments
import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeRecords

/// `edgeplan models run`: an ONNX file once, on tensors that lie in files.
enum ModelsRun {
    static let declaration = Command(
        "run", "Run a model once, on inputs from files: an ONNX file, or one that writes down what is said.",
        details: """
            `plain` computes every operator as its definition reads, with each result rounded once: slow, and right.
            `native` is our own engine, as it is measured and planned with: what a model should answer can so be compared
            with what the engine answers. Sizes that the file leaves open are those of the inputs. Outputs are written
            for NumPy, or as `.pb` where NumPy does not have their type.

            `whisper-base`, which `models install` has, takes a `.wav` file and gives what is said in its first half
            minute, by CTranslate2.
            """,
        operands: [Operand("file", .path(), "An ONNX file, or the name of a model for speech.")],
        options: [
            .value(
                "input", .text, called: "[NAME=]FILE",
                """
                A `.npy`, `.npz`, `.safetensors`, `.pb`, `.png`, `.jpg` or `.wav` file for an input: the one named, or the
                next in the model's order.
                """,
                isRepeatable: true),
            .value(
                "preprocessing", .path(), called: "FILE",
                """
                How pictures or sounds are prepared, in JSON, as `preprocessing` in a model's record: `width`, `height`,
                `mean`, …, or `features` of `mfcc` or `log-mel`.
                """),
            ModelsCommand.binding,
            .value("engine", .choice(["plain", "native"]), default: "plain", "What computes it."),
            .value("language", .text, default: "en", "Of speech: what is spoken, as Whisper calls it."),
            .value("output", .path(.folder), called: "FOLDER", "Write the outputs into this folder, by their names."),
        ],
        examples: [
            Example("edgeplan models run model.onnx --input image.npy --output answers", "One input, one answer."),
            Example("edgeplan models run model.onnx --engine native --input image.npy", "The same by our own engine."),
            Example(
                "edgeplan models run ds-cnn-fp32.onnx --input word.wav --preprocessing mfcc.json",
                "A sound, where mfcc.json holds `{\"features\": \"mfcc\"}`."),
            Example("edgeplan models run whisper-base --input novel.wav", "What is said, in words."),
        ],
        seeAlso: ["models show"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let path = parsed.text("file")
        if try ModelChoice.format(of: path, in: surroundings) == .ctranslate2 {
            return try Transcription(parsed, in: surroundings).outcome()
        }
        guard ModelFormat(ofFileNamed: path) ?? .onnx == .onnx else {
            throw TFLiteError.notRead(file: path, verb: "run here")
        }
        let bound = try Binding.sizes(parsed)
        var graph = try ONNXReader.graph(at: path, binding: bound)
        var inputs = try inputs(
            parsed.texts("input"), of: graph, from: InputFile(preprocessing: parsed.text(ifGiven: "preprocessing")))
        if graph.nodes.contains(where: { $0.operation == "If" }) {
            // What the inputs are decides between branches, so the file is read again with them in mind.
            let known = sizes(graph, inputs).merging(numbers(graph, &inputs)) { first, _ in first }
            graph = try ONNXReader.graph(at: path, binding: bound.merging(known) { first, _ in first })
        }
        var answer = ModelOutputs(outputs: [])
        let outputs =
            parsed.text("engine") == "native"
            ? try native(graph, inputs, noting: &answer) : try PlainNetwork.run(graph, inputs)
        let folder = parsed.text(ifGiven: "output")
        if let folder { try UserFile.makeFolder(folder) }
        for (name, tensor) in outputs {
            let file = try folder.map { try TensorFile.write(tensor, to: $0 + "/" + fileName(name)) }
            answer.outputs.append(
                ModelOutputs.Output(name: name, type: tensor.type.rawValue, shape: tensor.shape, file: file))
        }
        return Outcome(output: parsed.flag("json") ? try RecordText.encode(answer) : text(of: answer))
    }

    /// By our own engine, compiled for just these inputs.
    private static func native(
        _ graph: Graph, _ inputs: [String: Tensor], noting answer: inout ModelOutputs
    ) throws -> [(name: String, tensor: Tensor)] {
        try PlainNetwork.check(inputs, of: graph)
        let session = try Session(NativeModel(graph, options: NativeOptions(sizes: sizes(graph, inputs))))
        for name in inputs.keys.sorted() {
            if let tensor = inputs[name] { try session.write(tensor, to: name) }
        }
        try session.run()
        let layers = session.model.layers
        answer.kernelLayers = layers.count { !$0.isPlain }
        answer.plainLayers = layers.count { $0.isPlain }
        return try session.model.outputs.map { ($0.name, try session.tensor($0.name)) }
    }

    /// The sizes that a file leaves open, as the inputs have them.
    private static func sizes(_ graph: Graph, _ inputs: [String: Tensor]) -> [String: Int] {
        var sizes: [String: Int] = [:]
        for input in graph.inputs {
            for (dimension, size) in zip(graph[input].shape ?? [], inputs[graph[input].name]?.shape ?? []) {
                if case .named(let name) = dimension { sizes[name] = sizes[name] ?? size }
            }
        }
        return sizes
    }

    /// The inputs of one whole number, which are no inputs any more when they are bound.
    private static func numbers(_ graph: Graph, _ inputs: inout [String: Tensor]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for input in graph.inputs {
            let name = graph[input].name
            guard let whole = inputs[name]?.integers, whole.count == 1, graph[input].fixedShape != nil else { continue }
            numbers[name] = whole[0]
            inputs[name] = nil
        }
        return numbers
    }

    /// Named files go to their inputs, all others to the rest in order.
    private static func inputs(_ words: [String], of graph: Graph, from file: InputFile) throws -> [String: Tensor] {
        let names = graph.inputs.map { graph[$0].name }
        var inputs: [String: Tensor] = [:]
        var nameless: [Tensor] = []
        for word in words {
            let split = names.filter { word.hasPrefix($0 + "=") }.max { $0.count < $1.count }
            let path = split.map { String(word.dropFirst($0.count + 1)) } ?? word
            for (name, tensor) in try file.tensors(at: path) {
                if let name = split ?? name { inputs[name] = tensor } else { nameless.append(tensor) }
            }
        }
        for (name, tensor) in zip(names.filter { inputs[$0] == nil }, nameless) { inputs[name] = tensor }
        return inputs
    }

    /// A name of a value may hold what a file's name may not.
    private static func fileName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
    }

    private static func text(of answer: ModelOutputs) -> String {
        answer.outputs.map { output in
            "\(output.name)  \(output.type) \(output.shape)" + (output.file.map { "  \($0)" } ?? "") + "\n"
        }.joined()
    }
}
