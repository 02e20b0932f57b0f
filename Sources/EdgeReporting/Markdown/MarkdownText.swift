/// Text as Markdown shows it, whatever signs it holds.
enum MarkdownText {
    /// Signs that Markdown could take for its own, each behind a stroke; one line.
    ///
    /// Hyphens and the like mean something at the start of a line alone, and stay readable elsewhere.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character.isNewline || character == "\t" {
                escaped.append(" ")
                continue
            }
            if "\\`*_[]<>#~|@&".contains(character) || escaped.isEmpty && "-+=".contains(character) {
                escaped.append("\\")
            }
            escaped.append(character)
        }
        return escaped
    }

    /// Text in which `words between accents` are code.
    static func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return escaped(text) }
        return parts.enumerated().map { index, part in index % 2 == 1 ? span(String(part)) : escaped(String(part)) }
            .joined()
    }

    /// A code span; its fence is longer than the longest run of accents inside.
    static func span(_ text: String) -> String {
        let fence = String(repeating: "`", count: longestRun(in: text) + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + pad + text.replacing("|", with: "\\|") + pad + fence
    }

    /// A block of code, fenced likewise.
    static func block(_ text: String) -> [String] {
        let fence = String(repeating: "`", count: max(longestRun(in: text) + 1, 3))
        return [fence] + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [fence]
    }

    private static func longestRun(in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
