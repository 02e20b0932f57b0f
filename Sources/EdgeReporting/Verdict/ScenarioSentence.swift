import EdgeRecords

/// What came of measuring in a scenario, in words.
struct ScenarioSentence {
    let measurement: Measurement
    /// Of the same candidate on the quiet device; nil if that was not measured.
    let quiet: Measurement?

    /// One for each measurement in a scenario that came to figures.
    static func all(of measurements: [Measurement]) -> [ScenarioSentence] {
        let quiet = Dictionary(
            measurements.filter { $0.scenario == .quiet && $0.outcome == .ok }.map { (CandidateKey($0.candidate), $0) }
        ) { _, latest in latest }
        return measurements.filter { $0.scenario != .quiet && $0.outcome == .ok && $0.scenarioDetails != nil }
            .map { ScenarioSentence(measurement: $0, quiet: quiet[CandidateKey($0.candidate)]) }
    }

    /// What the device did: `beside cpu`, `30 requests a second`.
    var condition: String {
        let details = measurement.scenarioDetails ?? ScenarioDetails()
        switch measurement.scenario {
        case .quiet: return "quiet"
        case .sustained:
            let whole = details.durationNanoseconds ?? details.stretches.last?.endNanoseconds ?? 0
            return "\(NumberText.duration(nanoseconds: Double(whole))) without a rest"
        case .rate:
            let rate = details.ratePerSecond.map { NumberText.chosen($0) } ?? "?"
            return "\(rate) requests a second, \(details.arrivals == .even ? "evenly" : "at random")"
        case .besideCPU, .besideMemory, .besideModel: return "beside \((details.companion ?? "work").shown(atMost: 60))"
        }
    }

    var p95: Figure? { measurement.latencyNanoseconds[.p95] }

    /// What was measured in turns with it says most.
    private var quietP95: Figure? {
        measurement.scenarioDetails?.quietNanoseconds ?? quiet?.latencyNanoseconds[.p95]
    }

    /// The p95 over that of the quiet device.
    var ratio: Double? {
        guard let own = p95?.value, let other = quietP95?.value, other > 0 else { return nil }
        return own / other
    }

    var text: String {
        let candidate = measurement.candidate
        let subject =
            "\(candidate.variant.shown(atMost: 80)) on \(candidate.engineInWords.shown(atMost: 30)), "
            + "\(Words.counted(candidate.threads, "thread")), \(condition): "
        let marks = measurement.contended ? "; other work disturbed it" : ""
        return subject + finding + marks
    }

    /// What came of it, without naming the candidate.
    var finding: String {
        switch measurement.scenario {
        case .sustained: sustained
        case .rate: rate
        default: beside
        }
    }

    private var beside: String {
        let own = "p95 is \(Self.time(p95))"
        guard let ratio else { return own }
        return own + ", \(NumberText.threeDigits(ratio)) times the \(Self.time(quietP95)) "
            + "of the quiet device"
    }

    private var rate: String {
        let details = measurement.scenarioDetails
        let own =
            "from arrival to answer p95 is \(Self.time(p95)), the median "
            + Self.time(measurement.latencyNanoseconds[.median])
        guard let utilization = details?.utilization?.value else { return own }
        let service = "one takes \(Self.time(details?.serviceNanoseconds)) without the waiting"
        guard utilization < 1 else {
            let waiting = details?.unanswered.map { " (\($0) were still waiting at the end)" } ?? ""
            return "it cannot keep up: \(service), so that the queue grows as long as they come\(waiting); " + own
        }
        return "\(own); \(service), so that it is busy \(NumberText.percent(ratio: utilization)) of the time"
    }

    private var sustained: String {
        let stretches = measurement.scenarioDetails?.stretches ?? []
        guard stretches.count > 1, let first = stretches.first, let last = stretches.last,
            let slowdown = measurement.scenarioDetails?.slowdown
        else { return "it did not last long enough to compare its start with its end" }
        let span = NumberText.duration(nanoseconds: Double(first.endNanoseconds))
        let times =
            "the median is \(Self.time(first.latencyNanoseconds[.median])) in the first \(span) and "
            + "\(Self.time(last.latencyNanoseconds[.median])) in the last, \(Self.change(slowdown)); p95 "
            + "\(Self.time(first.latencyNanoseconds[.p95])) and \(Self.time(last.latencyNanoseconds[.p95]))"
        let heat = [first, last].compactMap(\.temperatureMillidegrees).map { "\($0 / 1000) °C" }
        let temperatures = heat.count == 2 ? "; \(heat[0]) at first, \(heat[1]) at last" : ""
        return times + temperatures + throttling
    }

    private var throttling: String {
        switch measurement.scenarioDetails?.throttling {
        case nil: ""
        case .none?: "; nothing was throttled"
        case .seen?: "; the processor throttled"
        case .unexplained?: "; nothing here tells whether by heat or by others that share the processor"
        }
    }

    private static func change(_ ratio: Double) -> String {
        let percent = NumberText.percent(ratio: (ratio - 1).magnitude)
        return ratio >= 1 ? "\(percent) more" : "\(percent) less"
    }

    private static func time(_ figure: Figure?) -> String {
        figure.map { NumberText.duration(nanoseconds: $0.value) } ?? "unknown"
    }
}
