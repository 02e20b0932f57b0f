import EdgeRecords

/// One row for each candidate: a bar from zero, or a mark on a logarithmic scale where lengths would lie.
struct BarChart: Hashable {
    struct Row: Hashable {
        var label: String
        var value: Double
        /// Where the interval lies, if it is known.
        var low: Double?
        var high: Double?
        /// A second number on the same row, such as the median.
        var tick: Double?
        var provenance = Provenance.measured
        var tone = Tone.plain
        /// In place of the value's three digits, for what is counted.
        var text: String?
        /// Such as `as deployed now`; where the number came from is said besides.
        var remark: String?

        init(_ label: String, value: Double, text: String? = nil) {
            self.label = label
            self.value = value
            self.text = text
        }

        /// The number with what must be known of it.
        var valueText: String { ([text ?? NumberText.threeDigits(value)] + remarks).joined(separator: " · ") }
        var remarks: [String] { [remark, provenance.remark].compactMap { $0 } }
    }

    struct Target: Hashable {
        var value: Double
        var text: String
    }

    /// With the unit: `p95, ms`.
    var title: String
    var rows: [Row]
    var target: Target?
    /// States the finding, for readers who cannot see it.
    var description: String

    /// Bars of one chart start at zero; past this ratio the small ones would vanish.
    private static let barsUpTo = 20.0

    private var values: [Double] { rows.map(\.value).filter { $0.isFinite && $0 > 0 } }

    var isLogarithmic: Bool {
        guard let low = values.min(), let high = values.max() else { return false }
        return high > low * Self.barsUpTo
    }

    /// A target far beyond all bars would squeeze them: an arrow points to it then.
    var showsTarget: Bool {
        guard let target, let highest = values.max() else { return target != nil }
        return isLogarithmic ? target.value <= highest * 20 : target.value <= highest * 2.5
    }

    var axis: Axis {
        let ends = rows.flatMap { [$0.value, $0.high ?? $0.value] } + (showsTarget ? [target?.value ?? 0] : [])
        let highest = ends.filter(\.isFinite).max() ?? 1
        guard isLogarithmic else { return .linear(title, upTo: highest) }
        let lows = rows.flatMap { [$0.value, $0.low ?? $0.value] }.filter { $0 > 0 }
        return .logarithmic(title, from: min(lows.min() ?? 1, target?.value ?? .infinity), to: highest)
    }
}

/// Where a bar chart's parts lie.
private struct BarLayout {
    let form: ChartCanvas.Form
    let left: Double
    let right: Double
    let top: Double
    let rowHeight: Double
    let count: Int

    init(_ chart: BarChart, _ form: ChartCanvas.Form) {
        self.form = form
        count = chart.rows.count
        let labels = chart.rows.map { ChartCanvas.textWidth($0.label) }.max() ?? 0
        left = form == .wide ? min(labels, 290) + 12 : 2
        right = form == .wide ? Self.end(of: chart, from: left, width: form.width) : form.width - 12
        top = chart.target == nil ? 6 : 24
        rowHeight = form == .wide ? 28 : 46
    }

    /// As far right as leaves room for the number behind every bar.
    private static func end(of chart: BarChart, from left: Double, width: Double) -> Double {
        let axis = chart.axis
        let ends = chart.rows.map { row in
            let share = axis.position(max(row.value, row.high ?? 0), from: 0, to: 1)
            let room = width - left - 18 - min(ChartCanvas.textWidth(row.valueText), 220)
            return share > 0 ? room / share : width
        }
        return left + min(max(ends.min() ?? width, 150), width - left - 14)
    }

    var bottom: Double { top + Double(count) * rowHeight }
    var height: Double { bottom + 42 }
    /// The middle of a row's bar.
    func middle(_ row: Int) -> Double { top + Double(row) * rowHeight + (form == .wide ? 14 : 32) }
}

