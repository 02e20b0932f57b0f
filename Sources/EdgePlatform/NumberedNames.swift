/// Names in an order in which runs of digits count as numbers: `cpu10` follows `cpu9`.
func sortedByNumber(_ names: [String]) -> [String] {
    var keyed = names.map { NumberedName(name: $0, key: orderKey(of: $0)) }
    keyed.sort { left, right in
        if left.key == right.key { return left.name < right.name }
        return left.key < right.key
    }
    return keyed.map(\.name)
}

private struct NumberedName {
    let name: String
    let key: String
}

/// A text that sorts as the name should: in front of the digits of each number stands how many they are.
private func orderKey(of name: String) -> String {
    guard name.utf8.contains(where: isDigit) else { return name }
    var key: [UInt8] = []
    var rest = Substring(name).utf8
    while let first = rest.first {
        guard isDigit(first) else {
            key.append(first)
            rest.removeFirst()
            continue
        }
        let run = rest.prefix(while: isDigit)
        let digits = run.drop { $0 == UInt8(ascii: "0") }
        let count = digits.count
        // A digit in front keeps the number's place among letters; two letters of 64 hold any count a path can have.
        key += [UInt8(ascii: "0"), UInt8(48 + min(count >> 6, 63)), UInt8(48 + count & 63)]
        key += digits
        rest = rest.dropFirst(run.count)
    }
    return String(decoding: key, as: UTF8.self)
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
