public import EdgeModels
public import EdgeNative
public import EdgeRecords

/// Why no variant was made of a model.
public enum CompressionError: ExplainedError {
    /// A weight or bias holds what is no finite number.
    case badWeight(value: String, place: Int)
    /// What flows between nodes is no finite number on this input.
    case badActivation(value: String, sample: String)
    case alreadyQuantized(node: String, operation: String)
    case nothingToQuantize(wanted: String)
    case tooFewSamples(method: String, needed: Int, found: Int)
    /// No input of the model can be made up or calibrated with.
    case unsuitableInput(name: String, type: String)
    case badSample(String, why: String)
    case noScores
    case nothingToPrune(reason: String)
    case interrupted
    case graph(GraphError)
    case native(NativeError)
    case plain(PlainNetworkError)

    public var what: String {
        switch self {
        case .badWeight(let value, _): "the weights \"\(value)\" cannot be compressed"
        case .badActivation(let value, _): "no range can be found for \"\(value)\""
        case .alreadyQuantized: "the model is quantized already"
        case .nothingToQuantize: "there is nothing to quantize"
        case .tooFewSamples(let method, _, _): "there are too few inputs for the method \(method)"
        case .unsuitableInput(let name, _): "the input \"\(name)\" cannot be calibrated with"
        case .badSample(let name, _): "\(name) cannot be given to the model"
        case .noScores: "how much accuracy is lost cannot be told"
        case .nothingToPrune: "no channel can be removed"
        case .interrupted: "interrupted"
        case .graph(let error): error.what
        case .native(let error): error.what
        case .plain(let error): error.what
        }
    }

    public var `where`: String {
        switch self {
        case .badWeight(let value, let place): "\(value)[\(place)]"
        case .badActivation(_, let sample): sample
        case .alreadyQuantized(let node, let operation): "node \(node), operator \(operation)"
        case .nothingToQuantize, .nothingToPrune: "model"
        case .tooFewSamples: "--calibrate"
        case .unsuitableInput(let name, _): "input \(name)"
        case .badSample(let name, _): name
        case .noScores: "--keep-accuracy"
        case .interrupted: "edgeplan models"
        case .graph(let error): error.where
        case .native(let error): error.where
        case .plain(let error): error.where
        }
    }

    public var why: String {
        switch self {
        case .badWeight: "there is a number without bound, or none at all"
        case .badActivation: "the network gives a number without bound, or none at all, on this input"
        case .alreadyQuantized: "its file stores codes of few bits"
        case .nothingToQuantize(let wanted): "the network has no \(wanted)"
        case .tooFewSamples(_, let needed, let found): "it needs \(needed), and there are \(found)"
        case .unsuitableInput(_, let type): "it takes \(type)"
        case .badSample(_, let why): why
        case .noScores: "the model's output is no list of scores of which one is the answer"
        case .nothingToPrune(let reason): reason
        case .interrupted: "you asked for it; nothing was written"
        case .graph(let error): error.why
        case .native(let error): error.why
        case .plain(let error): error.why
        }
    }

    public var remedy: String {
        switch self {
        case .badWeight: "train or export the model again"
        case .badActivation: "leave this input out, or prepare it as the model expects"
        case .alreadyQuantized: "give the model with its weights in fp32"
        case .nothingToQuantize: "nothing can be gained: use the model as it is"
        case .tooFewSamples(let method, _, _):
            ["min-max", "pruning"].contains(method) ? "add more inputs" : "add more inputs, or use --method min-max"
        case .unsuitableInput: "quantize its weights alone: --precision int8-weights"
        case .badSample: "name files that hold the model's inputs, or say with --preprocessing how pictures become them"
        case .noScores: "leave --keep-accuracy out, and judge the model by your own measure"
        case .nothingToPrune: "prune another model, or ask for a larger share"
        case .interrupted: "run it again"
        case .graph(let error): error.remedy
        case .native(let error): error.remedy
        case .plain(let error): error.remedy
        }
    }

    public var status: ExitStatus {
        switch self {
        case .interrupted: .interrupted
        case .graph(let error): error.status
        case .native(let error): error.status
        case .plain(let error): error.status
        default: .badInput
        }
    }
}
