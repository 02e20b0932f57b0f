/// An SVG picture in the making: elements in drawing order, one style sheet, a title for readers who cannot see it.
struct SVG {
    private(set) var elements: [String] = []
    var title: String
    var summary: String
    var width: Int
    var height: Int
    /// CSS rules; the picture follows the reader's light or dark setting through them.
    var style: String

    mutating func rectangle(x: Int, y: Int, width: Int, height: Int, class name: String, tooltip: String? = nil) {
        let open = "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"4\" class=\"\(name)\""
        guard let tooltip else { return elements.append(open + "/>") }
        elements.append(open + "><title>\(Self.escaped(tooltip))</title></rect>")
    }

    mutating func text(_ content: String, x: Int, y: Int, class name: String, anchor: String = "start") {
        let anchored = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        elements.append("<text x=\"\(x)\" y=\"\(y)\" class=\"\(name)\"\(anchored)>\(Self.escaped(content))</text>")
    }

    /// The whole picture as a document of its own.
    var document: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
        role="img" aria-labelledby="title summary">
        <title id="title">\(Self.escaped(title))</title>
        <desc id="summary">\(Self.escaped(summary))</desc>
        <style>
        \(style)
        </style>
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // XML has no way to write other control characters.
            case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
