import EdgeRecords

extension Report {
    /// Several devices, each held against its target.
    public init(of fleet: FleetInput) {
        let rows = fleet.members.enumerated().map { FleetRow($1, number: $0) }
        let coverage = FleetCoverage(rows)
        let outcomes = [
            FleetDevices.outcome(rows), FleetCandidates.outcome(rows, coverage),
            RejectedSection.outcome(rows.map { ($0.letter, $0.plan) }), .shown(FleetDevices.classes(fleet, rows)),
            .shown(FleetCommands.section(rows)),
        ]
        let demand = FleetVerdict(rows, coverage)
        self.init(title: demand.title, verdict: demand.verdict)
        keyFigures = demand.figures
        sections = outcomes.compactMap(\.section)
        absent = outcomes.compactMap(\.absent)
        colophon = "Made of \(Words.counted(rows.count, "plan")) by EdgePlan."
    }
}

/// The answer for a fleet, in sentences.
struct FleetVerdict {
    private let rows: [FleetRow]
    private let coverage: FleetCoverage
    private static let namesAtMost = 6

    init(_ rows: [FleetRow], _ coverage: FleetCoverage) {
        self.rows = rows
        self.coverage = coverage
    }

    var title: String {
        let tasks = rows.map(\.plan.requirement.task.rawValue).uniqued()
        let subjects = rows.map(\.plan.requirement).filter { tasks.count > 1 || $0.labels != nil }
            .map { $0.subject.shown(atMost: 60) }.uniqued()
        return
            "\(subjects.count > 1 ? Words.counted(subjects.count, "task") : subjects.first ?? tasks.first ?? "no task") on "
            + Words.counted(rows.count, "device")
    }

    var verdict: ReportVerdict { ReportVerdict(standing, headline, sentences) }

    private var meeting: [FleetRow] { rows.filter { $0.plan.verdict == .meets } }

    private var standing: ReportVerdict.Standing {
        let verdicts = rows.map(\.plan.verdict)
        let worst = [Verdict.misses, .undecided, .contended].first(where: verdicts.contains)
        return rows.isEmpty ? .undecided : worst.map(ReportVerdict.Standing.init) ?? .meets
    }

    /// Nil if they are held against different ones.
    private var target: String? {
        let targets = rows.map { row in
            row.target.map { "\(Words.target($0)) at \(row.statistic.rawValue)" } ?? "what was asked for"
        }.uniqued()
        return targets.count == 1 ? targets[0] : nil
    }

    private var headline: String {
        let count = meeting.count
        let demand = target ?? "its own target"
        guard rows.count > 1 else {
            return "The device \(count == 1 ? "has" : "has no") choice that is proven to meet \(demand)."
        }
        let who =
            count == rows.count
            ? (count == 2 ? "Both devices" : "All \(count) devices")
            : count == 0
                ? "None of \(Words.counted(rows.count, "device"))"
                : "\(count) of \(Words.counted(rows.count, "device"))"
        return "\(who) \(count > 1 ? "have" : "has") a choice that meets \(demand)."
    }

    private var sentences: [String] {
        [
            coverage.sentence, names(.misses, "misses it", "miss it"),
            names(.undecided, "is not settled", "are not settled"),
            names(.contended, "was disturbed by other work", "were disturbed by other work"), differing,
            rows.contains { $0.plan.choice?.candidate.weights == .seeded }
                ? "Some choices have made-up weights: speed and memory hold, the answers mean nothing." : nil,
            "A row is what was measured on one device of its class; how many devices of a class there are is not known here.",
        ].compactMap { $0 }
    }

    private func names(_ verdict: Verdict, _ one: String, _ many: String) -> String? {
        let those = rows.filter { $0.plan.verdict == verdict }
        guard !those.isEmpty else { return nil }
        let shown = those.prefix(Self.namesAtMost).map { "\($0.letter) (\($0.name))" }
        let hidden = those.count - shown.count
        let list = Words.joined(shown + (hidden > 0 ? ["\(hidden) more"] : []))
        return "\(list) \(those.count == 1 ? one : many)."
    }

    private var differing: String? {
        let tasks = Set(rows.map(\.plan.requirement.task))
        // Where nothing was measured for a task, nothing says in which labels.
        let labels = Set(rows.compactMap(\.plan.requirement.labels))
        guard target == nil || tasks.count > 1 || labels.count > 1 else { return nil }
        return "The plans do not ask for the same, so that a candidate may meet one target and miss another."
    }

    var figures: [KeyFigure] {
        var figures = [
            KeyFigure(
                label: "Meet", value: "\(meeting.count) of \(rows.count)",
                note: target.map { "devices, \($0)" } ?? "devices"
            )
        ]
        if let first = coverage.lines.first, first.serves > 0 {
            figures.append(
                KeyFigure(
                    label: "Serves most", value: first.candidate.variant.shown(atMost: 60),
                    note:
                        "\(first.candidate.engine.shown(atMost: 30)), \(first.serves) of \(Words.counted(rows.count, "device"))"
                ))
            figures.append(
                KeyFigure(
                    label: "Needed for all", value: coverage.served == rows.count ? "\(coverage.cover.count)" : "–",
                    note: coverage.served == rows.count
                        ? (coverage.cover.count == 1 ? "candidate" : "candidates, or fewer")
                        : "\(rows.count - coverage.served) served by none"))
        }
        let unknown = coverage.lines.reduce(0) { $0 + $1.count(.unknown) }
        figures.append(
            KeyFigure(
                label: "Not known", value: "\(unknown)",
                note: "of \(coverage.lines.count * rows.count) pairs of candidate and device"))
        return figures
    }
}
