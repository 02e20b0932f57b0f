import EdgeRecords

/// Where the time of several variants of one model goes: layers in their order along x, a variant a row.
struct HeatMap: Hashable {
    struct Row: Hashable {
        var label: String
        /// Of the row's whole time, from 0 to 1; as many as there are columns.
        var shares: [Double]
    }

    var title: String
    var columns: [String]
    var rows: [Row]
    var description: String
    /// Once below several maps.
    var showsScale = true

    /// Shades from light to dark; the last begins at this share.
    static let steps = [0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32]

    static func shade(_ share: Double) -> Int { max((steps.lastIndex { share >= $0 } ?? 0), 0) }

    /// Neighbours put together until no more than `limit` columns are left.
    func merged(to limit: Int) -> HeatMap {
        guard columns.count > limit else { return self }
        let size = (columns.count + limit - 1) / limit
        let starts = Array(stride(from: 0, to: columns.count, by: size))
        var merged = self
        merged.columns = starts.map { start in
            let end = min(start + size, columns.count) - 1
            return end > start ? "\(columns[start]) to \(columns[end])" : columns[start]
        }
        for row in rows.indices {
            merged.rows[row].shares = starts.map { start in
                rows[row].shares[start..<min(start + size, columns.count)].reduce(0, +)
            }
        }
        return merged
    }
}

extension HeatMap {
    func canvas(_ form: ChartCanvas.Form) -> ChartCanvas {
        let map = merged(to: form == .wide ? 20 : 10)
        let labels = map.rows.map { ChartCanvas.textWidth($0.label) }.max() ?? 0
        let left = form == .wide ? min(labels + 10, 220) : 0
        let rowHeight = form == .wide ? 28.0 : 46.0
        let top = 22.0
        let cell = (form.width - left) / Double(max(map.columns.count, 1))
        let bottom = top + Double(map.rows.count) * rowHeight
        var canvas = ChartCanvas(form, height: bottom + (showsScale ? 62 : 20))
        canvas.text(
            map.title.squeezed(to: Int(form.width / ChartCanvas.letterWidth)), x: 0, y: 12, "t")
        for (number, row) in map.rows.enumerated() {
            let y = top + Double(number) * rowHeight
            let letters = Int((form == .wide ? left - 8 : form.width) / ChartCanvas.letterWidth)
            canvas.text(
                row.label.squeezed(to: letters), x: form == .wide ? left - 8 : 0, y: y + (form == .wide ? 18.5 : 13),
                "l",
                form == .wide ? .end : .start)
            for (column, share) in row.shares.enumerated() {
                let box = ChartCanvas.Box(
                    x: left + Double(column) * cell, y: y + (form == .wide ? 1 : 18), width: cell - 1, height: 26)
                canvas.rectangle(box, "h\(Self.shade(share))")
                let percent = Int(clamping: share * 100)
                guard percent >= 1 else { continue }
                canvas.text(
                    "\(percent)", x: box.x + box.width / 2, y: box.y + 17.5, "hl h\(Self.shade(share))t", .middle)
            }
        }
        map.writeEnds(on: &canvas, left: left, y: bottom + 14)
        if showsScale { Self.drawScale(on: &canvas, left: left, y: bottom + 30) }
        return canvas
    }

    private func writeEnds(on canvas: inout ChartCanvas, left: Double, y: Double) {
        let letters = Int((canvas.width - left) / ChartCanvas.letterWidth / 2) - 4
        canvas.text((columns.first ?? "").squeezed(to: letters), x: left, y: y, "t")
        guard columns.count > 1 else { return }
        canvas.text("→", x: left + (canvas.width - left) / 2, y: y, "t", .middle)
        canvas.text((columns.last ?? "").squeezed(to: letters), x: canvas.width, y: y, "t", .end)
    }

    private static func drawScale(on canvas: inout ChartCanvas, left: Double, y: Double) {
        canvas.text("% of time", x: left, y: y + 17, "t")
        var x = left + ChartCanvas.textWidth("% of time") + 8
        for (shade, start) in steps.enumerated() {
            let width = 34.0
            guard x + width <= canvas.width else { return }
            canvas.rectangle(.init(x: x, y: y, width: width - 1, height: 24), "h\(shade)")
            let text = shade == 0 ? "<1" : "\(Int(start * 100))+"
            canvas.text(text, x: x + width / 2, y: y + 16.5, "hl h\(shade)t", .middle)
            x += width
        }
    }
}
