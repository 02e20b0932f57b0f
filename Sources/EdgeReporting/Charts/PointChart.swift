/// Marks in a plane, with lines through it: accuracy against latency, a roofline, time against threads.
struct PointChart: Hashable {
    struct Place: Hashable {
        var x: Double
        var y: Double

        init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    struct Point: Hashable {
        var place: Place
        var label: String?
        /// What is written where there is no room for the label.
        var shortLabel: String?
        /// Where its height lies, if that is known.
        var yLow: Double?
        var yHigh: Double?
        var xLow: Double?
        var xHigh: Double?
        /// In units of the drawing.
        var radius = 5.0
        var provenance = Provenance.measured
        var tone = Tone.plain
        /// Beaten by another in everything.
        var isHollow = false
        var isStrong = false

        init(_ x: Double, _ y: Double) { place = Place(x, y) }
    }

    /// A line through places of the chart, with its name at one end.
    struct Line: Hashable {
        enum Style: String, Hashable {
            case solid, dashed, roof, step
        }

        var places: [Place]
        var style: Style
        var label: String?
    }

    /// A limit that runs through the whole chart.
    struct Limit: Hashable {
        var value: Double
        var isVertical: Bool
        var text: String
        /// A fact of the device, not a demand.
        var isPlain = false

        var lineStyle: String { isPlain ? "factline" : "targetline" }
        var textStyle: String { isPlain ? "t" : "t target" }
    }

    var x: Axis
    var y: Axis
    var points: [Point]
    var lines: [Line] = []
    var limits: [Limit] = []
    var description: String
}

extension PointChart {
    func canvas(_ form: ChartCanvas.Form) -> ChartCanvas {
        let tickWidth = (y.ticks.map { ChartCanvas.textWidth($0.text) }.max() ?? 0) + 8
        let plot = ChartCanvas.Box(
            x: tickWidth, y: 34, width: form.width - tickWidth - 12, height: form == .wide ? 330 : 290)
        var drawing = PointDrawing(
            chart: self, plot: plot, canvas: ChartCanvas(form, height: plot.y + plot.height + 47))
        drawing.drawAxes()
        drawing.drawLimits()
        drawing.drawLines()
        drawing.drawPoints()
        drawing.writeLabels()
        return drawing.canvas
    }
}

/// A point chart being drawn; labels come last, where they touch nothing.
private struct PointDrawing {
    let chart: PointChart
    let plot: ChartCanvas.Box
    var canvas: ChartCanvas
    var placer: LabelPlacer

    init(chart: PointChart, plot: ChartCanvas.Box, canvas: ChartCanvas) {
        self.chart = chart
        self.plot = plot
        self.canvas = canvas
        placer = LabelPlacer(within: .init(x: plot.x, y: plot.y, width: plot.width + 12, height: plot.height))
    }

    func x(_ value: Double) -> Double { chart.x.position(value, from: plot.x, to: plot.x + plot.width) }
    func y(_ value: Double) -> Double { chart.y.position(value, from: plot.y + plot.height, to: plot.y) }

    mutating func drawAxes() {
        let letters = Int(canvas.width / ChartCanvas.letterWidth)
        canvas.text(chart.y.title.squeezed(to: letters), x: 0, y: 12, "t")
        let bottom = plot.y + plot.height
        for tick in chart.y.ticks {
            canvas.line(plot.x, y(tick.value), plot.x + plot.width, y(tick.value), "grid")
            canvas.text(tick.text, x: plot.x - 6, y: y(tick.value) + 4.5, "t", .end)
        }
        var free = -Double.infinity
        for tick in chart.x.ticks {
            canvas.line(x(tick.value), plot.y, x(tick.value), bottom, "grid")
            let half = ChartCanvas.textWidth(tick.text) / 2
            let place = min(max(x(tick.value), half), canvas.width - half)
            guard place - half > free else { continue }
            canvas.text(tick.text, x: place, y: bottom + 20, "t", .middle)
            free = place + half + 6
        }
        canvas.text(chart.x.title, x: plot.x + plot.width / 2, y: bottom + 40, "t", .middle)
    }

