import EdgeArguments
import EdgeEngines
import EdgeKernels
import EdgeModels
import EdgePlatform
import EdgeProbing
import EdgeProfiling
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan profile models`.
struct ModelProfileRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
    }

    func outcome() throws -> Outcome {
        let device = DeviceProbe(tree: try FileTree.open("/")).device()
        let workers = try WorkerSetting(
            instructionSets: InstructionSetChoice.executed(on: device, of: InstructionSet.available),
            memoryBytes: parsed.bytes(ifGiven: "memory") ?? device.memory.usableBytes, in: surroundings)
        var profiler = try ModelProfiler(plan, answers: workers.work) { subject throws(WorkerFailure) in
            try workers.start(cpus: subject.candidate.cpus ?? [])
        }
        let subjects = try ModelSubjects(parsed, on: device, with: workers, in: surroundings).all()
        InstructionSet.restrict(to: workers.instructionSets)
        var profile = Profile(device: device, program: Version.program, conditions: .now(on: device))
        Interruption.watch()
        let progress = ModelProgress(surroundings.console)
        let isComplete = try profiler.measure(subjects) { event in progress.show(event) }
        surroundings.console.clearProgress()
        for draft in profiler.drafts where !draft.runs.isEmpty || draft.failure != nil {
            var measurement = draft.measurement
            try measurement.rateLayers()
            profile.measurements.append(measurement)
        }
        profile.conditions.take(profiler)
        profile.conditions.finish()
        return try outcome(of: profile, isComplete: isComplete)
    }

    private var plan: ModelProfilePlan {
        var plan = ModelProfilePlan()
        plan.processes = parsed.number(ifGiven: "processes") ?? plan.processes
        plan.budgetNanoseconds = parsed.nanoseconds(ifGiven: "budget")
        plan.deadlineNanoseconds = parsed.nanoseconds(ifGiven: "deadline") ?? plan.deadlineNanoseconds
        return plan
    }

    private func outcome(of profile: Profile, isComplete: Bool) throws -> Outcome {
        let output =
            parsed.flag("json")
            ? try RecordText.encode(profile) : ModelProfileText.text(of: profile, width: surroundings.textWidth)
        let isInterrupted = Interruption.isRequested
        let notes =
            isInterrupted
            ? "edgeplan: interrupted\n"
            : isComplete ? "" : "the budget was over before every candidate had all its processes\n"
        let hasCleanBlock = profile.measurements.contains { !$0.contended && $0.samples != nil }
        let hasBlock = profile.measurements.contains { $0.samples != nil }
        return Outcome(
            output: output, errors: parsed.flag("quiet") && !isInterrupted ? "" : notes,
            status: isInterrupted ? .interrupted : hasBlock && !hasCleanBlock ? .notTrustworthy : .done)
    }
}

extension Conditions {
    /// What was seen around the workers.
    mutating func take(_ profiler: ModelProfiler) {
        let runs = profiler.drafts.flatMap(\.runs)
        isolation = profiler.isolation ?? []
        guard !runs.isEmpty else { return }
        contendedShare = Double(runs.count { $0.contended }) / Double(runs.count)
        contended = runs.allSatisfy { $0.contended }
        let canaries = runs.compactMap(\.arithmeticCanary)
        if let reference = QuietCheck(runs).referenceNanoseconds {
            canary = Canary(
                referenceNanoseconds: Figure(
                    reference, .percentile(20), count: canaries.count, source: .measured))
        }
    }
}
