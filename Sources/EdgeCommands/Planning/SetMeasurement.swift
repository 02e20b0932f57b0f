import EdgeArguments
import EdgeEngines
import EdgeKernels
import EdgePlanning
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// The choices of several tasks, run at the same time on this device until their claims are decided.
struct SetMeasurement {
    private let verifier: SetVerifier
    private let device: Device
    private let surroundings: Surroundings

    /// What was seen.
    struct Findings {
        /// With one measurement for each task.
        var profile: Profile
        /// Of each task the samples of the processes that count, in the order they ran.
        var processes: [[[Double]]]
    }

    private init(_ verifier: SetVerifier, on device: Device, in surroundings: Surroundings) {
        self.verifier = verifier
        self.device = device
        self.surroundings = surroundings
    }

    /// - Throws: If the plans are for another class of device, or a model or an engine is not here.
    static func findings(
        _ verifier: SetVerifier, _ parsed: ParsedCommand, in surroundings: Surroundings
    ) throws -> Findings {
        if let whole = verifier.ofWholeRequests { throw ClaimError.wholeRequests(whole.variant) }
        let device = try ClaimMeasurement.device(of: verifier.deviceClass, orAny: parsed.flag("nearest"))
        let turn = try MeasuringTurn.take(parsed, in: surroundings)
        defer { withExtendedLifetime(turn) {} }
        return try SetMeasurement(verifier, on: device, in: surroundings)
            .findings(budgetNanoseconds: parsed.nanoseconds("budget"))
    }

    private func findings(budgetNanoseconds: Int) throws -> Findings {
        let workers = try WorkerSetting.measuring(on: device, in: surroundings)
        let places = try SharedPlaces(verifier.candidates, on: device).placements
        var subjects: [ModelSubject] = []
        for (candidate, place) in zip(verifier.candidates, places) {
            if let obstacle = device.obstacle(to: candidate) {
                throw ClaimError.engineMissing(candidate.engine, reason: obstacle)
            }
            subjects.append(
                try ClaimSubject(candidate, file: nil, in: surroundings).subject(at: place, with: workers))
        }
        InstructionSet.restrict(to: workers.instructionSets)
        var together = try SideBySide(subjects, ModelProfilePlan()) { subject throws(WorkerFailure) in
            try workers.start(for: subject.candidate)
        }
        var profile = Profile(device: device, program: Version.program, conditions: .now(on: device))
        Interruption.watch()
        let start = MonotonicClock.nanoseconds
        for number in 0..<ClaimMeasurement.processesAtMost {
            let spent = Double(MonotonicClock.nanoseconds - start) / Double(max(budgetNanoseconds, 1))
            if spent >= 1 || verifier.isSettled(processes(of: together)) { break }
            surroundings.console.progress(
                "\(subjects.count) models at once, process \(number + 1) of each, until it is decided",
                fraction: min(spent, 1))
            let isWhole = try together.round(
                expectedNanoseconds: verifier.slowestNanoseconds, isInterrupted: { Interruption.isRequested })
            guard isWhole else { break }
        }
        surroundings.console.clearProgress()
        if let missing = together.drafts.first(where: { $0.failure?.outcome == .missing }) {
            throw ClaimError.engineMissing(missing.candidate.engine, reason: missing.failure?.reason ?? "")
        }
        profile.measurements = together.drafts.map(\.measurement)
        for place in profile.measurements.indices { profile.measurements[place].scenario = .besideModel }
        profile.conditions.take(together.drafts, isolation: together.isolation, DeviceHistory())
        profile.conditions.finish()
        return Findings(profile: profile, processes: processes(of: together))
    }

    private func processes(of together: SideBySide) -> [[[Double]]] {
        together.drafts.map { $0.processes(evenContended: verifier.allowsContended) }
    }
}

/// CPUs for candidates that run at once: each has its own, as far as there are enough.
struct SharedPlaces {
    private let candidates: [Candidate]
    private let device: Device

    init(_ candidates: [Candidate], on device: Device) {
        self.candidates = candidates
        self.device = device
    }

    var placements: [Placement] {
        get throws {
            let usable = device.limits.affinity ?? device.processor.onlineCPUs
            var free = usable
            var placements: [Placement] = []
            for candidate in candidates {
                let usual = try Placement.all(on: device, threads: [candidate.threads])[0]
                var cpus = candidate.cpus.flatMap { Set($0).isSubset(of: usable) ? $0 : nil } ?? usual.cpus
                if !Set(cpus).isSubset(of: free), free.count >= candidate.threads {
                    // Of the kind that the plan was measured on, where any is left.
                    let kind = Set(
                        device.processor.coreKinds.filter { !Set($0.cpus).isDisjoint(with: cpus) }.flatMap(\.cpus))
                    cpus = Array(
                        (free.filter(kind.contains) + free.filter { !kind.contains($0) })
                            .prefix(candidate.threads)
                    ).sorted()
                }
                free.removeAll(where: cpus.contains)
                placements.append(Placement(threads: candidate.threads, cpus: cpus))
            }
            return placements
        }
    }
}
