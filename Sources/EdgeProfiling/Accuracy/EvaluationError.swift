public import EdgeRecords

/// Why a model could not be evaluated on data.
public enum EvaluationError: ExplainedError {
    case notOneInput(String, inputs: [String])
    case noScores(String)
    case wrongSample(place: String, needed: [Int], given: [Int])
    /// Pictures, and nothing that says how the model wants them.
    case unprepared(place: String)
    case labelOutside(place: String, label: Int, outputs: Int)
    /// Classes are known by name alone, and are not as many as outputs.
    case classesDiffer(classes: Int, outputs: Int, names: [String])
    case unlabelled(place: String)
    case tooFewOutputs(metric: String, outputs: Int, needed: Int)
    case noPositive(classes: Int)
    case oneSided(positives: Int, negatives: Int)
    case referenceDiffers(outputs: Int, referenceOutputs: Int)
    case notNumbers(place: String)
    case shortText(place: String, tokens: Int, needed: Int)

    public var what: String { "the model could not be evaluated" }

    public var `where`: String {
        switch self {
        case .notOneInput(let model, _), .noScores(let model): model
        case .wrongSample(let place, _, _), .unprepared(let place), .labelOutside(let place, _, _),
            .unlabelled(let place), .notNumbers(let place), .shortText(let place, _, _):
            place
        case .classesDiffer: "the data's classes"
        case .tooFewOutputs(let metric, _, _): "--metric \(metric)"
        case .noPositive, .oneSided: "--metric auc"
        case .referenceDiffers: "--against"
        }
    }

    public var why: String {
        switch self {
        case .notOneInput(_, let inputs): "it has the inputs \(inputs.joined(separator: ", ")), not one of fp32 numbers"
        case .noScores: "its first output holds no fp32 numbers of a known count"
        case .wrongSample(_, let needed, let given): "the model takes a tensor of \(needed), this one is \(given)"
        case .unprepared: "nothing says how the model wants its pictures: size, mean, deviation"
        case .labelOutside(_, let label, let outputs):
            "its label is \(label), and the model has \(outputs) outputs, counted from 0"
        case .classesDiffer(let classes, let outputs, _):
            "they are \(classes), known by name alone, and the model has \(outputs) outputs"
        case .unlabelled: "it has no label"
        case .tooFewOutputs(_, let outputs, let needed): "the model has \(outputs) outputs, and that needs \(needed)"
        case .noPositive(let classes): "there are \(classes) classes, and none is said to be the one to be found"
        case .oneSided(let positives, let negatives):
            "\(positives) samples are of the class to be found and \(negatives) are not: both are needed"
        case .referenceDiffers(let outputs, let reference): "it has \(reference) outputs, the model has \(outputs)"
        case .shortText(_, let tokens, let needed): "it has \(tokens) tokens, and \(needed) are read at once"
        case .notNumbers: "the model answered with something that is no number"
        }
    }

    public var remedy: String {
        switch self {
        case .notOneInput, .noScores: "evaluate a model with one input of fp32 and scores as its first output"
        case .wrongSample: "prepare the data as the model wants it; `edgeplan models show` says how"
        case .unprepared: "say it in a file: --preprocessing FILE"
        case .labelOutside: "check that data and model have the same classes, and count labels from 0"
        case .classesDiffer(_, _, let names):
            "name folders or labels by their numbers, or give the names of all outputs in their order with --classes"
                + (names.isEmpty ? "" : "; the data has \(names.prefix(8).joined(separator: ", "))")
        case .unlabelled: "put samples into a folder for each class, or use --metric agreement, which needs no labels"
        case .tooFewOutputs: "choose another metric"
        case .shortText(_, let tokens, _) where tokens < 16: "give a longer text"
        case .shortText(_, let tokens, _): "give a longer text, or read less of it at once: --context \(tokens)"
        case .noPositive: "name it: --positive CLASS"
        case .oneSided: "use data with both, or take all of it: leave out --samples"
        case .referenceDiffers: "compare with a model of the same classes"
        case .notNumbers: "check the model's weights and the preprocessing: `edgeplan models show`"
        }
    }
}
