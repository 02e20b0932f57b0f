import EdgeRecords

/// All candidates of a report in one order: the plan's, then by latency; those without a latency last.
struct CandidateRows {
    let rows: [CandidateRow]
    /// By which candidates are compared, such as the p95.
    let statistic: Statistic
    let target: Double?

    /// As many as a chart shows.
    static let charted = 20

    init(_ input: ReportInput) {
        let requirement = input.plan?.requirement
        statistic = requirement.map { .percentile($0.percentile) } ?? .p95
        target = requirement?.targetNanoseconds.map(Double.init)
        let statistic = statistic
        let scenario = requirement?.scenario ?? .quiet
        let measured = input.profile.measurements.filter { $0.scenario == scenario }
        var rows = Self.joined(measured.map(CandidateRow.init), with: input.plan)
        rows.sort { left, right in
            let ends = [left, right].map { $0.latency[statistic]?.value ?? .infinity }
            return ends[0] == ends[1] ? left.candidate.variant < right.candidate.variant : ends[0] < ends[1]
        }
        self.rows = Self.labelled(rows)
    }

    /// With a latency to compare by.
    var timed: [CandidateRow] { rows.filter { $0.latency[statistic] != nil } }
    var chosen: CandidateRow? { rows.first { $0.standing == .chosen } }
    /// What a reader asks about first: the choice, else the fastest.
    var principal: CandidateRow? { chosen ?? rows.first { $0.standing == .nearest } ?? timed.first ?? rows.first }

    /// At most as many as a chart shows, those with a standing among them, in order.
    var charted: [CandidateRow] {
        let timed = timed
        guard timed.count > Self.charted else { return timed }
        let named = timed.filter { $0.standing != nil }.prefix(Self.charted)
        var kept = Set(named.map { CandidateKey($0.candidate) })
        for row in timed where kept.count < Self.charted { kept.insert(CandidateKey(row.candidate)) }
        return Array(timed.filter { kept.contains(CandidateKey($0.candidate)) }.prefix(Self.charted))
    }

    /// `The 20 fastest of 300 are shown.`, or nothing where all are.
    var chartedRemark: String? {
        timed.count > Self.charted ? "The chart shows \(charted.count) of \(timed.count), the fastest first." : nil
    }

    func tone(of figure: Figure) -> Tone {
        target.map { figure.value <= $0 ? .meets : .misses } ?? .plain
    }

    static func models(of input: ReportInput) -> [String] {
        var seen: Set<String> = []
        return input.profile.measurements.map(\.candidate.model).filter { seen.insert($0).inserted }
    }

    /// The plan's view of each measured candidate, and those that the plan alone knows.
    private static func joined(_ measured: [CandidateRow], with plan: Plan?) -> [CandidateRow] {
        guard let plan else { return measured }
        var rows = measured
        var places = Dictionary(rows.enumerated().map { (CandidateKey($1.candidate), $0) }) { first, _ in first }
        func take(_ option: Plan.Option, as standing: CandidateRow.Standing?) {
            var row = CandidateRow(option)
            let key = CandidateKey(option.candidate)
            if let place = places[key] {
                row.measurement = rows[place].measurement
                row.standing = rows[place].standing ?? standing
                row.accuracy = row.accuracy ?? rows[place].accuracy
                row.peakMemoryBytes = row.peakMemoryBytes ?? rows[place].peakMemoryBytes
                row.verdict = row.verdict ?? rows[place].verdict
                for figure in rows[place].latency.all where row.latency[figure.statistic] == nil {
                    row.latency.insert(figure)
                }
                rows[place] = row
            } else {
                row.standing = standing
                places[key] = rows.count
                rows.append(row)
            }
        }
        if let choice = plan.choice { take(choice, as: .chosen) }
        if let current = plan.current { take(current, as: .current) }
        if let closest = plan.closest { take(closest, as: .nearest) }
        for option in plan.tiedWith { take(option, as: .tied) }
        for option in plan.ranked { take(option, as: nil) }
        return rows
    }

    /// Names as short as they can be told apart: the engine only where there are several.
    private static func labelled(_ rows: [CandidateRow]) -> [CandidateRow] {
        let engines = Set(rows.map(\.candidate.engineInWords))
        return rows.map { row in
            var named = row
            let candidate = row.candidate
            let engine = engines.count > 1 ? [candidate.engineInWords.shown(atMost: 30)] : []
            let variant = candidate.variant.shown(atMost: 80)
            let runner = engine.map { ", \($0)," }.joined()
            named.label = "\(variant)\(runner) on \(Words.counted(candidate.threads, "thread"))"
            named.mark = ([variant, "×\(candidate.threads)"] + engine).joined(separator: " ")
            return named
        }
    }
}
