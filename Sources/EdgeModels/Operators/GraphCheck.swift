/// What stands between a network and an engine, all at once and before anything runs.
public struct GraphCheck: Sendable {
    /// One node that cannot run, and what can be done about it.
    public struct Finding: Hashable, Sendable {
        public let node: String
        public let operation: OperatorName
        public let why: String
        public let remedy: String
    }

    public let graph: Graph
    /// Those that make no sense among them.
    public let nodeCount: Int
    /// In the order of the graph; those that make no sense in themselves first.
    public let findings: [Finding]

    /// Checks a graph against the operators that an engine executes.
    public init(_ graph: Graph, operators: Set<OperatorName>) {
        self.graph = graph
        nodeCount = graph.nodes.count
        findings = Self.unsupported(graph, operators)
    }

    /// Checks an ONNX file; what is wrong with single nodes is a finding and ends nothing.
    ///
    /// - Throws: whatever is wrong with the file as a whole.
    public init(
        at path: String, binding: [String: Int] = [:], operators: Set<OperatorName>,
        limits: ONNXReader.Limits = ONNXReader.Limits()
    ) throws(ONNXError) {
        let (graph, faults) = try ONNXReader.listingFaults(at: path, binding: binding, limits: limits)
        self.graph = graph
        nodeCount = graph.nodes.count + faults.count
        findings = faults.compactMap(Self.finding) + Self.unsupported(graph, operators)
    }

    private static func unsupported(_ graph: Graph, _ operators: Set<OperatorName>) -> [Finding] {
        graph.nodes.filter { !operators.contains($0.operation) }.map { node in
            Finding(
                node: node.name, operation: node.operation, why: "the engine does not execute this operator",
                remedy: OperatorAdvice.remedy(for: node.operation))
        }
    }

    private static func finding(_ error: GraphError) -> Finding? {
        guard case .badNode(let name, let operation, let fault) = error else { return nil }
        return Finding(node: name, operation: operation, why: fault.why, remedy: fault.remedy)
    }
}
