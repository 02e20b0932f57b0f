extension Candidate {
    /// Short and free of blanks, for command lines: `mobilenet-v2/int8@native:2`.
    ///
    /// Candidates on other CPUs of the same number share a name; their measurements' identifiers differ.
    public var name: String {
        let place = way.map { "-" + $0 }.joined()
        let prompt = ownPromptThreads.map { "-prompt\($0)" } ?? ""
        let requests = concurrency.map { "-at\($0)" } ?? ""
        return "\(variant)@\(engine.rawValue)\(place):\(threads)\(prompt)\(requests)"
    }

    /// As a sentence has it: `mobilenet-v2/int8 on native with 2 threads`.
    public var inWords: String {
        "\(variant) on \(engineInWords) with \(threadsInWords)"
    }

    /// `onnxruntime`; where it is not its own kernels on the processor also what and where: `onnxruntime (cuda, gpu)`.
    public var engineInWords: String {
        engine.rawValue + (way.isEmpty ? "" : " (\(way.joined(separator: ", ")))")
    }

    /// Whether it is the engine itself that computes, on the processor.
    public var runsOnOwnKernels: Bool { way.isEmpty }

    private var way: [String] { [provider, placement == .cpu ? nil : placement.rawValue].compactMap { $0 } }

    /// `2 threads`; of a language model that reads prompts with others also these, and of a server how many requests
    /// come at once.
    public var threadsInWords: String {
        "\(threads) \(threads == 1 ? "thread" : "threads")" + (ownPromptThreads.map { " (\($0) for prompts)" } ?? "")
            + (concurrency.map { " and \($0) \($0 == 1 ? "request" : "requests") at once" } ?? "")
    }

    /// Nil where prompts have as many as all else, or where there are none.
    public var ownPromptThreads: Int? { promptThreads == threads ? nil : promptThreads }

    /// Whether a user's words mean this one: its name, or a start of it that ends where a part ends.
    public func isMeant(by words: String) -> Bool {
        name == words || (name.hasPrefix(words) && ["@", ":"].contains(name.dropFirst(words.count).first))
            || model == words
    }
}
