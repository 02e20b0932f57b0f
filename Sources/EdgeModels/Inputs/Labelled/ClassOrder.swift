/// Which label each class has, told by its name.
struct ClassOrder {
    /// In the order of their labels; nil where the names are the labels themselves.
    let names: [String]?
    /// Whether only the alphabet says it.
    let isGuessed: Bool

    /// - Parameter known: all names in the order of the outputs, if the user said them.
    init(of names: some Sequence<String>, known: [String]?) {
        if let known {
            (self.names, isGuessed) = (known, false)
        } else if names.allSatisfy({ Self.number($0) != nil }) {
            (self.names, isGuessed) = (nil, false)
        } else {
            (self.names, isGuessed) = (Set(names).sorted(), true)
        }
    }

    func label(of name: String, place: String) throws(LabelledDataError) -> Int {
        if let names {
            if let label = names.firstIndex(of: name) { return label }
            if !isGuessed, let number = Self.number(name), number < names.count { return number }
            throw .unknownClass(name, place: place, known: names)
        }
        guard let number = Self.number(name) else { throw .badLabels(place, why: "\(name) is no number") }
        return number
    }

    private static func number(_ name: String) -> Int? {
        name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(name) : nil
    }
}
