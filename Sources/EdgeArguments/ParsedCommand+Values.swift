/// One question for each kind of value; times and sizes are asked for by their unit.
extension ParsedCommand {
    /// A text, a path or a choice.
    public func text(_ name: String) -> String { certain(name, text(ifGiven: name)) }
    public func text(ifGiven name: String) -> String? { texts(name).first }
    /// Those of a repeatable option or operand, in the order given.
    public func texts(_ name: String) -> [String] { values(name, .text).compactMap(\.text) }

    public func number(_ name: String) -> Int { certain(name, number(ifGiven: name)) }
    public func number(ifGiven name: String) -> Int? { values(name, .number).first?.number }

    /// Of a ratio or a confidence: from 0 to 1.
    public func ratio(_ name: String) -> Double { certain(name, ratio(ifGiven: name)) }
    public func ratio(ifGiven name: String) -> Double? { values(name, .ratio).first?.ratio }

    /// Of a duration.
    public func nanoseconds(_ name: String) -> Int { certain(name, nanoseconds(ifGiven: name)) }
    public func nanoseconds(ifGiven name: String) -> Int? { values(name, .duration).first?.number }

    /// Of a list of durations; empty if there is none.
    public func listedNanoseconds(_ name: String) -> [Int] {
        values(name, .durations).flatMap { value -> [Int] in
            guard case .listed(let durations)? = value.numbers else { return [] }
            return durations
        }
    }

    /// Of an energy.
    public func microjoules(ifGiven name: String) -> Int? { values(name, .energy).first?.number }

    /// Of a size.
    public func bytes(_ name: String) -> Int { certain(name, bytes(ifGiven: name)) }
    public func bytes(ifGiven name: String) -> Int? { values(name, .size).first?.number }

    public func list(_ name: String) -> NumberList { certain(name, list(ifGiven: name)) }
    public func list(ifGiven name: String) -> NumberList? { values(name, .numbers).first?.numbers }

    /// Of all occurrences together, if the option is repeatable; empty if there is none.
    public func words(_ name: String) -> [String] { values(name, .words).flatMap { $0.words ?? [] } }
}

extension Value {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
    fileprivate var number: Int? { if case .number(let number) = self { number } else { nil } }
    fileprivate var ratio: Double? { if case .ratio(let ratio) = self { ratio } else { nil } }
    fileprivate var numbers: NumberList? { if case .numbers(let numbers) = self { numbers } else { nil } }
    fileprivate var words: [String]? { if case .words(let words) = self { words } else { nil } }
}

extension ValueKind {
    /// Kinds that one question answers.
    enum Family {
        case text, number, ratio, duration, durations, energy, size, numbers, words
    }

    var family: Family {
        switch self {
        case .text, .path, .choice: .text
        case .wholeNumber: .number
        case .ratio, .confidence: .ratio
        case .duration: .duration
        case .durations: .durations
        case .energy: .energy
        case .size: .size
        case .numbers: .numbers
        case .words: .words
        }
    }
}
