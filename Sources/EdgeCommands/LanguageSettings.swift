import EdgeArguments
import EdgeEngines
import EdgeProfiling
import EdgeRecords

/// How language models are measured: the prompt, the room for what follows, and the threads for each.
struct LanguageSettings {
    private let promptTokens: Int?
    private let contextTokens: Int?
    /// Empty for as many as tokens are given with, and for all that there are.
    private let promptThreads: [Int]
    /// How many requests come at once to engines that serve.
    private let concurrency: [Int]

    private static let usualPromptTokens = 256
    private static let usualContextTokens = 2048

    static let options: [Option] =
        lengths + [
            .value(
                "concurrency", .numbers(1...512), default: "1",
                "Of an engine that serves (vllm): how many requests come at once, each with a prompt of its own."),
            .value(
                "prompt-threads", .numbers(1...1024, orAuto: true), default: "auto",
                "Of a language model: threads that read prompts; `auto` for those of the tokens, and for all that there are."
            ),
        ]

    static let lengths: [Option] = [
        .value(
            "prompt-tokens", .wholeNumber(1...1_000_000), called: "COUNT",
            "Of a language model: how long a prompt is read, after which tokens are timed; 256 otherwise."),
        .value(
            "context", .wholeNumber(2...10_000_000), called: "COUNT",
            "Of a language model: room for so many tokens in all, whose memory is taken; 2048 otherwise."),
    ]

    init(_ parsed: ParsedCommand) {
        promptTokens = parsed.number(ifGiven: "prompt-tokens")
        contextTokens = parsed.number(ifGiven: "context")
        if case .listed(let listed) = parsed.list("prompt-threads") {
            promptThreads = listed
        } else {
            promptThreads = []
        }
        if case .listed(let listed) = parsed.list("concurrency") { concurrency = listed } else { concurrency = [1] }
    }

    /// Of a command that takes only how long prompts and contexts are.
    init(lengthsOf parsed: ParsedCommand) {
        promptTokens = parsed.number(ifGiven: "prompt-tokens")
        contextTokens = parsed.number(ifGiven: "context")
        (promptThreads, concurrency) = ([], [1])
    }

    /// With what nobody asked for otherwise.
    init() {
        (promptTokens, contextTokens, promptThreads, concurrency) = (nil, nil, [], [1])
    }

    /// As one order for each number of requests at once, of an engine that serves, which has no threads for prompts
    /// alone.
    func orders(for facts: LanguageFacts?, promptThreads: Int, on engine: EngineName) -> [TokenOrder] {
        let usual = order(for: facts, promptThreads: promptThreads)
        guard EngineKind.named(engine)?.serves == true else { return [usual] }
        return concurrency.map { count in
            var order = usual
            order.concurrency = count
            return order
        }
    }

    func order(for facts: LanguageFacts?, promptThreads: Int) -> TokenOrder {
        let context = contextTokens ?? min(Self.usualContextTokens, facts?.contextTokens ?? Self.usualContextTokens)
        let prompt = promptTokens ?? max(min(Self.usualPromptTokens, context / 2), 1)
        return TokenOrder(promptThreads: promptThreads, promptTokens: prompt, contextTokens: context)
    }

    /// Where tokens are given and prompts are read: a candidate has CPUs for the larger of the two.
    func ways(
        at placements: [Placement], on device: Device, isOversubscribed: Bool
    ) throws -> [(placement: Placement, promptThreads: Int)] {
        let largest = placements.filter { $0.coreKind == nil }.max { $0.threads < $1.threads }
        return try placements.flatMap { placement -> [(Placement, Int)] in
            guard !promptThreads.isEmpty else {
                guard let largest, largest.threads > placement.threads, placement.coreKind == nil else {
                    return [(placement, placement.threads)]
                }
                return [
                    (placement, placement.threads),
                    (Placement(threads: placement.threads, cpus: largest.cpus), largest.threads),
                ]
            }
            return try promptThreads.map { count in
                guard count > placement.threads else { return (placement, count) }
                let wide = try Placement.clustered(on: device, threads: [count], isOversubscribed: isOversubscribed)
                return (Placement(threads: placement.threads, cpus: wide.first?.cpus ?? placement.cpus), count)
            }
        }
    }
}
