/// What an option or an operand accepts; its value is checked while the command line is read.
public enum ValueKind: Hashable, Sendable {
    case text
    case path(Place = .any)
    case choice([Choice])
    case wholeNumber(ClosedRange<Int> = 0...Int.max)
    /// `75%` or `0.75`; from 0 to 1.
    case ratio
    /// As a ratio, but a bare number above 1 is per cent: `95` is 0.95.
    case confidence
    /// A number with its unit, `50ms`; kept in nanoseconds.
    case duration
    /// Several of them with commas between: `20ms,50ms`.
    case durations
    /// A number with its unit, `50mJ`; kept in microjoules.
    case energy
    /// A number with or without a unit, `512MiB`; kept in bytes.
    case size
    /// Numbers and ranges of them: `1,2,4`, `1-8*2`, `1-8+2`.
    case numbers(ClosedRange<Int> = 0...Int.max, orAuto: Bool = false)
    /// Words with commas between them; any words, or these choices alone.
    case words(of: [Choice] = [])
}

/// What may stand at a path; shells complete it so, the parser does not look.
public enum Place: Hashable, Sendable {
    case any, folder
}

/// One of the words that an option accepts.
public struct Choice: Hashable, Sendable, ExpressibleByStringLiteral {
    public var word: String
    /// Shown by the shells that show more than words.
    public var summary: String

    public init(_ word: String, _ summary: String = "") {
        self.word = word
        self.summary = summary
    }

    public init(stringLiteral word: String) {
        self.init(word)
    }
}

extension ValueKind {
    /// The words that a shell can offer.
    var choices: [Choice] {
        switch self {
        case .choice(let choices), .words(let choices): choices
        case .numbers(_, orAuto: true): ["auto"]
        default: []
        }
    }
}
