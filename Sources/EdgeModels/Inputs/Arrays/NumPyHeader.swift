/// What a NumPy array says of itself, in Python's own words: `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.
struct NumPyHeader: Equatable {
    var description = ""
    var isColumnMajor = false
    var shape: [Int] = []

    /// NumPy's own limit is 64.
    static let rankLimit = 64

    /// Nil if the words are others, in another form, or not each there once.
    init?(_ text: Substring) {
        var words = Words(rest: text)
        guard words.skip("{") else { return nil }
        var missing: Set = ["descr", "fortran_order", "shape"]
        while !words.skip("}") {
            guard let key = words.quoted(), missing.remove(key) != nil, words.skip(":"),
                read(key, &words), words.skip(",") || words.isBefore("}")
            else { return nil }
        }
        guard missing.isEmpty, words.isAtEnd else { return nil }
    }

    private mutating func read(_ key: String, _ words: inout Words) -> Bool {
        switch key {
        case "descr":
            guard let text = words.quoted() else { return false }
            description = text
        case "fortran_order":
            isColumnMajor = words.skip("True")
            return isColumnMajor || words.skip("False")
        default:
            guard let sizes = words.sizes() else { return false }
            shape = sizes
        }
        return true
    }

    /// The type of the elements and the order of their bytes; nil if the engine knows no such type.
    var elements: (type: ElementType, order: ByteOrder)? {
        guard let first = description.first else { return nil }
        let order: ByteOrder = first == ">" ? .big : .little
        let type: ElementType? =
            switch description.drop(while: { "<>=|".contains($0) }) {
            case "f2": .f16
            case "f4": .f32
            case "f8": .f64
            case "u1": .u8
            case "u2": .u16
            case "u4": .u32
            case "u8": .u64
            case "i1": .s8
            case "i2": .s16
            case "i4": .s32
            case "i8": .s64
            case "b1": .bool
            default: nil
            }
        return type.map { ($0, order) }
    }
}

/// The words of a header, taken one after another.
private struct Words {
    var rest: Substring

    var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

    mutating func skip(_ word: String) -> Bool {
        guard isBefore(word) else { return false }
        rest = rest.dropFirst(word.count)
        return true
    }

    mutating func isBefore(_ word: String) -> Bool {
        rest = rest.drop(while: \.isWhitespace)
        return rest.hasPrefix(word)
    }

    mutating func quoted() -> String? {
        guard let quote = ["'", "\""].first(where: { skip($0) }), let end = rest.firstIndex(of: Character(quote)) else {
            return nil
        }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    /// A tuple of whole numbers, such as `(2, 3)` or `(2,)`.
    mutating func sizes() -> [Int]? {
        guard skip("(") else { return nil }
        var sizes: [Int] = []
        while !skip(")") {
            let digits = rest.prefix(while: { ("0"..."9").contains($0) })
            guard let size = Int(digits), sizes.count < NumPyHeader.rankLimit else { return nil }
            rest = rest.dropFirst(digits.count)
            // Before Python 3 a long number had this mark.
            _ = skip("L")
            guard skip(",") || isBefore(")") else { return nil }
            rest = rest.drop(while: \.isWhitespace)
            sizes.append(size)
        }
        return sizes
    }
}
