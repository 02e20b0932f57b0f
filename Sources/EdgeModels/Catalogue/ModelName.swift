import EdgeRecords

/// What models may be called: names are words of records and parts of paths.
public enum ModelName {
    /// Letters, digits, dots and dashes, at most 64, a letter or digit first and last.
    public static func isGood(_ name: String) -> Bool {
        let isInner = name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        guard (1...64).contains(name.utf8.count), isInner, let first = name.utf8.first, let last = name.utf8.last else {
            return false
        }
        return isLetterOrDigit(first) && isLetterOrDigit(last) && !name.contains("..")
    }

    /// Whether a word can be a task: small letters, digits, and dashes between them.
    public static func isTask(_ word: String) -> Bool {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isLetterOrDigit) }
    }

    /// A file's name without its folder and its ending, as a name: other signs become dashes.
    public static func suggested(for path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let signs = plain(file).lowercased().utf8.map {
            isLetterOrDigit($0) || $0 == UInt8(ascii: ".") ? $0 : UInt8(ascii: "-")
        }
        let words = String(decoding: signs, as: UTF8.self).split(separator: "-")
        return String(words.joined(separator: "-").prefix(64))
    }

    /// A file's name without the ending of a model's.
    public static func plain(_ file: String) -> String {
        ModelFormat(ofFileNamed: file).map { String(file.dropLast($0.ending.count)) } ?? file
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
