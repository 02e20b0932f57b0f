/// A number as it was written, exactly: `1.5` is 15 with one fraction digit.
struct DecimalNumber {
    let digits: UInt
    let fractionDigits: Int

    /// Reads `12`, `1.5` or `.5`; nothing else, no sign, no exponent.
    init(_ text: Substring) throws(ValueRefusal) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard
            (parts[0] + fraction).allSatisfy(\.isDigit), !fraction.isEmpty || parts.count == 1,
            text.contains(where: \.isDigit)
        else { throw .notANumber }
        let significant = fraction.droppingLast { $0 == "0" }
        let joined = (parts[0] + significant).drop { $0 == "0" }
        guard let digits = UInt(joined.isEmpty ? "0" : joined) else { throw .tooLarge }
        self.digits = digits
        fractionDigits = significant.count
    }

    /// How many of the smallest unit this is; it has to come out whole.
    func counted(in unit: Unit) throws(ValueRefusal) -> Int {
        guard digits > 0 else { return 0 }
        var divisor: UInt = 1
        for _ in 0..<fractionDigits {
            let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw .tooFine }
            divisor = product
        }
        let total = digits.multipliedFullWidth(by: unit.factor)
        guard total.high < divisor else { throw .tooLarge }
        let (whole, rest) = divisor.dividingFullWidth(total)
        guard rest == 0 else { throw .tooFine }
        guard let count = Int(exactly: whole) else { throw .tooLarge }
        return count
    }
}

extension Character {
    /// One of the ten, not any of the world's digits.
    var isDigit: Bool { ("0"..."9").contains(self) }
}

extension Substring {
    func droppingLast(while isDropped: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !isDropped($0) }) else { return "" }
        return self[...last]
    }
}
