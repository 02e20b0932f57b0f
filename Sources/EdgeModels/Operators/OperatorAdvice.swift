/// What can be done about an operator that an engine does not execute.
enum OperatorAdvice {
    static func remedy(for operation: OperatorName) -> String {
        if let remedy = byName[operation.name], operation.domain.isEmpty { return remedy }
        switch operation.domain {
        case "": return "run the model with --engine onnxruntime, or export it without this operator"
        case "com.microsoft":
            return "use the file as it was before ONNX Runtime optimized it, or run it with --engine onnxruntime"
        case "ai.onnx.ml": return "cut the model before this node: it belongs to the work after the network"
        default: return "export the model without operators of \(operation.domain): they are known to its maker alone"
        }
    }

    private static let branches = "bind all open dimensions and simplify the file, so that the choice is made before"
    private static let sequences = "export with tensors in place of sequences"
    private static let chance = "export the model for inference: chance belongs to training"
    private static let texts = "keep texts outside the network: hand it numbers"

    private static let byName = [
        "If": branches, "Loop": branches, "Scan": branches,
        "SequenceAt": sequences, "SequenceConstruct": sequences, "SequenceEmpty": sequences,
        "SequenceInsert": sequences, "SplitToSequence": sequences, "ConcatFromSequence": sequences,
        "RandomNormal": chance, "RandomNormalLike": chance, "RandomUniform": chance, "RandomUniformLike": chance,
        "Bernoulli": chance, "Multinomial": chance,
        "StringNormalizer": texts, "StringConcat": texts, "StringSplit": texts, "RegexFullMatch": texts,
        "Constant": "export the model with this constant as a tensor of numbers",
    ]
}
