/// A labelled rectangle that holds others, side by side in rows that wrap.
struct PictureBox {
    static let gap = 8
    static let lineHeight = 16
    /// The width to reserve for a letter: that of a wide font's bold ones, since the reader's font is not known.
    static let letterWidth = 8

    var label: [String]
    var style: String
    var tooltip: String?
    var children: [PictureBox]
    private(set) var width = 0
    private(set) var height = 0
    private var offsets: [(x: Int, y: Int)] = []

    init(label: [String], style: String, tooltip: String? = nil, children: [PictureBox] = []) {
        self.label = label
        self.style = style
        self.tooltip = tooltip
        self.children = children
    }

    /// Finds a place for every child, and with it the size of this box, which is at most `limit` wide where it can be.
    mutating func arrange(within limit: Int) {
        let inner = max(limit - 2 * Self.gap, 1)
        for index in children.indices { children[index].arrange(within: inner) }
        let labelWidth = (label.map(\.count).max() ?? 0) * Self.letterWidth
        let top = Self.gap + label.count * Self.lineHeight + (children.isEmpty || label.isEmpty ? 0 : Self.gap / 2)
        var (x, y, rowHeight, widest) = (0, 0, 0, 0)
        offsets = []
        for child in children {
            if x > 0, x + child.width > inner {
                (x, y, rowHeight) = (0, y + rowHeight + Self.gap, 0)
            }
            offsets.append((Self.gap + x, top + y))
            x += child.width + Self.gap
            rowHeight = max(rowHeight, child.height)
            widest = max(widest, x - Self.gap)
        }
        width = max(widest, labelWidth) + 2 * Self.gap
        height = top + y + rowHeight + Self.gap
    }

    func draw(on picture: inout SVG, x: Int, y: Int) {
        picture.rectangle(x: x, y: y, width: width, height: height, class: style, tooltip: tooltip)
        for (index, line) in label.enumerated() {
            let baseline = y + Self.gap + index * Self.lineHeight + Self.lineHeight - 4
            picture.text(line, x: x + Self.gap, y: baseline, class: index == 0 ? "name" : "note")
        }
        for (child, offset) in zip(children, offsets) { child.draw(on: &picture, x: x + offset.x, y: y + offset.y) }
    }
}
