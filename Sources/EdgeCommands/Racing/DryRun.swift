import EdgeEngines
import EdgePlanning
import EdgeProfiling
import EdgeRecords

/// What a run would measure, in which order, and what that would cost: nothing is measured for it.
struct DryRun {
    let subjects: [ModelSubject]
    let models: [String: Model]
    /// Of this device, measured before.
    let earlier: [Profile]
    let plan: ModelProfilePlan
    /// Nil if everything is to be measured.
    let claim: (claim: Claim, percentile: Double)?

    /// To start a process and open an engine, and for the canaries around a block.
    private static let processSeconds = 0.2
    private static let warmUpRuns = 20.0
    private static let bytesPerSample = 8

    var list: CandidateList {
        let statistic = Statistic.percentile(claim?.percentile ?? 50)
        let predictor = WorkPredictor(earlier, models: Array(models.values))
        let rough = RoughBeliefs([])
        let records = Array(models.values)
        var rows: [(row: CandidateList.Row, gain: Double)] = subjects.map { subject in
            let variant = models[subject.candidate.model]?.variants.first {
                $0.precision == subject.candidate.precision
            }
            let known = variant.flatMap { predictor?.belief(of: subject.candidate, $0, at: statistic) }
            let belief = known ?? rough.belief(operations: variant?.operations)
            var row = CandidateList.Row(subject.candidate, seconds: seconds(belief.nanoseconds, subject.scenario))
            row.accuracy = Race.knownAccuracy(of: subject.candidate, in: records)
            if known != nil || variant?.operations != nil {
                row.latencyNanoseconds = Figure(
                    belief.nanoseconds, statistic, count: 0, interval: belief.interval, confidence: 0.9,
                    source: .predicted)
            }
            let chance = claim.map { belief.cautiousChance(within: Double($0.claim.targetNanoseconds)) } ?? 0
            return (row, chance * (Race.accuracy(of: subject.candidate, in: records) ?? 0))
        }
        if claim != nil { rows.sort { $0.gain > $1.gain } }
        var list = CandidateList(candidates: rows.map(\.row), processes: plan.processes, isRace: claim != nil)
        list.scratchBytes = scratchBytes
        list.storeBytes = subjects.count * plan.processes * plan.block.samplesAtMost * Self.bytesPerSample
        return list
    }

    private func seconds(_ nanoseconds: Double, _ scenario: ScenarioOrder) -> Double {
        switch scenario {
        case .sustained(let whole): return Self.processSeconds + Double(whole) / 1e9
        case .rate(let perSecond, _):
            let wanted = max(Double(plan.requestBlock.samplesWanted) / perSecond, 2)
            return Double(plan.processes)
                * (Self.processSeconds + min(wanted, Double(plan.requestBlock.nanosecondsAtMost) / 1e9))
        case .quiet, .beside: break
        }
        let block = min(
            max(Double(plan.block.samplesWanted) * nanoseconds, Double(plan.block.nanosecondsAtLeast)),
            Double(plan.block.nanosecondsAtMost))
        let warmUp = min(Self.warmUpRuns * nanoseconds, Double(plan.warmUp.nanosecondsAtMost))
        return Double(plan.processes) * (Self.processSeconds + (block + warmUp) / 1e9)
    }

    /// A file for each model and stored precision.
    private var scratchBytes: Int {
        var files: [String: Int] = [:]
        for subject in subjects {
            let candidate = subject.candidate
            let variant = models[candidate.model]?.variants.first { $0.precision == candidate.precision }
            // bf16 is a way to run the fp32 file.
            let stored = candidate.precision == .bf16 ? .fp32 : candidate.precision
            files["\(candidate.model) \(stored.rawValue)"] = variant?.modelBytes ?? variant?.weightBytes ?? 0
        }
        return files.values.reduce(0, +)
    }
}
