public import EdgePlatform
public import EdgeRecords

/// Why a file could not be taken as OpenVINO's own form, and where in it.
public enum IRError: ExplainedError {
    case file(FileTreeError)
    case noWeights(path: String, FileTreeError)
    case shortWeights(path: String, bytes: Int, needed: Int)
    case damaged(offset: Int, why: String)
    case notThis
    case version(String)
    case noNetwork
    case tooMany(String, limit: Int)
    case badLayer(name: String, why: String)

    public var what: String {
        switch self {
        case .file(let error): error.what
        case .noWeights, .shortWeights: "the model's numbers could not be read"
        default: "the OpenVINO model could not be read"
        }
    }

    public var `where`: String {
        switch self {
        case .file(let error): error.where
        case .noWeights(let path, _), .shortWeights(let path, _, _): path
        case .damaged(let offset, _): "byte \(offset)"
        case .badLayer(let name, _): name.isEmpty ? "a layer without a name" : "layer \(name)"
        default: "the whole file"
        }
    }

    public var why: String {
        switch self {
        case .file(let error), .noWeights(_, let error): error.why
        case .shortWeights(_, let bytes, let needed): "it has \(bytes) bytes, and the description uses \(needed)"
        case .damaged(_, let why), .badLayer(_, let why): why
        case .notThis: "it is no XML with a net in it"
        case .version(let version): "it is of version \(version.prefix(20)) of the format, and 10 and 11 are known"
        case .noNetwork: "it holds no network"
        case .tooMany(let things, let limit): "it has more than \(limit) \(things)"
        }
    }

    public var remedy: String {
        switch self {
        case .file: "name an OpenVINO file (.xml) that can be read"
        case .noWeights, .shortWeights: "put the .bin file that was written with it beside it, under the same name"
        case .version: "convert the model with an OpenVINO of 2020 or later"
        default: "check that this is the right file, and convert the model again: it may be incomplete"
        }
    }

    public var status: ExitStatus { .badInput }
}

extension XMLReader.Fault {
    var why: String {
        switch self {
        case .badElement: "an element is not well formed"
        case .badText: "a text is not UTF-8, or has an entity that is not known"
        case .tooDeep: "elements lie in each other more than \(XMLReader.depthAtMost) deep"
        case .tooMany: "an element has too many attributes, or a text is too long"
        }
    }
}
