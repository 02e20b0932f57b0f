import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeReporting

/// Geometry: nothing overlaps, nothing leaves the picture, scales are honest.
@Suite struct ChartTests {
    private static let forms = ChartCanvas.Form.allCases

    private func check(_ canvas: ChartCanvas, _ comment: Comment) {
        let frame = ChartCanvas.Box(x: -0.5, y: -0.5, width: canvas.width + 1, height: canvas.height + 1)
        for (place, box) in canvas.textBoxes.enumerated() {
            #expect(frame.contains(box), comment)
            #expect(!canvas.textBoxes[..<place].contains { $0.overlaps(box.shrunk) }, comment)
        }
    }

    @Test(arguments: 0..<200)
    func `labels of random bars neither overlap nor leave the picture`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let scale: Double = [1.0, 30, 4000].randomElement(using: &random) ?? 1
        var chart = BarChart(title: "p95, ms", rows: [], target: nil, description: "")
        chart.rows = (0..<Int.random(in: 1...20, using: &random)).map { _ in
            let letters = Int.random(in: 1...60, using: &random)
            var row = BarChart.Row(
                String(repeating: "m", count: letters), value: Double.random(in: 0.001...scale, using: &random))
            row.high = row.value * 1.3
            row.low = row.value * 0.9
            row.tick = row.value * 0.95
            row.provenance = Provenance.allCases.randomElement(using: &random) ?? .measured
            row.remark = Bool.random(using: &random) ? "as deployed now" : nil
            return row
        }
        if Bool.random(using: &random) { chart.target = .init(value: scale / 2, text: "50 ms target") }
        for form in Self.forms { check(chart.canvas(form), "\(form), seed \(seed)") }
    }

    @Test(arguments: 0..<200)
    func `labels of random points neither overlap nor leave the picture`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let points = (0..<20).map { number in
            var point = PointChart.Point(
                Double.random(in: 0.5...100, using: &random), Double.random(in: 40...80, using: &random))
            point.label = String(repeating: "n", count: Int.random(in: 1...40, using: &random))
            point.isStrong = number == 3
            return point
        }
        var chart = PointChart(
            x: .linear("p95, ms", upTo: 100), y: .linear("%", from: 40, to: 80), points: points, description: "")
        chart.limits = [
            .init(value: 50, isVertical: true, text: "50 ms target"),
            .init(value: 60, isVertical: false, text: "floor"),
        ]
        for form in Self.forms { check(chart.canvas(form), "\(form), seed \(seed)") }
    }

    @Test func `bars begin at zero, and a wide range becomes marks on a logarithmic scale`() {
        var chart = BarChart(title: "ms", rows: [.init("a", value: 10), .init("b", value: 190)], description: "")
        #expect(!chart.isLogarithmic && chart.axis.low == 0)
        chart.rows.append(.init("c", value: 2000))
        #expect(chart.isLogarithmic && chart.axis.title == "ms, log scale")
        #expect(!chart.canvas(.wide).elements.contains { $0.hasPrefix("<rect") })
    }

    @Test func `a target far away is pointed to and does not squeeze the bars`() {
        let chart = BarChart(
            title: "ms", rows: [.init("a", value: 3)], target: .init(value: 50, text: "50 ms target"), description: "")
        #expect(!chart.showsTarget && chart.axis.high < 10)
        #expect(chart.canvas(.wide).elements.contains { $0.contains("50 ms target →") })
    }

    @Test(arguments: Axis.Tick.places) func `ticks are few and round`(highest: Double) {
        let axis = Axis.linear("ms", upTo: highest)
        #expect((2...7).contains(axis.ticks.count))
        #expect(axis.high >= highest && axis.ticks.last?.value == axis.high)
        let log = Axis.logarithmic("ms", from: highest / 300, to: highest)
        #expect(log.low <= highest / 300 && log.high >= highest * 0.999)
        #expect((2...10).contains(log.ticks.count))
    }

    @Test func `each provenance has a filling, a shape or a word of its own, in every form`() {
        var looks: Set<String> = []
        for provenance in Provenance.allCases {
            var row = BarChart.Row("a", value: 3)
            row.provenance = provenance
            let chart = BarChart(title: "ms", rows: [row], description: "")
            #expect(provenance == .measured || row.valueText.hasSuffix(provenance.rawValue))
            #expect(chart.canvas(.wide).elements.contains { $0.contains("class=\"b plain \(provenance.rawValue)\"") })
            looks.insert(String(provenance.character))
        }
        #expect(looks.count == Provenance.allCases.count)
    }

    @Test func `layers that one variant alone has keep their place in the order`() {
        let map = HeatMap(
            title: "", columns: (0..<30).map { "l\($0)" },
            rows: [.init(label: "a", shares: Array(repeating: 1.0 / 30, count: 30))], description: "")
        let merged = map.merged(to: 10)
        #expect(merged.columns.count == 10 && merged.columns[0] == "l0 to l2")
        #expect((merged.rows[0].shares.reduce(0, +) - 1).magnitude < 1e-9)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base 64 is that of RFC 4648`(text: String, encoded: String) {
        #expect(Base64.text(of: Array(text.utf8)) == encoded)
    }
}

extension Axis.Tick {
    static let places = [0.0007, 0.049, 0.5, 1, 3.3, 9.99, 10, 51, 99, 100.1, 2047, 1e6]
}

extension ChartCanvas.Box {
    /// Boxes may touch.
    fileprivate var shrunk: Self { .init(x: x + 1, y: y + 1.5, width: max(width - 2, 0), height: height - 3) }
}
