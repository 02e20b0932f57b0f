/// A node as an ONNX file holds it: values by name, the operator in the file's version.
struct NodeMessage {
    var name = ""
    var operation: OperatorName = ""
    /// An empty name stands for what is left out.
    var inputs: [String] = []
    var outputs: [String] = []
    var attributes: [String: Attribute] = [:]
    /// Graphs that are to run now and then, such as the two of an `If`.
    private(set) var branches: [String: GraphMessage] = [:]

    /// - Parameter place: where the node stands in the file, for nodes without a name.
    init(_ message: ProtobufReader, place: Int, _ context: inout ReadingContext) throws(ONNXError) {
        var reader = message
        var word = ""
        var domain = ""
        while let field = try reader.next() {
            switch field.number {
            case 1: inputs.append(try field.text())
            case 2: outputs.append(try field.text())
            case 3: name = try field.text()
            case 4: word = try field.text()
            case 5: try add(try AttributeMessage(try field.message(), &context))
            case 7: domain = try field.text()
            default: break
            }
        }
        operation = OperatorName(domain: domain, name: word)
        if name.isEmpty { name = "\(word) \(place)" }
    }

    private mutating func add(_ attribute: AttributeMessage) throws(ONNXError) {
        guard attributes.updateValue(attribute.value, forKey: attribute.name) == nil else {
            throw .duplicateName(attribute.name, of: "attributes of the node \(name)")
        }
        branches[attribute.name] = attribute.branch
    }
}

/// One attribute of a node, as an ONNX file holds it.
struct AttributeMessage {
    private(set) var name = ""
    let value: Attribute
    let branch: GraphMessage?

    init(_ message: ProtobufReader, _ context: inout ReadingContext) throws(ONNXError) {
        var reader = message
        var content = AttributeContent()
        while let field = try reader.next() {
            switch field.number {
            case 1: name = try field.text()
            default: try content.take(field, &context)
            }
        }
        value = content.value
        branch = content.branch
    }
}

/// What the fields of an attribute said so far.
private struct AttributeContent {
    /// The kind that the file names; 0 in files too old to do so.
    private var kind = 0
    /// The kind of the last field that had content.
    private var seen = 0
    private var float: Float = 0
    private var integer = 0
    private var text = ""
    private var tensor: Tensor?
    private var floats: [UInt8] = []
    private var integers: [UInt64] = []
    private var texts: [String] = []
    private(set) var branch: GraphMessage?

    mutating func take(_ field: ProtobufField, _ context: inout ReadingContext) throws(ONNXError) {
        switch field.number {
        case 2: (float, seen) = (try field.float(), 1)
        case 3: (integer, seen) = (try field.integer(), 2)
        case 4: (text, seen) = (try field.text(), 3)
        case 5: (tensor, seen) = (try TensorMessage(try field.message()).tensor(&context.files), 4)
        case 6: (branch, seen) = (try context.inner(try field.message()), 5)
        case 7:
            try field.append(to: &floats, width: 4)
            seen = 6
        case 8:
            try field.append(to: &integers)
            seen = 7
        case 9:
            texts.append(try field.text())
            seen = 8
        case 10, 11, 14, 15, 22, 23: seen = field.number
        case 20: kind = try field.integer()
        default: break
        }
    }

    var value: Attribute {
        switch (kind == 0 ? seen : kind, tensor) {
        case (1, _): return .float(float)
        case (2, _): return .integer(integer)
        case (3, _): return .text(text)
        case (4, let tensor?): return .tensor(tensor)
        case (5, _), (10, _): return .unsupported("a graph of its own")
        case (6, _):
            guard case .f32(let all) = Elements(.f32, stored: floats[...]) else { return .floats([]) }
            return .floats(all)
        case (7, _): return .integers(integers.map { Int(truncatingIfNeeded: $0) })
        case (8, _): return .texts(texts)
        default: return .unsupported("a list of tensors, a sparse tensor or a type")
        }
    }
}
