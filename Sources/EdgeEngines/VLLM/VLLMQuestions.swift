import EdgeRecords

/// What vLLM's server is asked: the same tokens on every device, others in each of the requests that come at once.
struct VLLMQuestions {
    /// As the server calls the model.
    static let model = "edgeplan"
    /// After each prompt; fewer where the context has no room for them.
    static let answerTokens = 32
    private static let requestsAtMost = 512
    /// What is asked for every word's score has not more words.
    private static let scoredWordsAtMost = 4096

    let vocabulary: Int
    /// Of each answer.
    let tokens: Int
    private let prompts: [[Int32]]

    init(_ order: TokenOrder, vocabulary: Int?) throws(EngineError) {
        guard let vocabulary, vocabulary > 0 else {
            throw .badInput(name: "prompt", why: "its config.json does not say how many words it knows")
        }
        let requests = order.concurrency ?? 1
        guard (1...Self.requestsAtMost).contains(requests) else {
            throw .badInput(name: "prompt", why: "\(requests) requests at once are more than \(Self.requestsAtMost)")
        }
        tokens = min(Self.answerTokens, order.contextTokens - order.promptTokens)
        guard order.promptTokens > 0, tokens > 1 else {
            throw .badInput(
                name: "prompt",
                why: "\(order.promptTokens) tokens and two more do not fit into \(order.contextTokens)")
        }
        self.vocabulary = vocabulary
        prompts = SeededTokens.prompts(requests, order, vocabulary: vocabulary)
    }

    /// One request for each of those that come at once, answered a token after the other.
    func streams(tokens: Int) -> [HTTPRequest] {
        prompts.map { prompt in
            request(
                prompt,
                [
                    "max_tokens": .integer(tokens), "stream": .bool(true), "return_token_ids": .bool(true),
                    "ignore_eos": .bool(true),
                ])
        }
    }

    /// For the score of every word after the first prompt.
    func scores() throws(EngineError) -> HTTPRequest {
        guard vocabulary <= Self.scoredWordsAtMost else {
            throw .refused(
                engine: .vllm, while: "giving its outputs",
                why: "the scores of \(vocabulary) words are more than it is asked for")
        }
        return request(
            prompts[0],
            [
                "max_tokens": .integer(1), "logprobs": .integer(vocabulary),
                "return_tokens_as_token_ids": .bool(true), "ignore_eos": .bool(true),
            ])
    }

    private func request(_ prompt: [Int32], _ more: [String: JSONValue]) -> HTTPRequest {
        var members = more
        members["model"] = .string(Self.model)
        members["prompt"] = .array(prompt.map { .integer(Int($0)) })
        members["temperature"] = .integer(0)
        return HTTPRequest(
            "/v1/completions", body: Array(JSONWriter.text(of: .object(members), layout: .line).utf8))
    }
}

extension SeededTokens {
    /// One after the other out of the same row of tokens: the first is that of a single request.
    static func prompts(_ count: Int, _ order: TokenOrder, vocabulary: Int) -> [[Int32]] {
        let each = max(order.promptTokens, 1)
        var whole = order
        whole.promptTokens = each * count
        let all = promptAndNext(whole, vocabulary: vocabulary)
        return (0..<count).map { Array(all[$0 * each..<($0 + 1) * each]) }
    }
}
