import EdgeRecords

/// The files in which distributions name themselves.
package enum ReleaseFile {
    /// PRETTY_NAME of `os-release`, a file of shell assignments.
    package static func prettyName(_ text: String) -> String? {
        value(of: "PRETTY_NAME", in: text).flatMap { FirmwareNames.meaningful(unquoted($0)) }
    }

    /// Android's version in `build.prop`.
    package static func androidName(_ text: String) -> String? {
        value(of: "ro.build.version.release", in: text).flatMap { FirmwareNames.meaningful(String($0)) }
            .map { "Android " + $0 }
    }

    private static func value(of key: String, in text: String) -> Substring? {
        for line in text.utf8.split(separator: 10) {
            let parts = Substring(line).split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmingBlanks == key { return parts[1].trimmingBlanks }
        }
        return nil
    }

    /// Takes the quotes off and the backslashes out, as a shell would.
    private static func unquoted(_ text: Substring) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'", text.count >= 2, text.last == quote else {
            return String(text)
        }
        var plain = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped, quote == "\"" {
                isEscaped = true
            } else {
                plain.append(character)
                isEscaped = false
            }
        }
        return plain
    }
}
