/// A word with two dashes that changes what a command does.
public struct Option: Hashable, Sendable {
    public var name: String
    public var short: Character?
    /// What the value has to be; nil for a flag, which has none.
    public var kind: ValueKind?
    /// Stands for the value in help texts.
    public var placeholder: String
    /// What holds when the option is not given, as a user would write it.
    public var standard: String?
    public var isRepeatable: Bool
    public var isHidden: Bool
    public var summary: String

    /// An option that is there or not: `--json`.
    public static func flag(
        _ name: String, short: Character? = nil, _ summary: String, isHidden: Bool = false
    ) -> Option {
        Option(
            name: name, short: short, kind: nil, placeholder: "", standard: nil, isRepeatable: false,
            isHidden: isHidden, summary: summary.onOneLine)
    }

    /// An option with a value: `--target 50ms` or `--target=50ms`.
    ///
    /// - Parameters:
    ///   - placeholder: stands for the value in help texts; each kind has one of its own.
    ///   - standard: what holds when the option is not given, as a user would write it.
    public static func value(
        _ name: String, short: Character? = nil, _ kind: ValueKind, called placeholder: String? = nil,
        default standard: String? = nil, _ summary: String, isRepeatable: Bool = false, isHidden: Bool = false
    ) -> Option {
        Option(
            name: name, short: short, kind: kind, placeholder: placeholder ?? kind.placeholder, standard: standard,
            isRepeatable: isRepeatable, isHidden: isHidden, summary: summary.onOneLine)
    }
}

extension Option {
    /// As it is typed: `--target`.
    var dashed: String { "--" + name }

    /// Each way to type it, the short one first.
    var spellings: [String] { (short.map { ["-\($0)"] } ?? []) + [dashed] }
}

extension String {
    /// Source lines end where they are full, and what shows the text breaks it anew.
    fileprivate var onOneLine: String { split { $0 == "\n" }.joined(separator: " ") }
}
