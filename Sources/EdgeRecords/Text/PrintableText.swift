extension String {
    /// The text as a terminal may be shown it.
    ///
    /// Names come out of files that others wrote, and some signs command a terminal or turn the text after them.
    public var printable: String {
        guard unicodeScalars.contains(where: Self.commands) else { return self }
        var text = ""
        text.unicodeScalars.append(contentsOf: unicodeScalars.map { Self.commands($0) ? "?" : $0 })
        return text
    }

    /// Control characters other than ends of lines and tabs, and those that change the direction of text.
    private static func commands(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
