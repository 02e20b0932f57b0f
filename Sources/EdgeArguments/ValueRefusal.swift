/// Why a value cannot be what its option or operand asks for.
public enum ValueRefusal: Error, Hashable, Sendable {
    case empty
    case emptyPart
    case notANumber
    case notAWholeNumber
    case negative
    case missingUnit
    case unknownUnit(String)
    /// Not a whole number of the smallest unit.
    case tooFine
    /// Beyond what 64 bits hold.
    case tooLarge
    case outside(ClosedRange<Int>)
    case aboveOne
    case aboveHundredPercent
    case notAmong(nearest: String?)
    case reversedRange(first: Int, last: Int)
    /// A step of 0, a factor below 2 or a product that starts at 0 would never arrive.
    case endlessRange
    case tooMany(limit: Int)

    public var why: String {
        switch self {
        case .empty: "it is empty"
        case .emptyPart: "one of its parts is empty"
        case .notANumber: "that is not a number"
        case .notAWholeNumber: "that is not a whole number"
        case .negative: "it cannot be negative"
        case .missingUnit: "its unit is missing"
        case .unknownUnit(let word): "the unit \(word.visible) is not known"
        case .tooFine: "it is finer than the smallest unit"
        case .tooLarge: "it is too large to be counted"
        case .outside(let range): "it is not \(range.words)"
        case .aboveOne: "a ratio is at most 1"
        case .aboveHundredPercent: "it is above 100 %"
        case .notAmong: "that is not one of the words"
        case .reversedRange(let first, let last): "the range ends at \(last), before its start at \(first)"
        case .endlessRange: "the range never arrives at its end"
        case .tooMany(let limit): "it stands for more than \(limit) values"
        }
    }

    /// The word that was probably meant.
    var nearest: String? {
        guard case .notAmong(let nearest) = self else { return nil }
        return nearest
    }
}

extension String {
    /// Fit to be shown in one line: no control characters, not longer than a line.
    var visible: String {
        let shown = unicodeScalars.prefix(60).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(Character(scalar))
            }
        }
        return shown.joined() + (unicodeScalars.count > 60 ? "…" : "")
    }
}
