/// What a mark stands for beside its number.
enum Tone: String, Hashable, CaseIterable {
    case plain, meets, misses
}

extension ChartCanvas {
    /// A mark whose shape tells where its number came from: a disc was measured, a diamond predicted, a square imported,
    /// a triangle published.
    mutating func mark(
        _ provenance: Provenance, _ tone: Tone, hollow: Bool = false, x: Double, y: Double, radius: Double
    ) {
        // The shape alone tells a published number here, so that a full triangle stays possible.
        let filling = hollow ? "hollow" : provenance == .published ? "full" : provenance.rawValue
        let style = "b \(tone.rawValue) \(filling)"
        let wide = radius * 1.25
        switch provenance {
        case .measured, .contended: disc(x: x, y: y, radius: radius, style)
        case .predicted: path([(x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)], style, closed: true)
        case .imported: rectangle(Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius), style)
        case .published:
            path([(x, y - wide), (x + wide, y + radius), (x - wide, y + radius)], style, closed: true)
        }
    }

    /// From end to end, with an outline in the page's colour, so that it shows on a filled bar too.
    mutating func interval(from low: Double, to high: Double, at y: Double, isVertical: Bool = false) {
        for style in ["halo", "whisker"] {
            if isVertical {
                line(y, low, y, high, style)
                for end in [low, high] { line(y - 4, end, y + 4, end, style) }
            } else {
                line(low, y, high, y, style)
                for end in [low, high] { line(end, y - 4, end, y + 4, style) }
            }
        }
    }
}

/// Finds places for labels where they touch nothing.
struct LabelPlacer {
    private let bounds: ChartCanvas.Box
    private var taken: [ChartCanvas.Box] = []

    init(within bounds: ChartCanvas.Box) {
        self.bounds = bounds
    }

    mutating func occupy(_ box: ChartCanvas.Box) { taken.append(box) }

    /// The box of what runs through a whole chart: no label may be crossed by it.
    mutating func occupy(verticalAt x: Double) {
        occupy(.init(x: x - 2, y: bounds.y, width: 4, height: bounds.height))
    }

    mutating func occupy(horizontalAt y: Double) {
        occupy(.init(x: bounds.x, y: y - 2, width: bounds.width, height: 4))
    }

    /// The points along a line, close enough that no text fits between them.
    mutating func occupy(lineFrom start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
        let length = max((end.x - start.x).magnitude, (end.y - start.y).magnitude)
        let count = max(Int(length / 6), 1)
        for step in 0...count {
            let share = Double(step) / Double(count)
            occupy(
                .init(
                    x: start.x + (end.x - start.x) * share - 1.5, y: start.y + (end.y - start.y) * share - 1.5,
                    width: 3,
                    height: 3))
        }
    }

    /// The first of the places that is free; it is taken then.
    mutating func place(
        _ text: String, at places: [(x: Double, y: Double, anchor: ChartCanvas.Anchor)]
    ) -> (x: Double, y: Double, anchor: ChartCanvas.Anchor)? {
        for place in places {
            let box = ChartCanvas.box(of: text, x: place.x, y: place.y, place.anchor)
            guard bounds.contains(box), !taken.contains(where: box.overlaps) else { continue }
            taken.append(box)
            return place
        }
        return nil
    }

    /// Around a mark: right, left, above, below, then the corners.
    static func around(x: Double, y: Double, radius: Double) -> [(x: Double, y: Double, anchor: ChartCanvas.Anchor)] {
        let gap = radius + 4
        return [
            (x + gap, y + 4.5, .start), (x - gap, y + 4.5, .end), (x, y - gap, .middle), (x, y + gap + 10, .middle),
            (x + gap, y - gap, .start), (x + gap, y + gap + 10, .start), (x - gap, y - gap, .end),
            (x - gap, y + gap + 10, .end),
            (x + gap + 8, y - gap - 14, .start), (x - gap - 8, y - gap - 14, .end),
            (x + gap + 8, y + gap + 24, .start), (x - gap - 8, y + gap + 24, .end),
        ]
    }
}