    /// Names of upright limits stand above the plot, those of level ones above their line.
    mutating func drawLimits() {
        var free = -Double.infinity
        for limit in chart.limits.sorted(by: { $0.value < $1.value }) where limit.isVertical {
            let place = x(limit.value)
            canvas.line(place, plot.y - 4, place, plot.y + plot.height, limit.lineStyle)
            placer.occupy(verticalAt: place)
            let half = ChartCanvas.textWidth(limit.text) / 2
            let middle = min(max(place, half), canvas.width - half)
            guard middle - half > free else { continue }
            canvas.text(limit.text, x: middle, y: plot.y - 8, limit.textStyle, .middle)
            free = middle + half + 8
        }
        for limit in chart.limits where !limit.isVertical {
            canvas.line(plot.x, y(limit.value), plot.x + plot.width, y(limit.value), limit.lineStyle)
            placer.occupy(horizontalAt: y(limit.value))
        }
    }

    mutating func drawLines() {
        for line in chart.lines {
            var places = line.places.map { (x: x($0.x), y: y($0.y)) }
            if line.style == .step {
                // Level first, then up or down: between two choices nothing is gained.
                places = zip(places, places.dropFirst()).flatMap { [$0, (x: $1.x, y: $0.y)] } + places.suffix(1)
            }
            canvas.path(places, "line \(line.style.rawValue)")
            // A roof's own name stands on it.
            guard line.style != .roof else { continue }
            for (start, end) in zip(places, places.dropFirst()) { placer.occupy(lineFrom: start, to: end) }
        }
    }

    mutating func drawPoints() {
        for point in chart.points {
            let (left, top) = (x(point.place.x), y(point.place.y))
            if let low = point.yLow, let high = point.yHigh {
                canvas.interval(from: y(low), to: y(high), at: left, isVertical: true)
            }
            if let low = point.xLow, let high = point.xHigh { canvas.interval(from: x(low), to: x(high), at: top) }
            canvas.mark(
                point.provenance, point.tone, hollow: point.isHollow, x: left, y: top, radius: point.radius)
            let side = 2 * point.radius + 2
            placer.occupy(.init(x: left - side / 2, y: top - side / 2, width: side, height: side))
        }
    }

    /// What must be named goes first, and what finds no room has its name in the table alone.
    mutating func writeLabels() {
        for limit in chart.limits where !limit.isVertical {
            let level = y(limit.value)
            let end = plot.x + plot.width - 2
            let places: [(x: Double, y: Double, anchor: ChartCanvas.Anchor)] = [
                (end, level - 6, .end), (end, level + 16, .end), (plot.x + 4, level - 6, .start),
                (plot.x + 4, level + 16, .start),
            ]
            write(limit.text, at: places, limit.textStyle + " rim")
        }
        for line in chart.lines { write(nameOf: line) }
        let sorted =
            chart.points.filter(\.isStrong).sorted { $0.radius > $1.radius } + chart.points.filter { !$0.isStrong }
        for point in sorted {
            guard let label = point.label else { continue }
            let around = LabelPlacer.around(x: x(point.place.x), y: y(point.place.y), radius: point.radius)
            let style = point.isStrong ? "l strong rim" : "l rim"
            if !write(label, at: around, style), let short = point.shortLabel { write(short, at: around, style) }
        }
    }

    /// On the line itself, as on a map, where the text's rim parts it; level lines have their names above.
    private mutating func write(nameOf line: PointChart.Line) {
        guard let label = line.label, let first = line.places.first, let last = line.places.last else { return }
        let (start, end) = ((x: x(first.x), y: y(first.y)), (x: x(last.x), y: y(last.y)))
        let isLevel = (start.y - end.y).magnitude < 1
        let shares = isLevel ? [1, 0.85, 0.7, 0.55] : [0.12, 0.2, 0.3, 0.4, 0.55, 0.7, 0.85]
        let places = shares.flatMap { share -> [(x: Double, y: Double, anchor: ChartCanvas.Anchor)] in
            let place = (x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share)
            return isLevel
                ? [(place.x - 2, place.y - 6, .end), (place.x - 2, place.y + 16, .end)]
                : [(place.x, place.y + 4.5, .middle)]
        }
        write(label, at: places, "t rim")
    }

    @discardableResult private mutating func write(
        _ text: String, at places: [(x: Double, y: Double, anchor: ChartCanvas.Anchor)], _ style: String
    ) -> Bool {
        guard let place = placer.place(text, at: places) else { return false }
        canvas.text(text, x: place.x, y: place.y, style, place.anchor)
        return true
    }
}
