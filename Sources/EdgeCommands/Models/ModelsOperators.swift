import EdgeArguments
import EdgeModels
import EdgeRecords

/// `edgeplan models operators`: what a model may consist of.
enum ModelsOperators {
    static let declaration = Command(
        "operators", "List the ONNX operators that are supported.",
        details: "What this prints is what the tests run: ONNX's own cases for each of them.",
        examples: [Example("edgeplan models operators | grep -i resize", "Whether an operator is among them.")],
        seeAlso: ["models check"])

    static func run(_ parsed: ParsedCommand) throws -> Outcome {
        let names = OperatorTable.rows.map(\.name.description).sorted()
        guard parsed.flag("json") else { return Outcome(output: names.joined(separator: "\n") + "\n") }
        return Outcome(
            output: try RecordText.encode(OperatorList(operatorSet: Graph.operatorSet, operators: names)))
    }
}
