/// The extensions in a RISC-V isa text such as `rv64imafdcv_zba_zbb`.
package struct RISCVISA: Hashable, Sendable {
    /// Those that programs can use, in the text's order: single letters, then the longer names.
    package let extensions: [String]

    /// No processor has nearly so many; more are damage.
    private static let extensionsAtMost = 256

    /// Nil for anything that does not begin as an isa text does.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard lower.hasPrefix("rv32") || lower.hasPrefix("rv64") || lower.hasPrefix("rv128") else { return nil }
        let parts = lower.drop { $0 != "r" }.dropFirst(2).drop { $0.isNumber }.split(separator: "_")
        var found: [String] = []
        func add(_ name: String) {
            if found.count < Self.extensionsAtMost, !found.contains(name) { found.append(name) }
        }
        var letters = (parts.first ?? "")[...]
        // The longer names may follow the letters without a bar between them.
        let tail = letters.firstIndex { $0 == "z" || $0 == "x" }
        if let tail {
            add(String(letters[tail...]))
            letters = letters[..<tail]
        }
        var singles: [String] = []
        for letter in letters where letter.isLetter && letter.isASCII {
            switch letter {
            case "g": singles += ["i", "m", "a", "f", "d"]
            // Old kernels list the privilege levels among the extensions; h is of no use to programs.
            case "s", "u", "h": continue
            default: singles.append(String(letter))
            }
        }
        found = singles.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } + found
        for part in parts.dropFirst() where part.hasPrefix("z") || part.hasPrefix("x") { add(String(part)) }
        // Text of profiles past the letters alone: i and e are the base, no extensions.
        extensions = found.filter { $0 != "i" && $0 != "e" }
    }
}
