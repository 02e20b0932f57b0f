extension Measurement {
    /// Of each candidate in each scenario the one that tells most: of several as good as each other, the latest.
    ///
    /// - Parameter measurements: in the order in which they were taken.
    public static func best(of measurements: [Measurement]) -> [Measurement] {
        placesOfBest(of: Array(measurements.indices), in: measurements).map { measurements[$0] }
    }

    /// Where the best ones of those at these places stand: a measurement is large, and there may be thousands.
    public static func placesOfBest(of places: [Int], in measurements: [Measurement]) -> [Int] {
        var known: [Subject: Int] = [:]
        known.reserveCapacity(places.count)
        var kept: [Int] = []
        for place in places {
            let subject = Subject(measurements[place])
            if let earlier = known[subject] {
                if measurements[place].worth >= measurements[kept[earlier]].worth { kept[earlier] = place }
            } else {
                known[subject] = kept.count
                kept.append(place)
            }
        }
        return kept
    }

    /// With fewer processes no interval is known.
    private static let processesWanted = 5

    private var worth: Int {
        guard outcome == .ok else { return 0 }
        if contended { return 1 }
        return processes ?? Self.processesWanted < Self.processesWanted ? 2 : 3
    }

    private struct Subject: Hashable {
        let candidate: CandidateKey
        let scenario: Scenario
        let details: ScenarioDetails?

        init(_ measurement: Measurement) {
            details = measurement.scenarioDetails?.request
            candidate = CandidateKey(measurement.candidate)
            scenario = measurement.scenario
        }
    }
}

extension Profile {
    /// All that several runs on one device came to, as one profile; nil of none.
    ///
    /// Ceilings and kernels are those of the latest run that measured any, since they belong to each other; the
    /// conditions are those of the latest run that measured models.
    ///
    /// - Parameter profiles: the earliest first.
    public static func joined(_ profiles: [Profile]) -> Profile? {
        guard profiles.count > 1 else { return profiles.first }
        guard var joined = profiles.last(where: { !$0.measurements.isEmpty }) ?? profiles.last else { return nil }
        if let latest = profiles.last(where: { !$0.ceilings.isEmpty || !$0.kernels.isEmpty }) {
            joined.ceilings = latest.ceilings
            joined.kernels = latest.kernels
        }
        joined.measurements = Measurement.best(of: profiles.flatMap(\.measurements))
        return joined
    }
}
