import EdgeArguments
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models check`: whether a file can be read and run, before anything runs.
enum ModelsCheck {
    static let declaration = Command(
        "check", "Check a file: every operator that is not supported, with its node.",
        operands: [Operand("file", .path(), "An ONNX, .tflite or OpenVINO (.xml) file.")],
        options: [ModelsCommand.binding],
        examples: [
            Example("edgeplan models check my-model.onnx", "Status 0 if it can be run, 1 if not."),
            Example("edgeplan models check my-model.onnx --json", "Each finding as a record."),
        ],
        statuses: [StatusMeaning(.no, "A node cannot be run; each is named with a remedy.")],
        seeAlso: ["models operators", "models add"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let path = parsed.text("file")
        guard ![.gguf, .ctranslate2].contains(ModelFormat(ofFileNamed: path)) else {
            throw TFLiteError.notRead(file: path, verb: "checked here")
        }
        let answer =
            switch ModelFormat(ofFileNamed: path) {
            case .tflite?: try tensorFlowLite(path)
            case .openvinoIR?: try openVINO(path)
            default: try graph(path, binding: try Binding.sizes(parsed))
            }
        let text =
            parsed.flag("json")
            ? try RecordText.encode(answer) : ModelCheckText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: text, status: answer.findings.isEmpty ? .done : .no)
    }

    private static func graph(_ path: String, binding: [String: Int]) throws -> ModelCheck {
        let check = try GraphCheck(at: path, binding: binding, operators: UnsupportedNodes.known)
        return ModelCheck(file: path, nodes: check.nodeCount, findings: UnsupportedNodes.findings(of: check))
    }

    /// That both files are there and whole; what is in them OpenVINO wrote itself.
    private static func openVINO(_ path: String) throws(IRError) -> ModelCheck {
        let file = try IRReader.pair(at: path).file
        return ModelCheck(file: path, nodes: file.operators.reduce(0) { $0 + $1.count }, findings: [])
    }

    /// For the engines that read it: all that is built in they have, and of the rest nothing is known.
    private static func tensorFlowLite(_ path: String) throws(TFLiteError) -> ModelCheck {
        let file = try TFLiteReader.file(at: path)
        let findings = file.operators.filter(\.isCustom).map { custom in
            ModelCheck.Finding(
                node: "\(custom.count) of them", operation: custom.name,
                why: "it is none of the format's own, so that only an engine that was given it can run it",
                remedy: custom.name == "edgetpu-custom-op"
                    ? "use the file from before the Edge TPU's compiler"
                    : "convert the model with built-in operators alone")
        }
        return ModelCheck(file: path, nodes: file.operators.reduce(0) { $0 + $1.count }, findings: findings)
    }
}
