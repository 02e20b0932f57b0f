internal import EdgeRecords

/// What `config.json` says of a language model, as far as it decides speed and memory.
public struct LanguageConfig: Hashable, Sendable {
    /// In the file's own word: `llama`.
    public let architecture: String
    public let contextTokens: Int?
    public let layers: Int?
    public let heads: Int?
    public let keyValueHeads: Int?
    public let width: Int?
    public let headWidth: Int?
    public let vocabulary: Int?
    /// Whether each token asks only some of its experts.
    let hasExperts: Bool
    /// Whether it keeps something else than keys and values of each token.
    let keepsOther: Bool
    /// Whether whoever wrote it says that its weights are made up.
    let isSeeded: Bool

    static let seededKey = "edgeplan_weights"

    public init(_ bytes: [UInt8], named file: String) throws(InputError) {
        var limits = JSONReader.Limits()
        (limits.bytes, limits.depth, limits.values) = (1 << 20, 16, 1 << 16)
        let read: JSONValue
        do throws(JSONError) {
            read = try JSONReader.value(of: bytes, limits: limits)
        } catch {
            throw .malformed(.languageFolder, file: file, place: error.where, why: error.why)
        }
        guard case .object(var members) = read else {
            throw .malformed(.languageFolder, file: file, place: "config", why: "it is not a JSON object")
        }
        // Of models that see too, what speaks is described in a part of its own.
        if case .object(let spoken)? = members["text_config"] { members.merge(spoken) { _, own in own } }
        guard members["quantization_config"] == nil || members["quantization_config"] == .null else {
            throw .unsupported(
                .languageFolder, file: file, place: "quantization_config", feature: "quantized tensors")
        }
        guard case .string(let type)? = members["model_type"], !type.isEmpty else {
            throw .malformed(.languageFolder, file: file, place: "model_type", why: "it says of no network")
        }
        architecture = type.printable
        func size(_ key: String) -> Int? {
            guard case .integer(let number)? = members[key], (1...1 << 32).contains(number) else { return nil }
            return number
        }
        (contextTokens, layers) = (size("max_position_embeddings"), size("num_hidden_layers"))
        (heads, width, vocabulary) = (size("num_attention_heads"), size("hidden_size"), size("vocab_size"))
        keyValueHeads = size("num_key_value_heads") ?? heads
        let shared = heads.flatMap { heads in size("hidden_size").map { $0 / heads } }
        headWidth = size("head_dim") ?? shared
        hasExperts = members.keys.contains { $0.contains("experts") }
        let others = ["kv_lora_rank", "ssm", "mamba", "rwkv", "conv_L_cache", "linear_"]
        keepsOther = members.keys.contains { key in others.contains { key.contains($0) } }
        isSeeded = members[Self.seededKey] == .string(Weights.seeded.rawValue)
    }

    /// Keys and values of all layers, 2 bytes each; nil where it keeps something else, or does not say how much.
    public var keyValueBytesPerToken: Int? {
        guard !keepsOther, let layers, let keyValueHeads, let headWidth else { return nil }
        var bytes = 4
        for factor in [layers, keyValueHeads, headWidth] {
            let (product, isTooMany) = bytes.multipliedReportingOverflow(by: factor)
            if isTooMany { return nil }
            bytes = product
        }
        return bytes
    }
}
