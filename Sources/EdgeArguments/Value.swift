/// A value of a command line after its kind has read it.
enum Value: Hashable, Sendable {
    /// A text, a path or a choice.
    case text(String)
    /// A whole number, nanoseconds or bytes.
    case number(Int)
    case ratio(Double)
    case numbers(NumberList)
    case words([String])
}

extension ValueKind {
    func read(_ word: String) throws(ValueRefusal) -> Value {
        guard !word.isEmpty else { throw .empty }
        switch self {
        case .text, .path: return .text(word)
        case .choice(let choices): return .text(try choices.accept(word))
        case .wholeNumber(let range): return .number(try readWholeNumber(word[...], in: range))
        case .ratio: return .ratio(try readRatio(word, bareAboveOneIsPercent: false))
        case .confidence: return .ratio(try readRatio(word, bareAboveOneIsPercent: true))
        case .duration: return .number(try readAmount(word, unit: Unit.duration))
        case .durations: return .numbers(.listed(try readDurations(word)))
        case .energy: return .number(try readAmount(word, unit: Unit.energy))
        case .size: return .number(try readAmount(word, unit: Unit.size))
        case .numbers(let range, let orAuto):
            return .numbers(orAuto && word == "auto" ? .auto : .listed(try NumberList.read(word, in: range)))
        case .words(let choices): return .words(try readWords(word, of: choices))
        }
    }
}

extension ValueKind {
    /// A duration that is part of another word, in nanoseconds; nil if it is none.
    public static func nanoseconds(of word: String) -> Int? {
        if case .number(let nanoseconds)? = try? ValueKind.duration.read(word) { nanoseconds } else { nil }
    }
}

/// A sign and digits; `Int` alone would also take `+5`.
func readWholeNumber(_ text: Substring, in range: ClosedRange<Int>) throws(ValueRefusal) -> Int {
    let digits = text.first == "-" ? text.dropFirst() : text
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { throw .notAWholeNumber }
    guard let number = Int(text) else { throw .tooLarge }
    guard range.contains(number) else { throw .outside(range) }
    return number
}

private func readAmount(_ word: String, unit: (Substring) -> Unit?) throws(ValueRefusal) -> Int {
    guard word.first != "-" else { throw .negative }
    let number = word.prefix { $0.isDigit || $0 == "." }
    let spelt = word[number.endIndex...]
    guard !number.isEmpty else { throw .notANumber }
    guard let unit = unit(spelt) else {
        throw spelt.isEmpty ? .missingUnit : .unknownUnit(String(spelt))
    }
    return try DecimalNumber(number).counted(in: unit)
}

private func readDurations(_ word: String) throws(ValueRefusal) -> [Int] {
    let parts = word.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= NumberList.longest else { throw .tooMany(limit: NumberList.longest) }
    var durations: [Int] = []
    for part in parts {
        guard !part.isEmpty else { throw .emptyPart }
        let duration = try readAmount(String(part), unit: Unit.duration)
        if !durations.contains(duration) { durations.append(duration) }
    }
    return durations
}

private func readRatio(_ word: String, bareAboveOneIsPercent: Bool) throws(ValueRefusal) -> Double {
    guard word.first != "-" else { throw .negative }
    let hasSign = word.last == "%"
    let number = hasSign ? word.dropLast() : word[...]
    _ = try DecimalNumber(number)
    guard let bare = Double(number), let hundredth = Double(number + "e-2") else { throw .notANumber }
    // The shifted point, not a division: 99.9% has to be 0.999 to the last bit.
    let ratio = hasSign || (bareAboveOneIsPercent && bare > 1) ? hundredth : bare
    guard ratio <= 1 else { throw hasSign || bareAboveOneIsPercent ? .aboveHundredPercent : .aboveOne }
    return ratio
}

private func readWords(_ text: String, of choices: [Choice]) throws(ValueRefusal) -> [String] {
    var words: [String] = []
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= NumberList.longest else { throw .tooMany(limit: NumberList.longest) }
    for part in parts {
        guard !part.isEmpty else { throw .emptyPart }
        let word = choices.isEmpty ? String(part) : try choices.accept(String(part))
        if !words.contains(word) { words.append(word) }
    }
    return words
}

extension [Choice] {
    fileprivate func accept(_ word: String) throws(ValueRefusal) -> String {
        guard contains(where: { $0.word == word }) else { throw .notAmong(nearest: word.nearest(of: map(\.word))) }
        return word
    }
}
