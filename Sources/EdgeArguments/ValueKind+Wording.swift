/// How help texts and errors speak of a kind.
extension ValueKind {
    /// Stands for the value in a usage line, unless the declaration has its own name for it.
    var placeholder: String {
        switch self {
        case .text: "TEXT"
        case .path(.any): "PATH"
        case .path(.folder): "DIR"
        case .choice: "WORD"
        case .wholeNumber: "N"
        case .ratio, .confidence: "RATIO"
        case .duration: "TIME"
        case .durations: "TIMES"
        case .energy: "ENERGY"
        case .size: "SIZE"
        case .numbers: "LIST"
        case .words: "WORDS"
        }
    }

    /// What is accepted, to be read after "give".
    var accepted: String {
        switch self {
        case .text: "a text that is not empty"
        case .path(.any): "a path"
        case .path(.folder): "a folder"
        case .choice(let choices): "one of " + choices.listed
        case .wholeNumber(let range): "a whole number " + range.words
        case .ratio: "a ratio from 0 to 1 or a percentage"
        case .confidence: "a percentage, or a ratio from 0 to 1"
        case .duration: "a number with a unit (\(Unit.durations.listed))"
        case .durations: "numbers with a unit each (\(Unit.durations.listed)), and commas between them"
        case .energy: "a number with a unit (\(Unit.energies.listed))"
        case .size: "a number of bytes, or one with a unit (\(Unit.sizes.listed))"
        case .numbers(let range, let orAuto):
            "whole numbers \(range.words), listed or as ranges" + (orAuto ? ", or auto" : "")
        case .words(let choices):
            choices.isEmpty
                ? "words with commas between them" : "words with commas between them, of " + choices.listed
        }
    }

    /// A value that this kind accepts.
    var example: String {
        switch self {
        case .text: "word"
        case .path(.any): "./file"
        case .path(.folder): "./folder"
        case .choice(let choices): choices.first?.word ?? ""
        case .wholeNumber(let range): String(range.upperBound < Int.max ? range.upperBound : max(range.lowerBound, 8))
        case .ratio: "75%"
        case .confidence: "95%"
        case .duration: "50ms"
        case .durations: "20ms,50ms"
        case .energy: "50mJ"
        case .size: "512MiB"
        case .numbers(let range, _):
            range.contains(1) && range.contains(4) ? "1,2,4" : String(range.lowerBound)
        case .words(let choices):
            choices.isEmpty ? "one,two" : choices.prefix(2).map(\.word).joined(separator: ",")
        }
    }
}

extension [Choice] {
    var listed: String { map(\.word).joined(separator: ", ") }
}

extension ClosedRange<Int> {
    var words: String {
        switch (lowerBound, upperBound) {
        case (Int.min, Int.max): "of any size"
        case (_, Int.max): "of at least \(lowerBound)"
        default: "from \(lowerBound) to \(upperBound)"
        }
    }
}
