public import EdgeRecords

extension GGUFFile {
    /// Nil for a file without an architecture, such as an adapter's.
    public var language: LanguageFacts? {
        guard let architecture = values["general.architecture"]?.text?.printable, !architecture.isEmpty else {
            return nil
        }
        func integer(_ key: String) -> Int? {
            values["\(architecture).\(key)"]?.integer.flatMap { $0 > 0 ? $0 : nil }
        }
        var facts = LanguageFacts(architecture: architecture)
        facts.contextTokens = integer("context_length")
        facts.layers = integer("block_count")
        facts.heads = integer("attention.head_count")
        facts.keyValueHeads = integer("attention.head_count_kv") ?? facts.heads
        facts.embeddingWidth = integer("embedding_length")
        facts.vocabulary = values["tokenizer.ggml.tokens"]?.count ?? integer("vocab_size")
        facts.tokenizer = values["tokenizer.ggml.model"]?.text?.printable
        facts.keyValueBytesPerToken = keyValueBytesPerToken(facts)
        if let work = TokenWork(of: self, facts) {
            facts.weightBytesPerToken = work.bytes
            facts.operationsPerToken = work.operations
            facts.scoringOperations = work.scoringOperations
        }
        return facts
    }

    /// Keys and values of all layers, 2 bytes each.
    private func keyValueBytesPerToken(_ facts: LanguageFacts) -> Int? {
        let prefix = facts.architecture + "."
        // These keep a state of fixed size, or something smaller than keys and values.
        let others = ["ssm.", "wkv.", "attention.kv_lora_rank", "shortconv."]
        guard !values.keys.contains(where: { key in others.contains { key.hasPrefix(prefix + $0) } }),
            let layers = facts.layers
        else { return nil }
        let usual = facts.heads.flatMap { heads in facts.embeddingWidth.map { $0 / heads } }
        guard let keyWidth = values[prefix + "attention.key_length"]?.integer ?? usual,
            let valueWidth = values[prefix + "attention.value_length"]?.integer ?? usual,
            (0...1 << 24).contains(keyWidth), (0...1 << 24).contains(valueWidth)
        else { return nil }
        var heads: Int?
        if case .list(let count, let each)? = values[prefix + "attention.head_count_kv"] {
            guard count == layers, each.count == layers, each.allSatisfy({ (0...1 << 16).contains($0) }) else {
                return nil
            }
            heads = each.reduce(0, +)
        } else if let each = facts.keyValueHeads {
            let (all, isTooMany) = each.multipliedReportingOverflow(by: layers)
            heads = isTooMany ? nil : all
        }
        guard let heads else { return nil }
        let (bytes, isTooMany) = heads.multipliedReportingOverflow(by: 2 * (keyWidth + valueWidth))
        return isTooMany ? nil : bytes
    }

    /// What most of the numbers in the layers are, and those tensors that are something else.
    public var precision: (main: Precision, kept: [String]) {
        let products = tensors.filter { $0.shape.count > 1 }
        let inLayers = products.filter { $0.name.hasPrefix("blk.") }
        var counts: [String: Int] = [:]
        for tensor in inLayers.isEmpty ? products : inLayers {
            let (sum, isTooMany) = counts[tensor.type.name, default: 0].addingReportingOverflow(tensor.count)
            counts[tensor.type.name] = isTooMany ? .max : sum
        }
        let main = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "fp32"
        var word = main
        if let number = values["general.file_type"]?.integer, let mixture = GGUFType.mixtures[number],
            mixture.hasPrefix(main + "_")
        {
            word = mixture
        }
        return (Precision(rawValue: word), products.filter { $0.type.name != main }.map(\.name).sorted())
    }

    /// Numbers that training found; nil if no number could say how many.
    public var parameters: Int? {
        var sum = 0
        for tensor in tensors {
            let (next, isTooMany) = sum.addingReportingOverflow(tensor.count)
            if isTooMany { return nil }
            sum = next
        }
        return sum
    }

    /// Whether whoever wrote the file says that its weights are made up, as we do of ours.
    public var isSeeded: Bool { values[Self.seededKey] == .text(Weights.seeded.rawValue) }

    static let seededKey = "edgeplan.weights"
}

extension Model {
    /// Takes from a GGUF file what it says of itself.
    ///
    /// - Parameter hash: of the whole file, as `sha256:` and its digits.
    public mutating func take(_ file: GGUFFile, hash: String?) {
        language = file.language
        if task == .unknown { task = file.task }
        if licence == nil { licence = file.values["general.license"]?.text?.printable }
        if file.isSeeded { weights = .seeded }
        let (precision, kept) = file.precision
        var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
        variant.format = .gguf
        variant.hash = hash
        variant.modelBytes = file.fileBytes
        variant.parameters = file.parameters
        variant.weightBytes = file.tensors.reduce(0) { $0 &+ $1.bytes }
        variant.keptLayers = kept
        variants = [variant]
    }
}

extension GGUFFile {
    /// Networks that are read at once give vectors; all others continue a text.
    fileprivate var task: TaskName {
        guard let architecture = values["general.architecture"]?.text else { return .unknown }
        let isEncoder = values["\(architecture).pooling_type"] != nil || architecture.contains("bert")
        return isEncoder ? .textEmbedding : .textGeneration
    }
}
