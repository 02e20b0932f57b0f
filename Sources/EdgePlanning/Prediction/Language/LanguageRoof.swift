import EdgeRecords

/// The least time that ceilings leave to a language model: for a prompt, and for each token after it.
///
/// A prompt is read as one product of matrices after another, and its weights once for many tokens; a token given alone
/// reads all of its weights, and what is kept of the tokens before it.
struct LanguageRoof {
    let promptNanoseconds: Double
    let tokenNanoseconds: Double

    /// Tokens of a prompt that engines read at once.
    private static let batch = 512

    /// - Parameters:
    ///   - promptTokens: the length of the prompt, and how far back a token given after it looks.
    ///   - threads: that read prompts, and that give tokens.
    /// - Returns: nil for a file that does not say its sizes.
    init?(
        _ facts: LanguageFacts, _ roofline: Roofline, promptTokens: Int, threads: (prompt: Int, tokens: Int)
    ) {
        guard let weights = facts.weightBytesPerToken, let operations = facts.operationsPerToken,
            let width = facts.embeddingWidth, let layers = facts.layers
        else { return nil }
        let count = Double(promptTokens)
        let scoring = Double(facts.scoringOperations ?? 0)
        // Each token is held against each before it, and takes its part of each: two multiply-adds for a number.
        let lookBack = 4 * Double(width) * Double(layers)
        let kept = Double(facts.keyValueBytesPerToken ?? 0) * count
        let batches = Double((promptTokens + Self.batch - 1) / Self.batch)
        // Blocks of few bits are unpacked and scaled block by block, in the arithmetic of whole numbers of 32 bits.
        let arithmetic = Precision.fp32
        guard
            let prompt = roofline.nanoseconds(
                operations: count * (Double(operations) - scoring) + scoring + lookBack * count * count / 2,
                bytes: batches * Double(weights) + kept, arithmetic, threads: threads.prompt),
            let token = roofline.nanoseconds(
                operations: Double(operations) + lookBack * count, bytes: Double(weights) + kept, arithmetic,
                threads: threads.tokens)
        else { return nil }
        promptNanoseconds = max(prompt, 1)
        tokenNanoseconds = max(token, 1)
    }
}
