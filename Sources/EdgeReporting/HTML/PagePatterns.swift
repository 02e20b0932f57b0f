/// Fillings that tell where a number came from without colour: hatched, dotted.
enum PagePatterns {
    static let svg: String = {
        let patterns = Tone.allCases.map { tone in
            """
            <pattern id="hatch-\(tone.rawValue)" width="6" height="6" patternUnits="userSpaceOnUse" \
            patternTransform="rotate(45)"><path d="M1.5 0V6" class="p \(tone.rawValue)"/></pattern>
            <pattern id="dots-\(tone.rawValue)" width="5" height="5" patternUnits="userSpaceOnUse">\
            <circle cx="2.5" cy="2.5" r="1.4" class="pd \(tone.rawValue)"/></pattern>
            """
        }
        return
            "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\(patterns.joined())</defs></svg>"
    }()

    /// What is not filled with a colour comes last, so that it holds.
    static let rules: String =
        tones
        + "\n.b.published,.b.hollow,.b.contended{fill:var(--page);stroke-width:2}\n.b.contended{stroke-dasharray:4 3}"

    private static let tones: String = Tone.allCases.map { tone in
        let name = tone.rawValue
        return """
            .b.\(name){fill:var(--\(name));stroke:var(--\(name))}
            .b.\(name).predicted{fill:url(#hatch-\(name))}
            .b.\(name).imported{fill:url(#dots-\(name))}
            .p.\(name){stroke:var(--\(name))}.pd.\(name){fill:var(--\(name))}
            """
    }.joined(separator: "\n")
}
