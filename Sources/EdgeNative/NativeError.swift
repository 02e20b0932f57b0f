public import EdgeKernels
public import EdgeModels
public import EdgeRecords

/// Why a model cannot be compiled or run as it was asked.
public enum NativeError: ExplainedError {
    /// An operator, or an attribute of it, that this engine does not compute.
    case unsupported(node: String, operation: String, reason: String)
    case unknownShape(value: String)
    case noSuchInput(String, names: [String])
    case noSuchOutput(String, names: [String])
    /// It has no place in the arena, for its type or because its size is known only after a run.
    case looseValue(String)
    case notRun(String)
    case wrongShape(value: String, expected: [Int], given: [Int])
    case wrongCount(value: String, expected: Int, given: Int)
    case wrongType(value: String, expected: ElementType, given: ElementType)
    case tooFewCPUs(threads: Int, cpus: Int)
    /// Before any of it is taken.
    case tooLarge(bytes: Int, available: Int)
    case kernel(KernelError, layer: String)
    case graph(GraphError)
    case file(ONNXError)
    case plain(PlainError)

    public var what: String {
        switch self {
        case .unsupported(let node, let operation, _): "\(operation) \"\(node)\" cannot be computed"
        case .unknownShape(let value): "the shape of \"\(value)\" is not known"
        case .noSuchInput(let name, _): "there is no input \"\(name)\""
        case .noSuchOutput(let name, _): "there is no output \"\(name)\""
        case .looseValue(let name): "\"\(name)\" cannot be reached in place"
        case .notRun(let name): "the output \"\(name)\" cannot be read"
        case .wrongShape(let value, _, let given): "\"\(value)\" was given a tensor of \(given)"
        case .wrongCount(let value, _, let given): "\"\(value)\" was given \(given) elements"
        case .wrongType(let value, _, let given): "\"\(value)\" was given \(given.rawValue)"
        case .tooFewCPUs(let threads, _): "\(threads) threads cannot be placed"
        case .tooLarge(let bytes, _): "the model's memory of \(bytes) bytes cannot be had"
        case .kernel(let error, _): error.what
        case .graph(let error): error.what
        case .file(let error): error.what
        case .plain(let error): error.what
        }
    }

    public var `where`: String {
        switch self {
        case .kernel(let error, let layer): "layer \(layer), \(error.where)"
        case .graph(let error): error.where
        case .file(let error): error.where
        case .plain(let error): error.where
        default: "native engine"
        }
    }

    public var why: String {
        switch self {
        case .unsupported(_, _, let reason): reason
        case .unknownShape: "a size of it depends on what the model is given"
        case .noSuchInput(_, let names): "the model's inputs are \(names.joined(separator: ", "))"
        case .noSuchOutput(_, let names): "the model's outputs are \(names.joined(separator: ", "))"
        case .looseValue: "its type has no place there, or its size depends on what the model is given"
        case .notRun: "the model was not run yet"
        case .wrongShape(_, let expected, _): "its shape is \(expected)"
        case .wrongCount(_, let expected, _): "it has \(expected)"
        case .wrongType(_, let expected, _): "its type is \(expected.rawValue)"
        case .tooFewCPUs(_, let cpus): "only \(cpus) CPUs were named for them"
        case .tooLarge(_, let available): "\(available) bytes are left on this machine"
        case .kernel(let error, _): error.why
        case .graph(let error): error.why
        case .file(let error): error.why
        case .plain(let error): error.why
        }
    }

    public var remedy: String {
        switch self {
        case .unsupported: "export the model without it, or choose another engine"
        case .unknownShape: "bind the model's open sizes, such as the batch"
        case .noSuchInput, .noSuchOutput: "use one of these names"
        case .looseValue: "write or read it as a tensor"
        case .notRun: "run it first"
        case .wrongShape, .wrongCount, .wrongType: "convert the tensor first"
        case .tooFewCPUs: "ask for fewer threads, or name more CPUs"
        case .tooLarge: "bind smaller sizes, use a smaller model, or end other programs"
        case .kernel(let error, _): error.remedy
        case .graph(let error): error.remedy
        case .file(let error): error.remedy
        case .plain(let error): error.remedy
        }
    }

    public var status: ExitStatus {
        switch self {
        case .kernel(let error, _): error.status
        case .graph(let error): error.status
        case .file(let error): error.status
        case .plain(let error): error.status
        case .unsupported: .missing
        default: .badInput
        }
    }
}
