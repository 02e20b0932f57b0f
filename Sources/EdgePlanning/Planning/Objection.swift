import EdgeRecords

/// One thing that stands against a candidate, and what of the requirement would have to give way.
struct Objection {
    let reason: Plan.Rejection.Reason
    let detail: String
    var figure: Figure?
    /// Nil where no change of the requirement would help, or none that is known.
    var way: WayOut?
    /// Whether nothing is known that could be held to the limit: no answer, neither yes nor no.
    var isUnknown = false

    /// A change of one part of the requirement.
    struct WayOut {
        /// How much the part changes, as a ratio of what it was.
        let size: Double
        let change: String
        let costs: String
    }
}

extension Objection {
    /// Against a limit that a figure is above.
    static func above(
        _ limit: Double, is figure: Figure, _ reason: Plan.Rejection.Reason, _ what: String, part: String,
        text: (Double) -> String
    ) -> Objection {
        let change = WayOut(
            size: figure.value / limit - 1, change: "\(part) to \(text(figure.value))",
            costs: "\(text(figure.value - limit)) more than asked for")
        return Objection(
            reason: reason, detail: "\(what) \(text(figure.value)) of \(text(limit))", figure: figure, way: change)
    }

    /// Against a limit that nothing is known about.
    static func unknown(_ reason: Plan.Rejection.Reason, _ what: String) -> Objection {
        Objection(
            reason: reason, detail: "\(what) is not known, so that it cannot be held to a limit", isUnknown: true)
    }
}
