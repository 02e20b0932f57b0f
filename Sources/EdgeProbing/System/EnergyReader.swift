package import EdgePlatform
package import EdgeRecords

/// Finds which energy counters work: those that move while the device does.
///
/// The first reading is taken before the execution trials and compared after them, so that there is work in between
/// and hardly any time is spent waiting.
package struct EnergyReader {
    /// Slower counters are of no use for measuring one model.
    static let shortestSpanNanoseconds: Int64 = 50_000_000

    let observation: Observation
    let clock: ProbeClock

    init(observation: Observation, clock: ProbeClock) {
        self.observation = observation
        self.clock = clock
    }

    package init(tree: FileTree, clock: ProbeClock) {
        self.init(observation: Observation(tree: tree, findings: Findings()), clock: clock)
    }

    /// Every counter's name and what it says now.
    package func firstReading() -> EnergyReading {
        reading(of: EnergySources(observation: observation).all())
    }

    /// Reads again and tells which counters moved.
    ///
    /// - Parameter isTried: false where trials are off or the tree is a capture: nothing is read twice then.
    package func compare(with first: EnergyReading, isTried: Bool) -> [Device.EnergyCounter] {
        let sources = first.sources
        guard !sources.isEmpty else {
            observation.findings.unknown("energyCounters", because: "no energy counter")
            return []
        }
        guard isTried else {
            let reason =
                observation.tree.isLive
                ? "trials are switched off, so it was not read twice" : "a captured tree cannot be read twice"
            return sources.map { Device.EnergyCounter(name: $0.name, moves: nil, reason: reason) }
        }
        var judgements = judge(sources, since: first)
        let hopeful = sources.filter { judgements[$0]?.moves == false && first.samples[$0]?.isNumber == true }
        let passed = clock.nanoseconds() - first.nanoseconds
        if !hopeful.isEmpty, passed < Self.shortestSpanNanoseconds {
            clock.wait(max(0, min(Self.shortestSpanNanoseconds - passed, Self.shortestSpanNanoseconds)))
            judgements.merge(judge(hopeful, since: first)) { _, later in later }
        }
        return sources.map { source in
            let judgement = judgements[source]
            observation.findings.note(
                "energyCounters.\(source.name)", judgement?.moves.map { "moves: \($0)" } ?? "not read",
                from: source.shownPath)
            return Device.EnergyCounter(name: source.name, moves: judgement?.moves, reason: judgement?.reason)
        }
    }

    private func judge(_ sources: [EnergySource], since first: EnergyReading) -> [EnergySource: EnergyJudgement] {
        let second = reading(of: sources)
        let span = second.nanoseconds - first.nanoseconds
        var judgements: [EnergySource: EnergyJudgement] = [:]
        for source in sources {
            guard let start = first.samples[source], let end = second.samples[source] else { continue }
            judgements[source] = EnergyJudgement(first: start, second: end, nanoseconds: span)
        }
        return judgements
    }

    private func reading(of sources: [EnergySource]) -> EnergyReading {
        let start = clock.nanoseconds()
        var samples: [EnergySource: EnergyReading.Sample] = [:]
        for source in sources { samples[source] = sample(source) }
        return EnergyReading(nanoseconds: start, sources: sources, samples: samples)
    }

    private func sample(_ source: EnergySource) -> EnergyReading.Sample {
        if let path = source.batteryStatusPath, observation.text(path)?.lowercased() != "discharging" {
            return .charging
        }
        switch source.meter {
        case .energy(let path, let rangePath):
            return number(path) { .microjoules($0, range: rangePath.flatMap(observation.integer)) }
        case .power(let path):
            return number(path) { .microwatts(Double($0).magnitude) }
        case .product(let voltagePath, let currentPath, let unitsPerWatt):
            return number(voltagePath) { voltage in
                number(currentPath) { .microwatts((Double(voltage) * Double($0)).magnitude / unitsPerWatt * 1e6) }
            }
        }
    }

    /// Counters that only root may read are ordinary, and sensors that fail are too: neither is worth a warning.
    private func number(_ path: String, _ use: (Int) -> EnergyReading.Sample) -> EnergyReading.Sample {
        do {
            let text = try observation.tree.text(at: path, limitBytes: 4096)
            return Int(text.trimmingBlanks).map(use) ?? .unreadable
        } catch {
            if case .denied = error { return .denied }
            return .unreadable
        }
    }
}

extension EnergyReading.Sample {
    /// Whether a later read could still show that it moves.
    var isNumber: Bool {
        switch self {
        case .microjoules, .microwatts: true
        case .denied, .unreadable, .charging: false
        }
    }
}

extension EnergySource {
    /// The file that evidence names.
    var shownPath: String {
        switch meter {
        case .energy(let path, _), .power(let path): "/" + path
        case .product(let voltagePath, let currentPath, _): "/\(voltagePath) × /\(currentPath)"
        }
    }
}
