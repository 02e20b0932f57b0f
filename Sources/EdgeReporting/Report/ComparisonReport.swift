public import EdgeRecords

extension Report {
    /// Several profiles beside one another: devices, engines or days.
    ///
    /// - Parameter profiles: at least two; the first is what the others are compared with.
    public init(comparing profiles: [Profile]) {
        let sides = Comparison.sides(of: profiles)
        let comparison = Comparison(sides: sides)
        self.init(
            title: Words.joined(sides.map(\.name)),
            verdict: ReportVerdict(.measured, comparison.headline, comparison.remarks))
        let outcomes = [
            comparison.latency, comparison.ceilings, comparison.kernels, .shown(comparison.devices),
            .shown(comparison.conditions),
        ]
        sections = outcomes.compactMap(\.section)
        absent = outcomes.compactMap(\.absent)
        let versions = profiles.map(\.program.version).uniqued().map { $0.shown(atMost: 40) }
        colophon = "Made of \(profiles.count) profiles by EdgePlan \(versions.joined(separator: ", "))."
    }
}
