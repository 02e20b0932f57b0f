/// Words as a shell takes them.
public enum ShellText {
    /// One word of a command line, in single quotes where it holds anything that a shell could take for its own.
    ///
    /// No shell can be given the sign NUL; whoever quotes a text that may hold it refuses it first.
    public static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy(isHarmless)
        return isPlain ? text : quoted(text)
    }

    /// Always in single quotes.
    public static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "._:/@%+,-".utf8.contains(byte)
        }
    }
}
