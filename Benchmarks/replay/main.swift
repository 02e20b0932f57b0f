import EdgePlanning
import EdgeRecords
import Glibc

/// Reads the table on standard input: lines of family, device, variant, operations, parameters, integer or not,
/// accuracy, nanoseconds; `Benchmarks/racing` writes them.
struct Line {
    let device: String
    let family: String
    let variant: ReferenceTable.Variant
    let accuracy: Double
    let nanoseconds: Double

    init?(_ text: String) {
        let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 8, let operations = Double(fields[3]), let parameters = Double(fields[4]),
            let accuracy = Double(fields[6]), let nanoseconds = Double(fields[7]), nanoseconds > 0
        else { return nil }
        family = fields[0]
        device = fields[1]
        variant = ReferenceTable.Variant(
            name: fields[2], operations: operations, parameters: parameters, isInteger: fields[5] == "1")
        self.accuracy = accuracy
        self.nanoseconds = nanoseconds
    }
}

func cell(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
}

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "catalogue" {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    var limits = JSONReader.Limits()
    limits.bytes = 512 << 20
    do {
        let table = try RecordText.decode(
            CatalogueTable.self, from: Array(text.utf8), file: "standard input", limits: limits)
        replayCatalogue(table, labels: CommandLine.arguments[2])
        exit(0)
    } catch {
        print("replay-race: \(error)")
        exit(ExitStatus.badInput.rawValue)
    }
}

var lines: [Line] = []
while let text = readLine() {
    guard let line = Line(text) else {
        var complaint = "replay-race: standard input, line \(lines.count + 1): not a line of the table\n"
        _ = complaint.withUTF8 { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        exit(ExitStatus.badInput.rawValue)
    }
    lines.append(line)
}

let variants = Set(lines.map(\.variant)).sorted { $0.name < $1.name }
let places = Dictionary(uniqueKeysWithValues: variants.enumerated().map { ($1.name, $0) })
let devices = Dictionary(grouping: lines, by: \.device).sorted { $0.key < $1.key }.map(\.value)
func byPlace(_ lines: [Line], _ value: (Line) -> Double) -> [Int: Double] {
    lines.reduce(into: [:]) { values, line in
        if let place = places[line.variant.name] { values[place] = value(line) }
    }
}

let table = ReferenceTable(
    variants: variants,
    rows: devices.map { lines in
        ReferenceTable.Row(
            family: lines[0].family,
            latencies: byPlace(lines) { Exponential.log($0.nanoseconds) })
    })
let accuracies = devices.map { byPlace($0, \.accuracy) }

/// What would be chosen if beliefs were facts.
func mostAccurate(
    of row: ReferenceTable.Row, _ accuracies: [Int: Double], by beliefs: [LatencyBelief], within nanoseconds: Double
) -> Int? {
    row.latencies.keys.filter { beliefs[$0].nanoseconds <= nanoseconds }
        .max { (accuracies[$0] ?? 0, $0) < (accuracies[$1] ?? 0, $1) }
}

func show(_ name: String, _ tally: Replay.Tally) {
    let share = { (count: Int) in "\((1000 * count / tally.devices + 5) / 10) %" }
    let points = (10_000 * tally.regret / Double(tally.devices)).rounded() / 100
    let measured = (10 * Double(tally.measurements) / Double(tally.devices)).rounded() / 10
    print(
        "  " + name + String(repeating: " ", count: 34 - name.count) + cell("\(measured)", 9)
            + cell(share(tally.withoutRegret), 12) + cell("\(points)", 12) + cell(share(tally.infeasible), 12))
}

print("\(devices.count) devices, \(variants.count) variants, one family left out at a time, p90")
let predictors = Replay.predictors(of: table)
for milliseconds in [10.0, 20, 50, 100] {
    let replay = Replay(
        table: table, accuracies: accuracies, predictors: predictors, targetNanoseconds: milliseconds * 1e6)
    print(
        "\ntarget \(Int(milliseconds)) ms" + cell("measured", 33) + cell("no regret", 12) + cell("mean points", 12)
            + cell("infeasible", 12))
    show("race", replay.race())
    show(
        "prediction alone",
        replay.choose { predictor, row, accuracies in
            mostAccurate(of: row, accuracies, by: predictor.beliefs(seen: [:]), within: milliseconds * 1e6)
        })
    show(
        "prediction after one probe",
        replay.choose { predictor, row, accuracies in
            let byWork = row.latencies.sorted { first, second in
                (variants[first.key].operations, first.key) < (variants[second.key].operations, second.key)
            }
            let probe = byWork[byWork.count / 2]
            let beliefs = predictor.beliefs(seen: [probe.key: probe.value])
            return mostAccurate(of: row, accuracies, by: beliefs, within: milliseconds * 1e6)
        })
}
