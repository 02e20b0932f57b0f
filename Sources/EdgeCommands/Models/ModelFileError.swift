import EdgeModels
import EdgeRecords

/// Why a model file was not taken or not written.
enum ModelFileError: ExplainedError {
    case alreadyThere(path: String)
    case badName(String)
    case badTask(String)
    case catalogueName(String)
    case tooLargeToCopy(path: String)
    /// As a TensorFlow Lite file.
    case notWritten(String, Precision)
    case cannotRun(path: String, finding: ModelCheck.Finding, count: Int)

    var what: String {
        switch self {
        case .alreadyThere(let path): "\(path) was not written"
        case .notWritten(let name, let precision): "\(name)/\(precision.rawValue) was not written"
        case .badName(let name): "a model cannot be called '\(name)'"
        case .badTask(let task): "a task cannot be called '\(task)'"
        case .catalogueName(let name): "\(name) was not added"
        case .cannotRun(let path, _, _), .tooLargeToCopy(let path): "\(path) was not added"
        }
    }

    var `where`: String {
        switch self {
        case .alreadyThere(let path), .tooLargeToCopy(let path): path
        case .badName, .catalogueName: "edgeplan models add --name"
        case .badTask: "edgeplan models add --task"
        case .notWritten: "edgeplan models export --output"
        case .cannotRun(_, let finding, _): "node \(finding.node), operator \(finding.operation)"
        }
    }

    var why: String {
        switch self {
        case .alreadyThere: "a file is there already"
        case .tooLargeToCopy: "it is larger than 2 GiB, and models that are added are copied"
        case .notWritten: "only networks of floats are written as TensorFlow Lite files"
        case .badName: "names are of small letters, digits, dots and dashes, at most 64"
        case .badTask: "tasks are of small letters, digits, and dashes between them"
        case .catalogueName: "the program has a model of this name itself"
        case .cannotRun(_, let finding, let count):
            finding.why + (count > 1 ? ", and \(count - 1) more nodes cannot be run" : "")
        }
    }

    var remedy: String {
        switch self {
        case .alreadyThere: "name another file with --output, or replace it with --force"
        case .tooLargeToCopy(let path): "measure it where it lies: edgeplan profile models --model \(path)"
        case .badName, .catalogueName: "give another with --name"
        case .notWritten: "write it as ONNX, or leave out --precision"
        case .badTask: "write it as image-classification is written"
        case .cannotRun(_, let finding, _): finding.remedy + "; `edgeplan models check` names every node"
        }
    }

    var status: ExitStatus {
        switch self {
        case .badName, .badTask: .wrongUsage
        default: .badInput
        }
    }
}
