/// Finds types and shapes, node after node, and checks each node against its operator's row meanwhile.
///
/// Sizes that a graph computes for itself (a shape read, cut, joined, used to reshape) are followed as far as their
/// numbers are few.
struct Inference {
    static let contentAtMost = 1024

    var graph: Graph
    /// Whole numbers of values that nodes make, as far as they are known.
    private(set) var contents: [ValueID: [Dimension]] = [:]
    private var reals: [ValueID: [Float]] = [:]

    init(_ graph: Graph) {
        self.graph = graph
    }

    /// Checks one node and sets what is known of its outputs; those before it have had their turn.
    mutating func visit(_ node: Node) throws(GraphError) {
        do throws(NodeFault) {
            guard let row = OperatorTable[node.operation] else { throw .unknownOperator }
            try row.check(node)
            var facts = NodeFacts(
                node: node, row: row, inputs: node.inputs.map { known($0) },
                outputs: Array(repeating: NodeFacts.Known(), count: node.outputs.count))
            try facts.bindTypes()
            try row.rule(&facts)
            for (value, known) in zip(node.outputs, facts.outputs) { try keep(known, as: value) }
        } catch {
            throw .badNode(name: node.name, operation: node.operation, error)
        }
    }

    func known(_ value: ValueID?) -> NodeFacts.Known? {
        guard let value else { return nil }
        let known = graph[value]
        return NodeFacts.Known(
            type: known.type, shape: known.shape, content: contents[value] ?? known.constant?.sizes,
            reals: reals[value] ?? known.constant?.fewFloats, constant: known.constant)
    }

    private mutating func keep(_ known: NodeFacts.Known, as value: ValueID?) throws(NodeFault) {
        guard let value else { return }
        graph[value].type = known.type ?? graph[value].type
        if let shape = known.shape {
            guard shape.count <= Graph.rankAtMost else {
                throw .rank("output", found: shape.count, wanted: "at most \(Graph.rankAtMost)")
            }
            let sizes = shape.compactMap(\.size)
            guard let count = Tensor.count(sizes.filter { $0 != 0 }), count <= Graph.elementsAtMost else {
                throw .tooManyElements(limit: Graph.elementsAtMost)
            }
            graph[value].shape = Self.completed(shape, by: graph[value].shape)
        }
        contents[value] = known.content
        reals[value] = known.reals
    }

    /// What was found, and where nothing was, what the file says.
    private static func completed(_ found: [Dimension], by said: [Dimension]?) -> [Dimension] {
        guard let said, said.count == found.count else { return found }
        return zip(found, said).map { $0 == .unknown ? $1 : $0 }
    }
}

extension Tensor {
    fileprivate var fewFloats: [Float]? { count <= Inference.contentAtMost ? floats : nil }

    /// Whole numbers, or truths as 0 and 1, of a small tensor, as sizes.
    fileprivate var sizes: [Dimension]? {
        guard count <= Inference.contentAtMost else { return nil }
        if case .bool(let all) = elements { return all.map { .fixed($0 ? 1 : 0) } }
        return integers?.map { .fixed($0) }
    }
}

extension Graph {
    /// Finds the types and shapes of all values, and puts constants where a network computes sizes that are known.
    ///
    /// Behind operators that are not in the table nothing is known; `GraphCheck` names them.
    public mutating func inferShapes() throws(GraphError) {
        var inference = Inference(self)
        for node in nodes where OperatorTable[node.operation] != nil { try inference.visit(node) }
        self = inference.graph
        replaceKnownSizes(inference.contents)
    }

    /// Values whose whole numbers are all known become constants, and nodes that only made such go.
    mutating func replaceKnownSizes(_ contents: [ValueID: [Dimension]]) {
        let kept = Set(outputs)
        for (value, content) in contents where !kept.contains(value) {
            let sizes = content.compactMap(\.size)
            guard sizes.count == content.count, let shape = self[value].fixedShape, let type = self[value].type,
                let tensor = Tensor(sizes: sizes, shape: shape, type: type)
            else { continue }
            self[value] = Value(name: self[value].name, constant: tensor)
        }
        nodes = nodes.filter { node in
            node.outputs.isEmpty || node.outputs.contains { $0.map { self[$0].constant == nil } ?? false }
        }
    }
}

extension Tensor {
    /// Whole numbers in the type that their value has; nil if they do not fit.
    fileprivate init?(sizes: [Int], shape: [Int], type: ElementType) {
        let elements: Elements
        switch type {
        case .s64: elements = .s64(sizes.map { Int64($0) })
        case .s32 where sizes.allSatisfy { Int32(exactly: $0) != nil }:
            elements = .s32(sizes.map { Int32(truncatingIfNeeded: $0) })
        case .bool: elements = .bool(sizes.map { $0 != 0 })
        default: return nil
        }
        guard let tensor = try? Tensor(shape: shape, elements: elements) else { return nil }
        self = tensor
    }
}
