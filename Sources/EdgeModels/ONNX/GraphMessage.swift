/// A graph as an ONNX file holds it: everything by name, in the file's order.
struct GraphMessage {
    private(set) var name = ""
    private(set) var nodes: [NodeMessage] = []
    private(set) var initializers: [String: Tensor] = [:]
    /// The order in which the file has them, so that the same file always gives the same graph.
    private(set) var initializerNames: [String] = []
    private(set) var inputs: [ValueMessage] = []
    private(set) var outputs: [ValueMessage] = []
    /// What the file says of values in between.
    private(set) var described: [ValueMessage] = []

    init(_ message: ProtobufReader, _ context: inout ReadingContext) throws(ONNXError) {
        let limits = context.limits
        var reader = message
        while let field = try reader.next() {
            switch field.number {
            case 1: nodes.append(try NodeMessage(try field.message(), place: nodes.count, &context))
            case 2: name = try field.text()
            case 5: try addInitializer(try TensorMessage(try field.message()), &context.files)
            case 11: inputs.append(try ValueMessage(try field.message()))
            case 12: outputs.append(try ValueMessage(try field.message()))
            case 13: described.append(try ValueMessage(try field.message()))
            case 15: throw .badInterface(name: "weights", why: "some of them are stored as sparse tensors")
            default: break
            }
            guard nodes.count <= limits.nodes else { throw .tooMany("nodes", limit: limits.nodes) }
            guard initializers.count + inputs.count + outputs.count + described.count <= limits.values else {
                throw .tooMany("values", limit: limits.values)
            }
        }
    }

    private mutating func addInitializer(_ message: TensorMessage, _ files: inout ExternalFiles) throws(ONNXError) {
        guard initializers.updateValue(try message.tensor(&files), forKey: message.name) == nil else {
            throw .duplicateName(message.name, of: "initializers")
        }
        initializerNames.append(message.name)
    }
}

extension GraphMessage {
    /// The values that somebody takes, here or in a graph within.
    var used: Set<String> {
        nodes.reduce(into: Set(outputs.map(\.name))) { used, node in used.formUnion(node.used) }
    }
}

extension NodeMessage {
    /// The values that a node takes, or that graphs within it take from around it.
    var used: Set<String> {
        branches.values.reduce(into: Set(inputs)) { used, branch in
            let own = branch.nodes.flatMap(\.outputs) + branch.initializerNames + branch.inputs.map(\.name)
            used.formUnion(branch.used.subtracting(own))
        }
    }
}

/// A value that the file describes: its name, and of its type what it says.
struct ValueMessage {
    private(set) var name = ""
    private(set) var type: ElementType?
    private(set) var shape: [Dimension]?
    /// False for sequences, maps and the like.
    private(set) var isTensor = true

    init(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        while let field = try reader.next() {
            switch field.number {
            case 1: name = try field.text()
            case 2: try readType(try field.message())
            default: break
            }
        }
    }

    private mutating func readType(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        while let field = try reader.next() {
            switch field.number {
            case 1: try readTensorType(try field.message())
            case 4, 5, 8, 9: isTensor = false
            default: break
            }
        }
    }

    private mutating func readTensorType(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        while let field = try reader.next() {
            switch field.number {
            case 1: type = ElementType(onnx: try field.integer())
            case 2: shape = try Self.shape(try field.message(), of: name)
            default: break
            }
        }
    }

    private static func shape(_ message: ProtobufReader, of name: String) throws(ONNXError) -> [Dimension] {
        var reader = message
        var shape: [Dimension] = []
        while shape.count <= Graph.rankAtMost, let field = try reader.next() {
            if field.number == 1 { shape.append(try dimension(try field.message())) }
        }
        guard shape.count <= Graph.rankAtMost else {
            throw .badInterface(name: name, why: "it has more than \(Graph.rankAtMost) dimensions")
        }
        return shape
    }

    private static func dimension(_ message: ProtobufReader) throws(ONNXError) -> Dimension {
        var reader = message
        var dimension = Dimension.unknown
        while let field = try reader.next() {
            switch field.number {
            case 1:
                let size = try field.integer()
                // Some exporters write -1 where they know nothing.
                dimension = size >= 0 ? .fixed(size) : .unknown
            case 2:
                let name = try field.text()
                dimension = name.isEmpty ? .unknown : .named(name)
            default: break
            }
        }
        return dimension
    }
}
