import EdgeRecords

/// How a number came about, which looks different everywhere: by its filling, by its shape and by a word.
enum Provenance: String, CaseIterable {
    case measured, predicted, imported, published
    /// Measured while other work took the device.
    case contended

    init(_ source: Figure.Source) {
        self =
            switch source {
            case .measured: .measured
            case .predicted: .predicted
            case .imported: .imported
            case .published: .published
            }
    }

    /// Nil where nothing needs to be said.
    var remark: String? { self == .measured ? nil : rawValue }

    /// What a bar of text is drawn with.
    var character: Character {
        switch self {
        case .measured: "█"
        case .predicted: "▒"
        case .imported: "▓"
        case .published: "░"
        case .contended: "◌"
        }
    }
}
