internal import EdgePlatform
public import EdgeRecords

extension LanguageFolder {
    public var language: LanguageFacts {
        var facts = LanguageFacts(architecture: config.architecture)
        (facts.contextTokens, facts.layers, facts.heads) = (config.contextTokens, config.layers, config.heads)
        (facts.keyValueHeads, facts.embeddingWidth) = (config.keyValueHeads, config.width)
        facts.vocabulary = config.vocabulary
        facts.keyValueBytesPerToken = config.keyValueBytesPerToken
        if !config.hasExperts, let work = tokenWork {
            (facts.weightBytesPerToken, facts.operationsPerToken) = (work.bytes, work.operations)
            facts.scoringOperations = work.scoring
        }
        return facts
    }

    /// What most of its numbers are.
    public var precision: Precision {
        var counts: [ElementType: Int] = [:]
        for entry in tensors.values where entry.shape.count > 1 {
            counts[entry.type] = counts[entry.type, default: 0].adding(entry.count)
        }
        switch counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) })?.key {
        case .bf16?: return .bf16
        case .f16?: return .fp16
        default: return .fp32
        }
    }

    /// Numbers that training found.
    public var parameters: Int { tensors.values.reduce(0) { $0.adding($1.count) } }

    public var weightBytes: Int { tensors.values.reduce(0) { $0.adding($1.bytes.count) } }

    public var isSeeded: Bool { config.isSeeded }

    /// Each number of a product is read once and used in a multiply-add; of the table of words one row, unless it scores
    /// them too.
    private var tokenWork: (bytes: Int, operations: Int, scoring: Int)? {
        let scores = tensors.keys.filter { $0.hasSuffix("lm_head.weight") }
        let words = tensors.keys.filter { $0.hasSuffix("embed_tokens.weight") || $0.hasSuffix("wte.weight") }
        guard !words.isEmpty else { return nil }
        var (bytes, operations, scoring) = (0, 0, 0)
        for (name, entry) in tensors {
            if !scores.isEmpty, words.contains(name) { continue }
            bytes = bytes.adding(entry.bytes.count)
            guard entry.shape.count > 1 else { continue }
            operations = operations.adding(entry.count.adding(entry.count))
            if scores.contains(name) || words.contains(name) { scoring = entry.count.adding(entry.count) }
        }
        return (bytes, operations, scoring)
    }
}

extension SafetensorsFile.Entry {
    fileprivate var count: Int { Tensor.count(shape) ?? .max }
}

extension Int {
    /// As far as numbers go.
    fileprivate func adding(_ other: Int) -> Int {
        let (sum, isTooMany) = addingReportingOverflow(other)
        return isTooMany ? .max : sum
    }
}

extension Model {
    /// Takes from a language model's folder what it says of itself.
    ///
    /// - Parameter hash: of all its files.
    public mutating func take(_ folder: LanguageFolder, hash: String?) {
        language = folder.language
        if task == .unknown { task = .textGeneration }
        if folder.isSeeded { weights = .seeded }
        var variant = Variant(name: "\(name)/\(folder.precision.rawValue)", precision: folder.precision)
        variant.format = .safetensors
        (variant.hash, variant.modelBytes) = (hash, folder.fileBytes)
        (variant.parameters, variant.weightBytes) = (folder.parameters, folder.weightBytes)
        variants = [variant]
    }
}
