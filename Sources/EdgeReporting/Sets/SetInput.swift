public import EdgeRecords

/// The records that a page of several plans is made of.
public struct SetInput: Sendable {
    public var set: PlanSet
    /// What was seen of all choices at the same time.
    public var verification: SetVerification?
    /// That the plans rest on, where it is at hand.
    public var profile: Profile?

    public init(_ set: PlanSet, verification: SetVerification? = nil, profile: Profile? = nil) {
        self.set = set
        self.verification = verification
        self.profile = profile?.competing(in: set.plans)
    }

    var parts: [SetPart] {
        self.set.plans.enumerated().map { place, plan in
            let option = plan.choice ?? plan.closest
            let seen = verification?.verifications.first { seen in
                seen.requirement.subject == plan.requirement.subject
                    && seen.candidate.name == option?.candidate.name
            }
            return SetPart(plan, in: set, at: place, verification: seen)
        }
    }

    /// Of the percentile that the first plan was asked for; they are asked for one together.
    var statistic: Statistic { .percentile(set.plans.first?.requirement.percentile ?? 95) }

    /// `2 tasks at the same time`.
    var subject: String {
        let count = set.plans.count
        return switch set.kind {
        case .tasks: "\(Words.counted(count, "task")) at the same time"
        case .pipeline: "\(Words.counted(count, "step")), one after the other"
        case .targets: Words.counted(count, "target")
        }
    }

    /// `one task`, for headings and sentences about each of them.
    var noun: String {
        switch set.kind {
        case .tasks: "task"
        case .pipeline: "step"
        case .targets: "target"
        }
    }
}

/// One of several plans, with what is shown of it.
struct SetPart {
    let plan: Plan
    /// As rows and columns have it: the task, the step with its number, or the target.
    let name: String
    /// The choice, or what comes nearest to one.
    let option: Plan.Option?
    let statistic: Statistic
    /// Measured with nothing else running.
    let alone: Figure?
    /// Measured while the other choices ran.
    let beside: Figure?
    let target: Double?
    let verdict: Verdict

    init(_ plan: Plan, in set: PlanSet, at place: Int, verification: Verification?) {
        self.plan = plan
        option = plan.choice ?? plan.closest
        statistic = .percentile(plan.requirement.percentile)
        target = plan.requirement.targetNanoseconds.map(Double.init)
        alone = option?.latencyNanoseconds[statistic]
        beside = verification?.latencyNanoseconds[statistic]
        verdict = verification?.verdict ?? plan.verdict
        let subject = plan.requirement.subject.shown(atMost: 60)
        name =
            switch set.kind {
            case .tasks: subject
            case .pipeline: "\(place + 1): \(subject)"
            case .targets: target.map(Words.target) ?? "no target"
            }
    }

    var isChosen: Bool { plan.choice != nil }

    /// The figure that says most of how long it will take where it runs.
    var latency: Figure? { beside ?? alone }

    /// `mobilenet-v2/int8 on native with 2 threads`.
    var choiceText: String {
        guard let option else { return "nothing" }
        let words = option.candidate.inWords.shown(atMost: 160)
        return isChosen ? words : "nothing; nearest: \(words)"
    }

    /// Of a plan alone nothing is said of how it does beside others.
    var verdictText: String {
        beside == nil && plan.verdict == .meets && plan.requirement.targetNanoseconds != nil
            ? "meets, alone" : verdict.rawValue
    }
}
