/// Whole numbers as a user lists them, in the order given and each once; or the program is to choose them.
public enum NumberList: Hashable, Sendable, CustomStringConvertible {
    case auto
    case listed([Int])

    /// More values than this are refused before they are made.
    public static let longest = 4096

    /// Reads back as the same list.
    public var description: String {
        switch self {
        case .auto: "auto"
        case .listed(let numbers): numbers.map { String($0) }.joined(separator: ",")
        }
    }
}

extension NumberList {
    /// Reads numbers and ranges with commas between them.
    ///
    /// `1-4` is 1, 2, 3, 4; `1-8+2` is 1, 3, 5, 7; `1-8*2` is 1, 2, 4, 8.
    static func read(_ text: String, in range: ClosedRange<Int>) throws(ValueRefusal) -> [Int] {
        var numbers: [Int] = []
        var seen: Set<Int> = []
        var steps = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw .emptyPart }
            let run = try NumberRange(part, in: range)
            var next: Int? = run.first
            while let number = next {
                steps += 1
                guard steps <= longest else { throw .tooMany(limit: longest) }
                if seen.insert(number).inserted { numbers.append(number) }
                next = run.number(after: number)
            }
        }
        return numbers
    }
}

/// A single number or a range with its step, of which every step goes up.
private struct NumberRange {
    enum Step {
        case plus(Int)
        case times(Int)
    }

    let first: Int
    let last: Int
    let step: Step

    init(_ text: Substring, in range: ClosedRange<Int>) throws(ValueRefusal) {
        guard text.first != "-" else { throw .negative }
        let stepSign = text.firstIndex { $0 == "+" || $0 == "*" }
        let bounds = text[..<(stepSign ?? text.endIndex)].split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        first = try readWholeNumber(bounds[0], in: range)
        last = bounds.count == 2 ? try readWholeNumber(bounds[1], in: range) : first
        guard first <= last else { throw .reversedRange(first: first, last: last) }
        guard let stepSign else {
            step = .plus(1)
            return
        }
        // A step behind a single number is no range.
        guard bounds.count == 2 else { throw .notAWholeNumber }
        let size = try readWholeNumber(text[text.index(after: stepSign)...], in: 0...Int.max)
        let multiplies = text[stepSign] == "*"
        guard size >= (multiplies ? 2 : 1), !multiplies || first > 0 else { throw .endlessRange }
        step = multiplies ? .times(size) : .plus(size)
    }

    func number(after number: Int) -> Int? {
        let (next, overflow) =
            switch step {
            case .plus(let size): number.addingReportingOverflow(size)
            case .times(let factor): number.multipliedReportingOverflow(by: factor)
            }
        return overflow || next > last ? nil : next
    }
}