extension BarChart {
    func canvas(_ form: ChartCanvas.Form) -> ChartCanvas {
        let layout = BarLayout(self, form)
        let axis = axis
        var canvas = ChartCanvas(form, height: layout.height)
        func x(_ value: Double) -> Double { axis.position(value, from: layout.left, to: layout.right) }
        drawTicks(of: axis, on: &canvas, layout, x)
        for (number, row) in rows.enumerated() { draw(row, layout.middle(number), on: &canvas, layout, x) }
        drawTarget(on: &canvas, layout, x)
        // Last, with a rim in the page's colour, so that no line crosses a text.
        for (number, row) in rows.enumerated() { write(row, layout.middle(number), on: &canvas, layout, x) }
        return canvas
    }

    private func drawTicks(of axis: Axis, on canvas: inout ChartCanvas, _ layout: BarLayout, _ x: (Double) -> Double) {
        var free = -Double.infinity
        for tick in axis.ticks {
            canvas.line(x(tick.value), layout.top, x(tick.value), layout.bottom, "grid")
            let half = ChartCanvas.textWidth(tick.text) / 2
            let place = min(max(x(tick.value), half), layout.form.width - half)
            guard place - half > free else { continue }
            canvas.text(tick.text, x: place, y: layout.bottom + 16, "t", .middle)
            free = place + half + 6
        }
        canvas.text(axis.title, x: (layout.left + layout.right) / 2, y: layout.bottom + 34, "t", .middle)
    }

    private func draw(
        _ row: Row, _ middle: Double, on canvas: inout ChartCanvas, _ layout: BarLayout, _ x: (Double) -> Double
    ) {
        if isLogarithmic {
            canvas.line(layout.left, middle, x(row.value), middle, "grid")
        } else {
            let box = ChartCanvas.Box(x: layout.left, y: middle - 8, width: x(row.value) - layout.left, height: 16)
            canvas.rectangle(box, "b \(row.tone.rawValue) \(row.provenance.rawValue)")
        }
        if let tick = row.tick {
            for style in ["halo", "tick"] { canvas.line(x(tick), middle - 7, x(tick), middle + 7, style) }
        }
        if let low = row.low, let high = row.high { canvas.interval(from: x(low), to: x(high), at: middle) }
        if isLogarithmic { canvas.mark(row.provenance, row.tone, x: x(row.value), y: middle, radius: 6) }
    }

    /// The name before the bar and the number behind it; in a narrow chart both stand above.
    private func write(
        _ row: Row, _ middle: Double, on canvas: inout ChartCanvas, _ layout: BarLayout, _ x: (Double) -> Double
    ) {
        let style = row.remark == nil ? "l" : "l strong"
        func letters(_ width: Double) -> Int { Int(width / ChartCanvas.letterWidth) }
        switch layout.form {
        case .wide:
            let name = row.label.squeezed(to: letters(layout.left - 10))
            canvas.text(name, x: layout.left - 8, y: middle + 4.5, style, .end)
            let end = max(x(row.value), row.high.map(x) ?? 0) + (isLogarithmic ? 8 : 0)
            let text = row.valueText.squeezed(to: letters(layout.form.width - end - 8))
            canvas.text(text, x: end + 7, y: middle + 4.5, style + " rim")
        case .narrow:
            let all = letters(layout.form.width) - 1
            let text = row.valueText.squeezed(to: max(all - 12, 8))
            canvas.text(
                row.label.squeezed(to: max(all - text.count, 8)), x: layout.left, y: middle - 14, style)
            canvas.text(text, x: layout.form.width - 2, y: middle - 14, style, .end)
        }
    }

    private func drawTarget(on canvas: inout ChartCanvas, _ layout: BarLayout, _ x: (Double) -> Double) {
        guard let target else { return }
        guard showsTarget else {
            let text = target.text + " →"
            return canvas.text(text, x: layout.form.width - 2, y: 13, "t target", .end)
        }
        // In a narrow chart names stand above the bars: the line is drawn beside the bars alone.
        if layout.form == .wide {
            canvas.line(x(target.value), layout.top - 4, x(target.value), layout.bottom, "targetline")
        } else {
            for row in rows.indices {
                let middle = layout.middle(row)
                canvas.line(x(target.value), middle - 11, x(target.value), middle + 11, "targetline")
            }
        }
        let half = ChartCanvas.textWidth(target.text) / 2
        let place = min(max(x(target.value), half), layout.form.width - half)
        canvas.text(target.text, x: place, y: 13, "t target", .middle)
    }
}
