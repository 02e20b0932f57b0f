/// What a language model's file says of its network, as far as it decides speed and memory.
public struct LanguageFacts: Codable, Hashable, Sendable {
    /// In the file's own word: `llama`.
    public var architecture: String
    /// What it was trained to look back on.
    public var contextTokens: Int?
    public var layers: Int?
    public var heads: Int?
    /// Of one layer; nil where layers differ or the file does not say it.
    public var keyValueHeads: Int?
    public var embeddingWidth: Int?
    public var vocabulary: Int?
    /// In the file's own word: `gpt2` for byte pairs, `llama` for SentencePiece.
    public var tokenizer: String?
    /// What each token that is looked back on takes, with keys and values of 16 bits; nil for networks that keep
    /// something else.
    public var keyValueBytesPerToken: Int?
    /// Weights that giving one token reads: all but words that do not occur and experts that are not asked.
    public var weightBytesPerToken: Int?
    /// Of one token without looking back; a multiply-add counts two.
    public var operationsPerToken: Int?
    /// The part of it that scores the words, which a prompt needs only at its end.
    public var scoringOperations: Int?

    public init(architecture: String) {
        self.architecture = architecture
    }
}
