public import EdgePlatform
public import EdgeRecords

/// Why a file could not be taken as an ONNX model, and where in it.
public enum ONNXError: ExplainedError {
    /// The file itself, or one with its data, could not be read.
    case file(FileTreeError)
    /// The network that the file describes cannot be.
    case graph(GraphError)
    case tooLarge(bytes: Int, limitBytes: Int)
    /// The bytes are no protobuf message.
    case damaged(offset: Int, ProtobufFault)
    /// There is no graph inside.
    case noGraph
    /// Made for a version that this program does not know.
    case tooNew(domain: String, version: Int, known: Int)
    /// Not even a version is named.
    case noOperatorSet(domain: String)
    case tooMany(String, limit: Int)
    case badTensor(name: String, TensorFault)
    /// Two values, or two attributes of a node, bear one name.
    case duplicateName(String, of: String)
    /// A node asks for a value that nobody makes.
    case missingValue(String, node: String)
    /// Nodes wait for each other.
    case cycle(node: String)
    /// A node's operator is one that the file itself defines.
    case ownFunction(OperatorName, node: String)
    /// An input or an output of the network is none that the engine could take.
    case badInterface(name: String, why: String)

    /// What is wrong with the bytes of a message.
    public enum ProtobufFault: Equatable, Sendable {
        case pastTheEnd, badField, badNumber, badText, unexpectedKind
    }

    /// What is wrong with a stored tensor.
    public enum TensorFault: Equatable, Sendable {
        case unknownType(Int)
        case badShape([Int])
        /// A number of elements or bytes that does not fit the shape.
        case wrongCount(found: Int, wanted: Int)
        case noData
        /// Outside the model's folder, or the model's own file.
        case forbiddenPath(String)
        case badRange(offset: Int, bytes: Int, fileBytes: Int)
        case noFolder
        case tooMuchData(limitBytes: Int)
        case badField(String)
    }
}

extension ONNXError {
    public var what: String {
        switch self {
        case .file(let error): error.what
        case .graph(let error): error.what
        case .badTensor(let name, _): "the tensor \(name) could not be read"
        case .badInterface(let name, _): "the network's \(name) cannot be"
        default: "the ONNX model could not be read"
        }
    }

    public var `where`: String {
        switch self {
        case .file(let error): error.where
        case .graph(let error): error.where
        case .damaged(let offset, _): "byte \(offset)"
        case .missingValue(_, let node), .cycle(let node), .ownFunction(_, let node): "node \(node)"
        case .badTensor(let name, _), .badInterface(let name, _), .duplicateName(let name, _):
            name.isEmpty ? "what has no name" : name
        case .tooLarge, .noGraph, .tooNew, .noOperatorSet, .tooMany: "the whole file"
        }
    }

    public var why: String {
        switch self {
        case .file(let error): error.why
        case .graph(let error): error.why
        case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, and \(limit) are taken at most"
        case .damaged(_, let fault): fault.why
        case .noGraph: "it holds no graph"
        case .tooNew(let domain, let version, let known):
            "it wants version \(version) of the operators of \(Self.domain(domain)), and \(known) is the newest known"
        case .noOperatorSet(let domain): "it does not say which version of \(Self.domain(domain)) its nodes mean"
        case .tooMany(let things, let limit): "it has more than \(limit) \(things)"
        case .badTensor(_, let fault): fault.why
        case .duplicateName(let name, let things): "two \(things) bear the name \(name)"
        case .missingValue(let value, _): "nothing makes the value \(value) that it takes"
        case .cycle: "it waits, by way of other nodes, for its own result"
        case .ownFunction(let operation, _): "its operator \(operation) is a function that the file defines"
        case .badInterface(_, let why): why
        }
    }

    public var remedy: String {
        switch self {
        case .file: "name an ONNX file that can be read, with its data files in their places beside it"
        case .graph(let error): error.remedy
        case .tooLarge, .tooMany: "check that this is the right file"
        case .damaged, .noGraph: "check that this is an ONNX file, and fetch or export it again: it may be incomplete"
        case .tooNew(_, _, let known): "export the model for operator set \(known) or older"
        case .badTensor(_, let fault): fault.remedy
        case .ownFunction: "put the functions' nodes in their places with onnx.inliner"
        case .noOperatorSet, .duplicateName, .missingValue, .cycle, .badInterface:
            "export the model again, and check it with onnx.checker"
        }
    }

    private static func domain(_ name: String) -> String { name.isEmpty ? "ONNX" : name }
}

extension ONNXError.ProtobufFault {
    var why: String {
        switch self {
        case .pastTheEnd: "something is longer than what holds it"
        case .badField: "a field begins with a number that no field has"
        case .badNumber: "a number is longer than ten bytes"
        case .badText: "a text is not valid UTF-8"
        case .unexpectedKind: "a field holds another kind of content than its number says"
        }
    }
}

extension ONNXError.TensorFault {
    var why: String {
        switch self {
        case .unknownType(let number): "its elements are of type number \(number), which is not supported"
        case .badShape(let shape): "no tensor has the shape \(Self.text(of: shape))"
        case .wrongCount(let found, let wanted): "its shape needs \(wanted) bytes or elements, and \(found) are there"
        case .noData: "its elements are missing"
        case .forbiddenPath(let path): "its data would be at \(path), which is not a file beside the model"
        case .badRange(let offset, let bytes, let file):
            "its data would be \(bytes) bytes at \(offset) of a file of \(file) bytes"
        case .noFolder: "its data lies in another file, and the model was not read from a folder"
        case .tooMuchData(let limit): "the model's tensors take more than \(limit) bytes"
        case .badField(let name): "its field \(name) makes no sense"
        }
    }

    /// All sizes, or the first of more than any tensor has.
    private static func text(of shape: [Int]) -> String {
        guard shape.count > Graph.rankAtMost else { return "\(shape)" }
        let first = shape.prefix(4).map { "\($0)" }.joined(separator: ", ")
        return "[\(first), …], of \(shape.count) dimensions"
    }

    var remedy: String {
        switch self {
        case .unknownType: "convert the tensor to a type that the engine knows"
        case .forbiddenPath, .badRange, .noFolder: "keep the data file in the model's folder, as it was exported"
        case .tooMuchData: "check that this is the right file"
        case .badShape, .wrongCount, .noData, .badField: "export the model again: it is incomplete or damaged"
        }
    }
}
