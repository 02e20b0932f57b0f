/// Writes a graph as an ONNX file: the same graph always gives the same bytes.
///
/// The operators' version is the graph's own, and tensors lie in the file as they are.
public struct ONNXWriter {
    /// The newest form of the file itself that goes with the operators' version.
    private static let fileVersion = 10

    /// - Throws: `badNode` for a node with an attribute that no file can hold.
    public static func bytes(of graph: Graph) throws(GraphError) -> [UInt8] {
        for node in graph.nodes {
            for (name, attribute) in node.attributes {
                guard case .unsupported(let content) = attribute else { continue }
                throw .badNode(
                    name: node.name, operation: node.operation, .unsupportedAttribute(name, content: content))
            }
        }
        var writer = ProtobufWriter()
        writer.integer(1, fileVersion)
        writer.text(2, "edgeplan")
        let names = ValueNames(graph)
        writer.message(7) { write(graph, names, into: &$0) }
        for (domain, version) in domains(of: graph) {
            writer.message(8) { set in
                if !domain.isEmpty { set.text(1, domain) }
                set.integer(2, version)
            }
        }
        for (key, value) in graph.properties.sorted(by: { $0.key < $1.key }) {
            writer.message(14) { property in
                property.text(1, key)
                property.text(2, value)
            }
        }
        return writer.bytes
    }

    /// ONNX's own, and all others that nodes have, sorted.
    private static func domains(of graph: Graph) -> [(String, Int)] {
        let others = Set(graph.nodes.map(\.operation.domain)).subtracting([""])
        return [("", Graph.operatorSet)] + others.sorted().map { ($0, 1) }
    }

    private static func write(_ graph: Graph, _ names: ValueNames, into writer: inout ProtobufWriter) {
        var nodeNames = DifferentNames()
        for node in graph.nodes {
            let name = nodeNames.take(node.name.isEmpty ? node.operation.name : node.name)
            writer.message(1) { write(node, name, names, into: &$0) }
        }
        writer.text(2, graph.name.isEmpty ? "graph" : graph.name)
        for value in names.constants {
            guard let constant = graph[value].constant else { continue }
            writer.message(5) { write(constant, names[value], into: &$0) }
        }
        for input in graph.inputs { writer.message(11) { write(graph[input], names[input], into: &$0) } }
        for output in graph.outputs { writer.message(12) { write(graph[output], names[output], into: &$0) } }
        for value in names.made where graph[value].type != nil && graph[value].shape != nil {
            writer.message(13) { write(graph[value], names[value], into: &$0) }
        }
    }

    private static func write(_ node: Node, _ name: String, _ names: ValueNames, into writer: inout ProtobufWriter) {
        for input in node.inputs { writer.text(1, input.map { names[$0] } ?? "") }
        for output in node.outputs { writer.text(2, output.map { names[$0] } ?? "") }
        writer.text(3, name)
        writer.text(4, node.operation.name)
        for (name, attribute) in node.attributes.sorted(by: { $0.key < $1.key }) {
            writer.message(5) { write(attribute, name, into: &$0) }
        }
        if !node.operation.domain.isEmpty { writer.text(7, node.operation.domain) }
    }

    private static func write(_ attribute: Attribute, _ name: String, into writer: inout ProtobufWriter) {
        writer.text(1, name)
        let kind: Int
        switch attribute {
        case .float(let value): (kind, _) = (1, writer.float(2, value))
        case .integer(let value): (kind, _) = (2, writer.integer(3, value))
        case .text(let value): (kind, _) = (3, writer.text(4, value))
        case .tensor(let value): (kind, _) = (4, writer.message(5) { write(value, "", into: &$0) })
        case .floats(let values): (kind, _) = (6, writer.floats(7, values))
        case .integers(let values): (kind, _) = (7, writer.integers(8, values))
        case .texts(let values):
            for value in values { writer.text(9, value) }
            kind = 8
        case .unsupported: return
        }
        writer.integer(20, kind)
    }

    static func write(_ tensor: Tensor, _ name: String, into writer: inout ProtobufWriter) {
        writer.integers(1, tensor.shape)
        writer.integer(2, tensor.type.onnxNumber)
        if !name.isEmpty { writer.text(8, name) }
        writer.blob(9, tensor.elements.storedBytes)
    }

    private static func write(_ value: Value, _ name: String, into writer: inout ProtobufWriter) {
        writer.text(1, name)
        guard let type = value.type else { return }
        writer.message(2) { outer in
            outer.message(1) { tensor in
                tensor.integer(1, type.onnxNumber)
                guard let shape = value.shape else { return }
                tensor.message(2) { sizes in
                    for size in shape { sizes.message(1) { write(size, into: &$0) } }
                }
            }
        }
    }

    private static func write(_ size: Dimension, into writer: inout ProtobufWriter) {
        switch size {
        case .fixed(let size): writer.integer(1, size)
        case .named(let name): writer.text(2, name)
        case .unknown: break
        }
    }
}

/// The names that a graph's values have in a file: their own, made different where two are the same.
private struct ValueNames {
    /// Constants that nodes or the outputs take, and values that nodes make for others, each in the order of use.
    private(set) var constants: [ValueID] = []
    private(set) var made: [ValueID] = []
    private var names: [ValueID: String] = [:]
    private var taken = DifferentNames()

    init(_ graph: Graph) {
        // What enters and leaves keeps its name before all others.
        for value in graph.inputs + graph.outputs { name(value, in: graph) }
        for node in graph.nodes {
            for value in node.inputs { value.map { name($0, in: graph) } }
            for value in node.outputs { value.map { name($0, in: graph) } }
        }
        let ends = Set(graph.inputs + graph.outputs)
        let makers = Set(graph.nodes.flatMap { $0.outputs.compactMap { $0 } })
        let all = names.keys.sorted { $0.index < $1.index }
        constants = all.filter { graph[$0].constant != nil }
        made = all.filter { makers.contains($0) && !ends.contains($0) }
    }

    subscript(_ value: ValueID) -> String { names[value] ?? "" }

    private mutating func name(_ value: ValueID, in graph: Graph) {
        guard names[value] == nil else { return }
        let own = graph[value].name
        names[value] = taken.take(own.isEmpty ? "value \(value.index)" : own)
    }
}

/// Names of which no two are the same: readers refuse such files.
private struct DifferentNames {
    private var taken: Set<String> = []
    private var counts: [String: Int] = [:]

    /// The name itself, or with a number behind it if somebody has it.
    mutating func take(_ own: String) -> String {
        var name = own
        while !taken.insert(name).inserted {
            counts[own, default: 1] += 1
            name = "\(own) \(counts[own, default: 2])"
        }
        return name
    }
}
