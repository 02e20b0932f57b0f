/// What stands at the top of an ONNX file, its graph still unread.
struct ModelMessage {
    /// The version of each domain's operators that the nodes mean.
    private(set) var operatorSets: [String: Int] = [:]
    /// Operators that the file itself defines, by other nodes.
    private(set) var functions: Set<OperatorName> = []
    private(set) var graph = ProtobufReader([])
    /// What the file says of itself, of all that it may say what we wrote.
    private(set) var properties: [String: String] = [:]

    init(_ file: [UInt8]) throws(ONNXError) {
        var reader = ProtobufReader(file)
        var found: ProtobufReader?
        while let field = try reader.next() {
            switch field.number {
            case 7: found = try field.message()
            case 8: try addOperatorSet(try field.message())
            case 14: try addProperty(try field.message())
            case 25: functions.insert(try Self.functionName(try field.message()))
            default: break
            }
        }
        guard let found else { throw .noGraph }
        graph = found
    }

    private mutating func addOperatorSet(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        var domain = ""
        var version = 0
        while let field = try reader.next() {
            switch field.number {
            case 1: domain = try field.text()
            case 2: version = try field.integer()
            default: break
            }
        }
        operatorSets[OperatorName(domain: domain, name: "").domain] = version
    }

    private mutating func addProperty(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        var key = ""
        var value: ProtobufField?
        while let field = try reader.next() {
            switch field.number {
            case 1: key = try field.text()
            case 2: value = field
            default: break
            }
        }
        guard key.hasPrefix(Graph.ownProperties), let value else { return }
        properties[key] = try value.text()
    }

    private static func functionName(_ message: ProtobufReader) throws(ONNXError) -> OperatorName {
        var reader = message
        var name = ""
        var domain = ""
        while let field = try reader.next() {
            switch field.number {
            case 1: name = try field.text()
            case 10: domain = try field.text()
            default: break
            }
        }
        return OperatorName(domain: domain, name: name)
    }
}
