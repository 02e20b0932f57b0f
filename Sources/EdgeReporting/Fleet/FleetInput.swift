public import EdgeRecords

/// The plans of several devices, for one page about all of them.
public struct FleetInput: Sendable {
    /// A class of devices, with what was planned for it.
    public struct Member: Sendable {
        public var plan: Plan
        /// Nil where only the plan is at hand.
        public var device: Device?
        /// When the figures were measured, where that is known.
        public var measuredAt: String?

        public init(plan: Plan, device: Device? = nil, measuredAt: String? = nil) {
            self.plan = plan
            self.device = device
            self.measuredAt = measuredAt
        }
    }

    public var members: [Member]

    public init(_ members: [Member]) { self.members = members }
}

/// What candidates must share to be the same thing to ship: threads may differ from device to device.
struct ShippedCandidate: Hashable, Comparable {
    let variant: String
    let engine: String

    init(_ candidate: Candidate) {
        variant = candidate.variant
        engine = candidate.engineInWords
    }

    var text: String { "\(variant.shown(atMost: 80)) on \(engine.shown(atMost: 30))" }

    static func < (left: Self, right: Self) -> Bool { (left.variant, left.engine) < (right.variant, right.engine) }
}

/// One row of the fleet.
struct FleetRow {
    /// What is known of a candidate on a device.
    enum State {
        case meets, unsettled, out, unknown
    }

    /// Of the best of any number of threads.
    struct Standing {
        var state: State
        var latency: Figure?
        /// By which it is ranked.
        var accuracy: Double?
        var rightness = Rightness()
    }

    let letter: String
    let name: String
    let plan: Plan
    let statistic: Statistic
    let target: Double?
    private let standings: [ShippedCandidate: Standing]

    init(_ member: FleetInput.Member, number: Int) {
        letter = Comparison.letter(number)
        let device = member.device.map(DeviceSection.name)
        name = (device ?? member.plan.deviceClass).shown(atMost: 60)
        plan = member.plan
        statistic = .percentile(member.plan.requirement.percentile)
        target = member.plan.requirement.targetNanoseconds.map(Double.init)
        standings = Self.standings(in: member.plan)
    }

    private static func standings(in plan: Plan) -> [ShippedCandidate: Standing] {
        var found: [ShippedCandidate: Standing] = [:]
        let statistic = Statistic.percentile(plan.requirement.percentile)
        for rejection in plan.rejected {
            let figure =
                rejection.reason == .latency && rejection.figure?.statistic == statistic ? rejection.figure : nil
            let key = ShippedCandidate(rejection.candidate)
            if let known = found[key]?.latency, figure.map({ $0.value >= known.value }) ?? true { continue }
            found[key] = Standing(state: .out, latency: figure)
        }
        // Best first: the last to be written is the first.
        for option in ([plan.choice].compactMap { $0 } + plan.ranked).reversed() {
            let key = ShippedCandidate(option.candidate)
            let state: State = option.verdict == .meets ? .meets : option.verdict == .misses ? .out : .unsettled
            if let known = found[key], known.state == .meets, state != .meets { continue }
            if let known = found[key], known.state == .unsettled, state == .out { continue }
            found[key] = Standing(
                state: state, latency: option.latencyNanoseconds[statistic],
                accuracy: option.rankingAccuracy?.value,
                rightness: Rightness(option))
        }
        return found
    }

    var candidates: Dictionary<ShippedCandidate, Standing>.Keys { standings.keys }

    func standing(of candidate: ShippedCandidate) -> Standing {
        standings[candidate] ?? Standing(state: .unknown)
    }

    func latency(of option: Plan.Option?) -> Figure? { option?.latencyNanoseconds[statistic] }
}
