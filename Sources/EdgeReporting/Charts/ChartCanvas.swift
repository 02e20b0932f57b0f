import EdgeRecords

/// A chart on its way to SVG, in one of its two forms; styles come from the page.
///
/// Every text leaves its box behind, so that tests can see that none overlaps another or leaves the picture.
struct ChartCanvas {
    /// A wide form for pages and paper, a narrow one so that text stays readable on a phone.
    enum Form: String, CaseIterable {
        case wide, narrow

        var width: Double { self == .wide ? 780 : 330 }
    }

    struct Box: Hashable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        func overlaps(_ other: Box) -> Bool {
            x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
        }

        func contains(_ other: Box) -> Bool {
            other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
        }
    }

    enum Anchor: String {
        case start, middle, end
    }

    static let textHeight = 13.0
    /// What a letter takes in the widest of the usual fonts, on the average.
    static let letterWidth = 8.3

    let form: Form
    var width: Double { form.width }
    var height: Double
    private(set) var elements: [String] = []
    private(set) var textBoxes: [Box] = []

    init(_ form: Form, height: Double) {
        self.form = form
        self.height = height
    }

    static func textWidth(_ text: String) -> Double { Double(text.count) * letterWidth }

    /// Where a text would lie whose baseline begins, ends or has its middle at a place.
    static func box(of text: String, x: Double, y: Double, _ anchor: Anchor) -> Box {
        let width = textWidth(text)
        let left =
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        return Box(x: left, y: y - textHeight + 2.5, width: width, height: textHeight + 1)
    }

    mutating func text(_ text: String, x: Double, y: Double, _ style: String = "l", _ anchor: Anchor = .start) {
        guard !text.isEmpty else { return }
        textBoxes.append(Self.box(of: text, x: x, y: y, anchor))
        let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        elements.append(
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(style)\"\(place)>\(SVG.escaped(text))</text>"
        )
    }

    mutating func rectangle(_ box: Box, _ style: String) {
        elements.append(
            "<rect x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\" width=\"\(Self.number(max(box.width, 0)))\" "
                + "height=\"\(Self.number(max(box.height, 0)))\" class=\"\(style)\"/>")
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        path([(x1, y1), (x2, y2)], style)
    }

    mutating func path(_ places: [(x: Double, y: Double)], _ style: String, closed: Bool = false) {
        let steps = places.map { "\(Self.number($0.x)) \(Self.number($0.y))" }.joined(separator: "L")
        elements.append("<path d=\"M\(steps)\(closed ? "Z" : "")\" class=\"\(style)\"/>")
    }

    mutating func disc(x: Double, y: Double, radius: Double, _ style: String) {
        elements.append(
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" class=\"\(style)\"/>"
        )
    }

    /// The picture within a page; a reader who cannot see it gets the description.
    ///
    /// - Parameter id: of the description, one of a kind in the page.
    func element(id: String, description: String) -> String {
        """
        <svg viewBox="0 0 \(Self.number(width)) \(Self.number(height))" class="\(form.rawValue)" role="img" \
        aria-labelledby="\(id)"><desc id="\(id)">\(SVG.escaped(description))</desc>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    /// A tenth of a unit is finer than any screen shows.
    static func number(_ value: Double) -> String {
        let text = NumberText.fixed(value.isFinite ? value : 0, decimals: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
