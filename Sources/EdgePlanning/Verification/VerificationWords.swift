import EdgeRecords

/// The sentence that a verification answers with.
struct VerificationWords {
    private let answer: Verification
    private let finding: Finding
    private let obstacle: String?

    /// - Parameter obstacle: what of the requirement it breaks beside the target.
    init(_ answer: Verification, _ finding: Finding, _ obstacle: String?) {
        self.answer = answer
        self.finding = finding
        self.obstacle = obstacle
    }

    var sentence: String {
        let name = answer.candidate.inWords
        switch answer.verdict {
        case .meets:
            return "\(name) meets \(demand) here: \(latency), certain to "
                + "\(PlanWords.percent(answer.requirement.confidence)) % after \(runs)."
        case .misses:
            if let obstacle { return "\(name) does not do here what was asked: \(obstacle)." }
            return "\(name) misses \(demand) here: \(latency), after \(runs)."
        case .contended:
            return "It cannot be told whether \(name) meets \(demand) here: other work disturbed "
                + "\(answer.contendedProcesses) of \(counted(answer.processes, "process", "processes"))."
        case .undecided:
            return "\(name) may or may not meet \(demand) here: \(latency) after \(runs); \(reason)."
        }
    }

    private var reason: String {
        switch finding.obstacle {
        case .processesDisagree: return "its processes disagree, some meet the target and some do not"
        case .fewProcesses(let count):
            return "\(counted(count, "process", "processes")) came to an end undisturbed, and "
                + "\(LatencyEvidence.fewestProcesses) are needed"
        case nil:
            return finding.samplesNeeded.map { "about \(counted($0, "more sample", "more samples")) would settle it" }
                ?? "it lies at the limit, and no number of samples is likely to settle it"
        }
    }

    private var demand: String {
        let target = answer.requirement.targetNanoseconds.map(NumberText.exactDuration) ?? "the requirement"
        return "\(target) at \(answer.requirement.statistic.rawValue)"
    }

    private var latency: String {
        let statistic = answer.requirement.statistic
        guard let figure = answer.latencyNanoseconds[statistic] else {
            return "its \(statistic.rawValue) is not known"
        }
        return
            "\(statistic.rawValue) of \(answer.requirement.scope.inWords) is \(NumberText.duration(nanoseconds: figure.value))"
    }

    private var runs: String {
        let disturbed = answer.requirement.allowed.contains(.contended) ? 0 : answer.contendedProcesses
        let counting = counted(answer.processes - disturbed, "process", "processes")
        return "\(counted(answer.samples, "sample", "samples")) in \(counting)"
    }

    private func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}
