import EdgeArguments
import EdgeModels
import EdgeRecords

/// `edgeplan models operators`: what a network may be made of.
enum ModelsOperators {
    static let declaration = Command(
        "operators", "List the operators that a model may have.",
        details: """
            Operators of ONNX at the version named first, to which older files are translated, and of ONNX Runtime, as its
            quantizer and its optimizer write them.
            """,
        examples: [Example("edgeplan models operators | grep Pool", "Which kinds of pooling there are.")],
        seeAlso: ["models run"])

    static func run(_ parsed: ParsedCommand) throws -> Outcome {
        // The reader takes constants in as values: no node of a graph is one.
        let names = (OperatorTable.rows.map(\.name.description) + ["Constant"]).sorted()
        guard !parsed.flag("json") else {
            let list = OperatorList(operatorSet: Graph.operatorSet, operators: names)
            return Outcome(output: try RecordText.encode(list))
        }
        let heading = "\(names.count) operators; those of ONNX as in version \(Graph.operatorSet)\n"
        return Outcome(output: heading + names.map { "  \($0)\n" }.joined())
    }
}
