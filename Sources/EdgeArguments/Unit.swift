/// A word behind a number, and how many of the smallest unit it stands for.
struct Unit {
    let word: String
    let factor: UInt

    static let durations = [
        Unit(word: "ns", factor: 1),
        Unit(word: "us", factor: 1_000),
        Unit(word: "ms", factor: 1_000_000),
        Unit(word: "s", factor: 1_000_000_000),
        Unit(word: "m", factor: 60_000_000_000),
        Unit(word: "h", factor: 3_600_000_000_000),
    ]

    /// An i in the unit means powers of 1024, its absence powers of 1000, as in the standards.
    static let sizes = [
        Unit(word: "B", factor: 1),
        Unit(word: "kB", factor: 1_000), Unit(word: "KiB", factor: 1 << 10),
        Unit(word: "MB", factor: 1_000_000), Unit(word: "MiB", factor: 1 << 20),
        Unit(word: "GB", factor: 1_000_000_000), Unit(word: "GiB", factor: 1 << 30),
        Unit(word: "TB", factor: 1_000_000_000_000), Unit(word: "TiB", factor: 1 << 40),
    ]

    static let energies = [
        Unit(word: "uJ", factor: 1), Unit(word: "mJ", factor: 1_000), Unit(word: "J", factor: 1_000_000),
    ]

    /// Minutes and milliseconds differ by one letter: the case counts.
    static func duration(_ word: Substring) -> Unit? {
        if word == "µs" || word == "μs" { return durations[1] }
        return durations.first { $0.word == word }
    }

    static func energy(_ word: Substring) -> Unit? {
        if word == "µJ" || word == "μJ" { return energies[0] }
        return energies.first { $0.word == word }
    }

    /// Nobody measures millibytes: the case does not count, and the B may be left out.
    static func size(_ word: Substring) -> Unit? {
        let spelt = word.lowercased()
        if spelt.isEmpty { return sizes.first }
        return sizes.first { $0.word.lowercased() == spelt || $0.word.lowercased() == spelt + "b" }
    }
}

extension [Unit] {
    var listed: String { map(\.word).joined(separator: ", ") }
}
