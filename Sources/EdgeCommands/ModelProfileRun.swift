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
        let folder = StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment)
        let begun = try InterruptedRun.asked(parsed, on: device, in: folder)
        let asked = begun?.parsed ?? parsed
        let workers = try WorkerSetting(
            instructionSets: InstructionSetChoice.executed(on: device, of: InstructionSet.available),
            memoryBytes: asked.bytes(ifGiven: "memory") ?? device.memory.usableBytes, in: surroundings)
        let source = try ModelSubjects(asked, on: device, with: workers, in: surroundings)
        let found = try source.all()
        let subjects = found.subjects
        let leftOut =
            parsed.flag("quiet") ? "" : LeftOutVariants.sentences(found.leftOut).map { "edgeplan: \($0)\n" }.joined()
        if parsed.flag("dry-run") {
            var outcome = try dryRun(subjects, source, asked, device, in: folder)
            outcome.errors = leftOut + outcome.errors
            return outcome
        }
        let accuracy = try AccuracyBeside(
            asked, models: source.records, folder: workers.work, console: surroundings.console)
        var race = try Self.race(subjects, source, asked, device, in: folder, surroundings.console)
        InstructionSet.restrict(to: workers.instructionSets)
        Interruption.watch()
        let turn = try MeasuringTurn.take(parsed, in: surroundings)
        defer { withExtendedLifetime(turn) {} }
        // Not before: who measures may be making the store just now.
        let history = try KeptHistory.read(of: device, in: folder)
        var plan = Self.plan(asked)
        plan.energyMeters = EnergyMeters(tree: try FileTree.open("/")).meters(of: device)
        var profiler = try ModelProfiler(
            plan, answers: workers.work, streams: StreamCanary.times(on: device) ?? { [] },
            thermalState: ThermalState.now, history: history
        ) { subject throws(WorkerFailure) in
            try workers.start(for: subject.candidate)
        }
        let kept =
            if let begun {
                try KeptRun(resuming: begun.run, in: folder)
            } else {
                try KeptRun(Self.begun(on: device, found.leftOut), InterruptedRun.request(parsed), in: folder)
            }
        let progress = ModelProgress(surroundings.console)
        let tell = { (event: ModelProfiler.Event) throws in
            progress.show(event)
            if case .finished(let draft) = event { surroundings.console.explain(try kept.keep(draft)) }
        }
        let isComplete: Bool
        if race == nil {
            isComplete = try profiler.measure(subjects, besides: kept.drafts, tell)
        } else {
            race?.take(kept.drafts)
            isComplete = try race?.run(&profiler, tell) ?? false
        }
        surroundings.console.clearProgress()
        let notes = try Self.conclude(
            kept, race?.drafts(history) ?? profiler.drafts, history, isolation: profiler.isolation,
            race: race?.summary, isComplete: isComplete
        ) { measurements in
            try accuracy?.fill(&measurements, of: subjects) { subject throws(WorkerFailure) in
                try workers.start(for: subject.candidate)
            }
        }
        var outcome = try outcome(of: kept.profile, isComplete: isComplete, notes: notes)
        outcome.errors = leftOut + outcome.errors
        return outcome
    }

    private static func begun(on device: Device, _ leftOut: [LeftOut]) -> Profile {
        var profile = Profile(device: device, program: Version.program, conditions: .now(on: device))
        profile.leftOut = leftOut.isEmpty ? nil : leftOut
        return profile
    }

    /// Nil where everything is to be measured.
    private static func race(
        _ subjects: [ModelSubject], _ source: ModelSubjects, _ asked: ParsedCommand, _ device: Device,
        in folder: String, _ console: any Console
    ) throws -> RaceRun? {
        guard try RaceRun.claim(asked) != nil else { return nil }
        let earlier = try StoredProfiles(of: device.class, in: folder).entries.map(\.profile)
        if !earlier.contains(where: { !$0.ceilings.isEmpty }) {
            console.explain("no ceilings are known: `edgeplan profile kernels --quick` would make the race shorter")
        }
        return try RaceRun(subjects, asked, models: try source.records(), earlier: earlier, console: console)
    }

    private func dryRun(
        _ subjects: [ModelSubject], _ source: ModelSubjects, _ asked: ParsedCommand, _ device: Device,
        in folder: String
    ) throws -> Outcome {
        let list = DryRun(
            subjects: subjects, models: try source.records(),
            earlier: try StoredProfiles(of: device.class, in: folder).entries.map(\.profile), plan: Self.plan(asked),
            claim: try RaceRun.claim(asked)
        ).list
        return Outcome(
            output: parsed.flag("json")
                ? try RecordText.encode(list) : CandidateListText.text(of: list, width: surroundings.textWidth))
    }

    private static func plan(_ asked: ParsedCommand) -> ModelProfilePlan {
        var plan = ModelProfilePlan()
        plan.processes = asked.number(ifGiven: "processes") ?? plan.processes
        plan.budgetNanoseconds = asked.nanoseconds(ifGiven: "budget")
        plan.deadlineNanoseconds = asked.nanoseconds(ifGiven: "deadline") ?? plan.deadlineNanoseconds
        return plan
    }

    /// Brings the run to its end, or to a rest from which it can be gone on with.
    private static func conclude(
        _ kept: KeptRun, _ drafts: [MeasurementDraft], _ history: DeviceHistory, isolation: [String]?,
        race: RaceSummary?, isComplete: Bool, _ addAccuracies: (inout [Measurement]) throws -> Void
    ) throws -> String {
        let drafts = drafts.filter { !$0.runs.isEmpty || $0.failure != nil }
        var measurements = drafts.map(\.measurement)
        for place in measurements.indices { try measurements[place].rateLayers() }
        ScenarioOptions.compare(&measurements)
        try addAccuracies(&measurements)
        for (draft, measurement) in zip(drafts, measurements) { try kept.conclude(measurement, draft) }
        var profile = kept.profile
        profile.conditions.take(drafts, isolation: isolation, history)
        profile.race = race
        if isComplete || !Interruption.isRequested { profile.conditions.finish() }
        return try kept.finish(profile, isOver: isComplete)
    }

    private func outcome(of profile: Profile, isComplete: Bool, notes: String) throws -> Outcome {
        let output =
            parsed.flag("json")
            ? try RecordText.encode(profile) : ModelProfileText.text(of: profile, width: surroundings.textWidth)
        let isInterrupted = Interruption.isRequested && !isComplete
        var notes = parsed.flag("quiet") ? "" : notes
        if isInterrupted {
            notes += "edgeplan: interrupted; go on with `edgeplan profile models --resume`\n"
        } else if !isComplete, !parsed.flag("quiet") {
            notes +=
                "the budget was over before every candidate had all its processes; `edgeplan profile models --resume` goes "
                + "on for as long again\n"
        }
        let hasCleanBlock = profile.measurements.contains { !$0.contended && $0.samples != nil }
        let hasBlock = profile.measurements.contains { $0.samples != nil }
        return Outcome(
            output: output, errors: notes,
            status: isInterrupted
                ? .interrupted : hasBlock && !hasCleanBlock || profile.race?.contended == true ? .notTrustworthy : .done
        )
    }
}
