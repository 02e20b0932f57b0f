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
        try restrictKernels(on: device)
        let file = try ProfileFile(
            path: parsed.text(ifGiven: "output"), device: device,
            store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment))
        let found = try file.earlier()
        let earlier = parsed.flag("resume") ? found : nil
        if let earlier { try file.check(earlier, program: Version.program) }
        var replaced = earlier == nil ? found : nil
        var notes = ""
        var profile = earlier ?? Profile(device: device, program: Version.program, conditions: .now(on: device))
        let blocks = try plan.blocks(on: device, besides: earlier)
        if earlier != nil { console.explain("\(blocks.count) blocks are left to measure") }
        Interruption.watch()
        let isComplete = try profiler.measure(blocks, budgetNanoseconds: budgetNanoseconds) { block, fraction in
            console.progress("\(block.name), \(block.placement.name)", fraction: fraction)
        } finished: { block, findings in
            profile.take(findings)
            if let old = replaced.take() { notes = "kept the earlier profile as \(try file.setAside(old))\n" }
            try file.write(profile)
            for remark in findings.remarks { console.explain(remark) }
        }
        console.clearProgress()
        // Interrupted before anything was measured, the file that was there stays.
        guard replaced == nil else { return try outcome(of: profile, isComplete: isComplete, notes: notes) }
        profile.conditions.finish()
        try file.write(profile)
        return try outcome(of: profile, isComplete: isComplete, notes: notes + "wrote \(file.path)\n")
    }

    private var budgetNanoseconds: Int {
        parsed.nanoseconds(ifGiven: "budget") ?? (parsed.flag("quick") ? Self.quickNanoseconds : Self.fullNanoseconds)
    }

    private var plan: KernelProfilePlan {
        var plan = KernelProfilePlan()
        if case .listed(let threads) = parsed.list("threads") { plan.threads = threads }
        plan.precisions = parsed.words("precision").map { Precision(rawValue: $0) }
        plan.isThorough = !parsed.flag("quick")
        return plan
    }

    /// Kernels use what the probe saw executed, and no more than the user allows.
    private func restrictKernels(on device: Device) throws {
        var allowed = InstructionSetChoice.executed(on: device, of: InstructionSet.available)
        let named = parsed.text(ifGiven: "isa") ?? surroundings.environment["EDGEPLAN_ISA"]
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
