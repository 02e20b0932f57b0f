import EdgeArguments
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models check`: whether a file can be read and run, before anything runs.
enum ModelsCheck {
    static let declaration = Command(
        "check", "Check an ONNX file: every operator that is not supported, with its node.",
        operands: [Operand("file", .path(), "An ONNX file.")], options: [ModelsCommand.binding],
        examples: [
            Example("edgeplan models check my-model.onnx", "Status 0 if it can be run, 1 if not."),
            Example("edgeplan models check my-model.onnx --json", "Each finding as a record."),
        ],
        statuses: [StatusMeaning(.no, "A node cannot be run; each is named with a remedy.")],
        seeAlso: ["models operators", "models add"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let path = parsed.text("file")
        let check = try GraphCheck(
            at: path, binding: try Binding.sizes(parsed), operators: UnsupportedNodes.known)
        let answer = ModelCheck(
            file: path, nodes: check.nodeCount, findings: UnsupportedNodes.findings(of: check))
        let text =
            parsed.flag("json")
            ? try RecordText.encode(answer) : ModelCheckText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: text, status: answer.findings.isEmpty ? .done : .no)
    }
}
