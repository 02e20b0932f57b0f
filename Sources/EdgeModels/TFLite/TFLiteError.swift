public import EdgePlatform
public import EdgeRecords

/// Why a file could not be taken as a TensorFlow Lite model, and where in it.
public enum TFLiteError: ExplainedError {
    case file(FileTreeError)
    /// It does not bear the format's mark.
    case notThis
    case tooLarge(bytes: Int, limitBytes: Int)
    /// The bytes are no flatbuffer.
    case damaged(offset: Int, FlatBufferFault)
    case version(Int)
    case noNetwork
    case tooMany(String, limit: Int)
    case badTensor(name: String, why: String)
    case badOperator(number: Int, name: String, why: String)
    /// What only a graph can be asked for.
    case notRead(file: String, verb: String)
    /// Its sizes cannot be bound: the file is kept as it is.
    case unboundSizes

    /// What is wrong with the bytes of a flatbuffer.
    public enum FlatBufferFault: Equatable, Sendable {
        case pastTheEnd, badTable, badText
    }
}

extension TFLiteError {
    public var what: String {
        switch self {
        case .file(let error): error.what
        case .badTensor(let name, _): "the tensor \(name) could not be read"
        case .notRead(let file, let verb): "\(file) cannot be \(verb)"
        default: "the TensorFlow Lite model could not be read"
        }
    }

    public var `where`: String {
        switch self {
        case .file(let error): error.where
        case .damaged(let offset, _): "byte \(offset)"
        case .badTensor(let name, _): name.isEmpty ? "a tensor without a name" : name
        case .badOperator(let number, let name, _): "operator \(number), \(name)"
        case .notRead(let file, _): file
        case .unboundSizes: "--bind"
        default: "the whole file"
        }
    }

    public var why: String {
        switch self {
        case .file(let error): error.why
        case .notThis: "it does not bear the mark TFL3"
        case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, and \(limit) are taken at most"
        case .damaged(_, let fault): fault.why
        case .version(let version): "it is of version \(version) of the format, and 3 is the one that is known"
        case .noNetwork: "it holds no network"
        case .tooMany(let things, let limit): "it has more than \(limit) \(things)"
        case .badTensor(_, let why), .badOperator(_, _, let why): why
        case .notRead: "it is a file that only engines of others read; what it holds is no graph here"
        case .unboundSizes: "sizes of a TensorFlow Lite file are bound when it is converted"
        }
    }

    public var remedy: String {
        switch self {
        case .file: "name a TensorFlow Lite file that can be read"
        case .notThis, .damaged, .noNetwork:
            "check that this is a .tflite file, and fetch or convert it again: it may be incomplete"
        case .tooLarge, .tooMany: "check that this is the right file"
        case .version: "convert the model with a TensorFlow of this decade"
        case .badTensor, .badOperator: "convert the model again: the file is incomplete or damaged"
        case .notRead: "take the ONNX file that the model came from, or measure this one: edgeplan profile models"
        case .unboundSizes: "leave it out"
        }
    }

    public var status: ExitStatus {
        if case .unboundSizes = self { .wrongUsage } else { .badInput }
    }
}

extension TFLiteError.FlatBufferFault {
    var why: String {
        switch self {
        case .pastTheEnd: "something would lie outside of the file"
        case .badTable: "a table's list of fields makes no sense"
        case .badText: "a text is not UTF-8"
        }
    }
}
