package import EdgeEngines
package import EdgeRecords

/// What the device does while a candidate is measured, and what has to be started for that.
package enum ScenarioOrder {
    case quiet
    /// Load without a rest, in one process.
    case sustained(nanoseconds: Int)
    /// Requests at a rate, answered one after the other.
    case rate(perSecond: Double, Arrivals)
    indirect case beside(Companion)

    /// What keeps the device busy meanwhile, in a process of its own.
    package struct Companion {
        /// `cpu`, `memory`, or the name of a candidate.
        package var name: String
        package var scenario: Scenario
        package var burden: Burden
        /// Where it may run.
        package var cpus: [Int]
        /// Nil if it runs none.
        package var model: ModelSubject?

        package init(
            _ name: String, _ scenario: Scenario, _ burden: Burden, cpus: [Int], model: ModelSubject? = nil
        ) {
            (self.name, self.scenario, self.burden, self.cpus, self.model) = (name, scenario, burden, cpus, model)
        }
    }

    package var scenario: Scenario {
        switch self {
        case .quiet: .quiet
        case .sustained: .sustained
        case .rate: .rate
        case .beside(let companion): companion.scenario
        }
    }

    /// As the record names what was asked for.
    package var details: ScenarioDetails? {
        var details = ScenarioDetails()
        switch self {
        case .quiet: return nil
        case .sustained(let nanoseconds): details.durationNanoseconds = nanoseconds
        case .rate(let perSecond, let arrivals): (details.ratePerSecond, details.arrivals) = (perSecond, arrivals)
        case .beside(let companion): (details.companion, details.companionCPUs) = (companion.name, companion.cpus)
        }
        return details
    }

    /// The end of a sentence's subject: ` beside cpu`.
    package var words: String {
        switch self {
        case .quiet: ""
        case .sustained(let nanoseconds):
            " without a rest for \(NumberText.exactDuration(nanoseconds: nanoseconds))"
        case .rate(let perSecond, _): " at \(NumberText.chosen(perSecond)) requests a second"
        case .beside(let companion): " beside \(companion.name)"
        }
    }
}

/// How load without a rest is cut: into minutes, or tenths of what is shorter than ten minutes.
struct Stretches {
    let nanoseconds: Int
    let count: Int
    /// What is asked of a worker at once: a user who stops the run does not wait longer.
    let chunkNanoseconds: Int

    private static let minute = 60_000_000_000
    private static let chunk = 2_000_000_000
    /// Of very short runs, evenly from each stretch.
    static let samplesAtMost = 20_000

    init(of whole: Int) {
        nanoseconds = max(min(Self.minute, whole / 10), 1)
        count = max(whole / nanoseconds, 1)
        chunkNanoseconds = min(Self.chunk, nanoseconds)
    }
}
