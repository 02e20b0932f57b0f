import EdgeRecords

/// Which layers take the time.
enum LayersSection {
    /// A layer's part of the model's time is shown by block where there are more.
    private static let columnsAtMost = 24

    static func outcome(_ candidates: CandidateRows) -> SectionOutcome {
        let layered = candidates.charted.filter { !($0.measurement?.layers ?? []).isEmpty }
        let wanted = layered.filter { $0.standing == .chosen } + layered
        guard let main = wanted.first, let layers = main.measurement?.layers else {
            return .missing(
                .layers, "The time of single layers was not noted: `edgeplan profile models --layers` does that.")
        }
        let whole = layers.reduce(0) { $0 + $1.nanoseconds.value }
        let slowest = layers.sorted { $0.nanoseconds.value > $1.nanoseconds.value }.prefix(5)
        let part = slowest.reduce(0) { $0 + $1.nanoseconds.value } / max(whole, 1)
        let names = slowest.map { "\($0.name.shown(atMost: 40)) (\(share($0, of: whole)))" }
        let finding =
            "In \(main.label) the \(slowest.count) slowest of \(Words.counted(layers.count, "layer")) take "
            + "\(NumberText.percent(ratio: part)) of the time: \(Words.joined(names))."
        var maps = maps(layered, finding)
        for index in maps.indices.dropLast() { maps[index].showsScale = false }
        let blocks =
            maps.map { ReportBlock.chart(.heat($0)) } + [.table(table(main, layers, whole))]
        return .shown(ReportSection(.layers, finding, blocks))
    }

    private static func share(_ layer: LayerMeasurement, of whole: Double) -> String {
        NumberText.percent(ratio: whole > 0 ? layer.nanoseconds.value / whole : 0)
    }

    /// One for each model: layers of different models cannot stand in one column.
    private static func maps(_ rows: [CandidateRow], _ finding: String) -> [HeatMap] {
        rows.map(\.candidate.model).uniqued().prefix(4).map { model in
            let own = rows.filter { $0.candidate.model == model }
            let blocks = own.map { Self.blocks(of: $0.measurement?.layers ?? []) }
            let columns = merged(blocks.map { $0.map(\.name) })
            return HeatMap(
                title: "\(model.shown(atMost: 40)): % of time by layer",
                columns: columns.map { $0.shown(atMost: 40) },
                rows: zip(own, blocks).map { row, blocks in
                    let whole = blocks.reduce(0) { $0 + $1.nanoseconds }
                    let times = Dictionary(blocks.map { ($0.name, $0.nanoseconds) }, uniquingKeysWith: +)
                    return .init(label: mark(of: row), shares: columns.map { (times[$0] ?? 0) / max(whole, 1) })
                }, description: finding)
        }
    }

    /// The model's name stands above its map.
    private static func mark(of row: CandidateRow) -> String {
        let prefix = row.candidate.model.shown(atMost: 80) + "/"
        let short = row.mark.hasPrefix(prefix) ? String(row.mark.dropFirst(prefix.count)) : row.mark
        return [short, row.standing?.rawValue].compactMap { $0 }.joined(separator: ", ")
    }

    /// All names in one order that keeps each list's own: what one alone has stands where it stood there.
    private static func merged(_ lists: [[String]]) -> [String] {
        var columns: [String] = []
        for list in lists {
            var place = 0
            for name in list {
                if let known = columns.firstIndex(of: name) {
                    place = known + 1
                } else {
                    columns.insert(name, at: min(place, columns.count))
                    place += 1
                }
            }
        }
        return columns
    }

    private struct Block {
        var name: String
        var nanoseconds: Double
    }

    /// Layers of one block together, if the names tell of blocks and there are many layers.
    private static func blocks(of layers: [LayerMeasurement]) -> [Block] {
        guard layers.count > columnsAtMost else {
            return layers.map { Block(name: $0.name, nanoseconds: $0.nanoseconds.value) }
        }
        var blocks: [Block] = []
        for layer in layers {
            let name = layer.name.split(separator: "/").first.map(String.init) ?? layer.name
            if let last = blocks.last, last.name == name {
                blocks[blocks.count - 1].nanoseconds += layer.nanoseconds.value
            } else {
                blocks.append(Block(name: name, nanoseconds: layer.nanoseconds.value))
            }
        }
        return blocks
    }

    private static func table(_ row: CandidateRow, _ layers: [LayerMeasurement], _ whole: Double) -> ReportTable {
        ReportTable(
            caption: "Layers of \(row.label)",
            columns: [
                .init("layer", isNumber: false), .init("operation", isNumber: false),
                .init("kernel", isNumber: false, isOptional: true), .init("µs"), .init("share, %"),
                .init("of peak, %"),
            ],
            rows: layers.prefix(300).map { layer in
                [
                    .init(layer.name.shown(atMost: 60)), .init(layer.operation.shown(atMost: 40)),
                    .init(layer.kernels.uniqued().joined(separator: " ").shown(atMost: 60)),
                    .init(layer.nanoseconds, unit: 1e3),
                    .init(whole > 0 ? layer.nanoseconds.value / whole * 100 : nil, text: NumberText.threeDigits),
                    .init(layer.fractionOfCeiling.map { $0 * 100 }, text: NumberText.threeDigits),
                ]
            })
    }
}
