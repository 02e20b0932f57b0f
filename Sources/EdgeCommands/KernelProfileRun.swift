import EdgeArguments
import EdgeKernels
import EdgePlatform
import EdgeProbing
import EdgeProfiling
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan profile kernels`.
struct KernelProfileRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private var console: any Console { surroundings.console }

    /// How long all blocks together are given: room is left for the probe and for making operands.
    private static let quickNanoseconds = 14_000_000_000
    private static let fullNanoseconds = 150_000_000_000

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
    }

    func outcome() throws -> Outcome {
        let device = DeviceProbe(tree: try FileTree.open("/")).device()
        let profiler = try KernelProfiler(device: device)
        let folder = StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment)
        let file = parsed.text(ifGiven: "output")
        let begun = file == nil ? try InterruptedRun.asked(parsed, on: device, in: folder) : nil
        let asked = begun?.parsed ?? parsed
        let plan = Self.plan(asked)
        try restrictKernels(to: asked, on: device)
        Interruption.watch()
        let turn = try MeasuringTurn.take(parsed, in: surroundings)
        defer { withExtendedLifetime(turn) {} }
        let fresh = Profile(device: device, program: Version.program, conditions: .now(on: device))
        let keeper: any ProfileKeeper =
            if let file {
                try ProfileFile(path: file, device: device, resuming: parsed.flag("resume"))
            } else if let begun {
                try KeptRun(resuming: begun.run, in: folder)
            } else {
                try KeptRun(fresh, InterruptedRun.request(parsed), in: folder)
            }
        var profile = keeper.earlier ?? fresh
        let blocks = try plan.blocks(on: device, besides: keeper.earlier)
        if keeper.earlier != nil { console.explain("\(blocks.count) blocks are left to measure") }
        let isComplete = try profiler.measure(blocks, budgetNanoseconds: budgetNanoseconds(asked)) { block, fraction in
            console.progress("\(block.name), \(block.placement.name)", fraction: fraction)
        } finished: { block, findings in
            profile.take(findings)
            try keeper.keep(profile)
            for remark in findings.remarks { console.explain(remark) }
        }
        console.clearProgress()
        // One that was cut short has no end: it can be gone on with.
        if isComplete { profile.conditions.finish() }
        return try outcome(of: profile, isComplete: isComplete, notes: try keeper.finish(profile))
    }

    private func budgetNanoseconds(_ asked: ParsedCommand) -> Int {
        asked.nanoseconds(ifGiven: "budget") ?? (asked.flag("quick") ? Self.quickNanoseconds : Self.fullNanoseconds)
    }

    private static func plan(_ asked: ParsedCommand) -> KernelProfilePlan {
        var plan = KernelProfilePlan()
        if case .listed(let threads) = asked.list("threads") { plan.threads = threads }
        plan.precisions = asked.words("precision").map { Precision(rawValue: $0) }
        plan.isThorough = !asked.flag("quick")
        return plan
    }

    /// Kernels use what the probe saw executed, and no more than the user allows.
    private func restrictKernels(to asked: ParsedCommand, on device: Device) throws {
        var allowed = InstructionSetChoice.executed(on: device, of: InstructionSet.available)
        let named = asked.text(ifGiven: "isa") ?? surroundings.environment["EDGEPLAN_ISA"]
        if let named, !named.isEmpty { allowed = try InstructionSetChoice.lowered(to: named, of: allowed) }
        InstructionSet.restrict(to: allowed)
        console.explain("kernels may use \(allowed.map(\.name).joined(separator: ", "))")
    }

    private func outcome(of profile: Profile, isComplete: Bool, notes: String) throws -> Outcome {
        let output =
            parsed.flag("json")
            ? try RecordText.encode(profile)
            : KernelProfileText.text(of: profile, width: surroundings.textWidth)
        var notes = parsed.flag("quiet") ? "" : notes
        if !isComplete { notes += "edgeplan: interrupted; go on with `edgeplan profile kernels --resume`\n" }
        let status: ExitStatus =
            !isComplete ? .interrupted : profile.conditions.contendedShare == 1 ? .notTrustworthy : .done
        return Outcome(output: output, errors: notes, status: status)
    }
}

extension Version {
    static var program: Profile.Program { .init(version: number, build: .current) }
}

extension Conditions {
    static func now(on device: Device) -> Conditions {
        var conditions = Conditions(startedAt: UTCText.moment(epochSeconds: WallClock.epochSeconds))
        conditions.governor = device.processor.governor
        conditions.boostEnabled = device.processor.boostEnabled
        return conditions
    }

    mutating func finish() { endedAt = UTCText.moment(epochSeconds: WallClock.epochSeconds) }
}
