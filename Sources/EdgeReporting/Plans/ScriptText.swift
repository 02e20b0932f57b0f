public import EdgeRecords

/// A plan for scripts: names and values, in the forms that shells and services take.
public struct ScriptText {
    /// One fact by its key, as in `threads` and `EDGEPLAN_THREADS`.
    struct Entry {
        let key: String
        let value: String

        /// Whether it is made of several words, for which a plain file has no form.
        var hasBlanks = false

        var name: String { "EDGEPLAN_" + key.uppercased().replacing("-", with: "_") }
    }

    let entries: [Entry]
    private let summary: String

    /// - Parameters:
    ///   - plan: one with a choice.
    ///   - file: where the chosen variant's file lies, if there is one.
    public init(_ plan: Plan, choice: Plan.Option, file: String?) {
        var entries: [Entry] = []
        func add(_ key: String, _ value: String?) {
            if let value { entries.append(Entry(key: key, value: value)) }
        }
        let candidate = choice.candidate
        add("task", plan.requirement.task.rawValue)
        add("model", candidate.model)
        add("variant", candidate.variant)
        add("precision", candidate.precision.rawValue)
        add("engine", candidate.engine.rawValue)
        add("provider", candidate.provider)
        add("engine-version", candidate.engineVersion)
        add("threads", "\(candidate.threads)")
        add("cpus", candidate.cpus.map { $0.map { "\($0)" }.joined(separator: ",") })
        add("placement", candidate.placement.rawValue)
        add("file", file)
        add("model-hash", candidate.modelHash)
        add("device-class", plan.deviceClass)
        add("verdict", plan.verdict.rawValue)
        add("target-nanoseconds", plan.requirement.targetNanoseconds.map { "\($0)" })
        let statistic = Statistic.percentile(plan.requirement.percentile)
        add("percentile", Self.number(plan.requirement.percentile))
        add("latency-nanoseconds", choice.latencyNanoseconds[statistic].map { Self.number($0.value.rounded()) })
        let rightness = Rightness(choice)
        add("accuracy", rightness.share.map { Self.number($0.value) })
        add("perplexity", rightness.perplexity.map { Self.number($0.value) })
        add("memory-bytes", choice.peakMemoryBytes.map { Self.number($0.value.rounded(.up)) })
        self.entries = entries + Self.server(plan.configurations.first { $0.candidate == candidate })
        summary = plan.summary
    }

    /// Of a server that nobody measured: how it would be started, and nothing of what it would do.
    ///
    /// - Parameter file: where the model lies.
    public init(_ plan: Plan, unverified configuration: Plan.Configuration, file: String?) {
        let candidate = configuration.candidate
        let pairs: [(String, String?)] = [
            ("task", plan.requirement.task.rawValue), ("model", candidate.model), ("variant", candidate.variant),
            ("precision", candidate.precision.rawValue), ("engine", candidate.engine.rawValue),
            ("provider", candidate.provider), ("threads", "\(candidate.threads)"),
            ("placement", candidate.placement.rawValue), ("file", file), ("model-hash", candidate.modelHash),
            ("device-class", plan.deviceClass), ("verdict", plan.verdict.rawValue),
        ]
        entries =
            pairs.compactMap { key, value in value.map { Entry(key: key, value: $0) } } + Self.server(configuration)
        summary = plan.summary
    }

    /// The whole command for shells, and its settings one by one for all.
    private static func server(_ configuration: Plan.Configuration?) -> [Entry] {
        guard let configuration else { return [] }
        var entries = [
            Entry(key: "configuration", value: configuration.status.rawValue),
            Entry(key: "command", value: configuration.commandLine, hasBlanks: true),
        ]
        let words = configuration.command
        for (place, word) in words.enumerated() where word.hasPrefix("--") && word != "--model" {
            let next = words.dropFirst(place + 1).first.flatMap { $0.hasPrefix("--") ? nil : $0 }
            entries.append(Entry(key: "server-" + word.dropFirst(2), value: next ?? "true"))
        }
        return entries
    }

    private static func number(_ value: Double) -> String {
        JSONWriter.text(of: JSONValue(value), layout: .line)
    }

    /// Every key that `value` knows for this plan.
    public var keys: [String] { entries.map(\.key) }

    public func value(_ key: String) -> String? { entries.first { $0.key == key }?.value }

    /// The first value that holds a sign which no shell can be given.
    public var unquotable: String? { entries.first { $0.value.utf8.contains(0) }?.key }

    /// Lines for a shell's `eval`: every value in single quotes.
    public var shell: String {
        entries.map { "export \($0.name)=\(ShellText.quoted($0.value))\n" }.joined()
    }

    /// The first value that a file of names and values cannot hold without quotes, which some readers keep.
    public var unfitForFile: (key: String, value: String)? {
        entries.first { !$0.hasBlanks && !Self.isPlain($0.value) }.map { ($0.key, $0.value) }
    }

    /// Lines that shells, systemd and container runtimes read alike: no quotes, no blanks.
    public var file: String {
        let comment = summary.map { $0.isNewline ? " " : $0 }
        return "# " + String(comment) + "\n"
            + entries.filter { !$0.hasBlanks }.map { "\($0.name)=\($0.value)\n" }.joined()
    }

    /// Signs that none of the readers takes for its own; zsh would look up what follows a leading `=` or a `:=`.
    static func isPlain(_ value: String) -> Bool {
        let isAllowed = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "._:/@%+,=-".utf8.contains(byte)
            }
        }
        return isAllowed && value.first != "=" && !value.contains(":=")
    }
}
