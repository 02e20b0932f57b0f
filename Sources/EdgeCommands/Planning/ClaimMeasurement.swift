import EdgeArguments
import EdgeEngines
import EdgeKernels
import EdgeModels
import EdgePlanning
import EdgePlatform
import EdgeProbing
import EdgeProfiling
import EdgeRecords

/// One candidate of a plan, measured on this device until its claim is decided.
struct ClaimMeasurement {
    private let candidate: Candidate
    private let device: Device
    private let surroundings: Surroundings
    /// Of the user's own file, where the candidate's model was one.
    private let file: String?
    /// Whether processes count too that other work disturbed.
    private let allowsContended: Bool

    /// What was seen.
    struct Findings {
        var profile: Profile
        /// Samples of the processes that count, in the order they ran.
        var processes: [[Double]]
        var failure: WorkerRefusal?
    }

    /// However long the budget is: by then nothing more is to be learnt.
    static let processesAtMost = 200

    private init(
        _ candidate: Candidate, file: String?, allowsContended: Bool, on device: Device, in surroundings: Surroundings
    ) {
        self.candidate = candidate
        self.file = file
        self.allowsContended = allowsContended
        self.device = device
        self.surroundings = surroundings
    }

    /// The plan's candidate, measured until its claim is decided or the budget is over.
    ///
    /// - Throws: If the plan is for another class of device, and that was not allowed.
    static func findings(
        of plan: Plan, _ parsed: ParsedCommand, budgetNanoseconds: Int, onAnyDevice: Bool = false,
        in surroundings: Surroundings
    ) throws -> Findings {
        let verifier = try Verifier(plan)
        let device = try device(of: plan.deviceClass, orAny: onAnyDevice)
        // What is measured here runs on made-up inputs.
        guard plan.requirement.scope == .model else { throw ClaimError.wholeRequests(verifier.candidate.variant) }
        guard plan.requirement.scenario == .quiet else {
            throw ClaimError.underLoad(verifier.candidate.variant, plan.requirement.scenario)
        }
        let turn = try MeasuringTurn.take(parsed, in: surroundings)
        defer { withExtendedLifetime(turn) {} }
        let file = parsed.text(ifGiven: "model")
        let measurement = ClaimMeasurement(
            verifier.candidate, file: file, allowsContended: verifier.allowsContended, on: device, in: surroundings)
        let findings = try measurement.findings(budgetNanoseconds: budgetNanoseconds, until: verifier.isSettled)
        if let failure = findings.failure, failure.outcome == .missing {
            throw ClaimError.engineMissing(verifier.candidate.engine, reason: failure.reason)
        }
        return findings
    }

    /// This device.
    ///
    /// - Throws: If it is of another class, and that was not allowed.
    static func device(of planned: String, orAny: Bool) throws -> Device {
        let device = DeviceProbe(tree: try FileTree.open("/")).device()
        guard orAny || device.class == planned else {
            throw ClaimError.otherDevice(planned: planned, here: device.class)
        }
        return device
    }

    private func findings(budgetNanoseconds: Int, until isSettled: ([[Double]]) -> Bool) throws -> Findings {
        let workers = try WorkerSetting.measuring(on: device, in: surroundings)
        var plan = ModelProfilePlan()
        plan.processes = Self.processesAtMost
        plan.budgetNanoseconds = budgetNanoseconds
        plan.repeats = 0
        let history = try KeptHistory.read(of: device, in: StoreFolder.path(named: nil, in: surroundings.environment))
        var profiler = try ModelProfiler(plan, answers: nil, history: history) { subject throws(WorkerFailure) in
            try workers.start(for: subject.candidate)
        }
        var subject = try ClaimSubject(candidate, file: file, in: surroundings).subject(
            at: placement, with: workers)
        subject.obstacle = device.obstacle(to: candidate)
        InstructionSet.restrict(to: workers.instructionSets)
        var profile = Profile(device: device, program: Version.program, conditions: .now(on: device))
        Interruption.watch()
        let start = MonotonicClock.nanoseconds
        func isEnough(_ draft: MeasurementDraft) -> Bool { isSettled(draft.processes(evenContended: allowsContended)) }
        _ = try profiler.measure([subject], until: isEnough) { event in
            guard case .starting(let subject, let process, _, _) = event else { return }
            let spent = Double(MonotonicClock.nanoseconds - start) / Double(max(budgetNanoseconds, 1))
            surroundings.console.progress(
                "\(subject.name), process \(process + 1), until it is decided", fraction: min(spent, 1))
        }
        surroundings.console.clearProgress()
        profile.measurements = profiler.drafts.map(\.measurement)
        profile.conditions.take(profiler.drafts, isolation: profiler.isolation, history)
        profile.conditions.finish()
        return Findings(
            profile: profile,
            processes: profiler.drafts.first?.processes(evenContended: allowsContended) ?? [],
            failure: profiler.drafts.first?.failure)
    }

    /// On the CPUs of the plan where they may be used; on as many others otherwise.
    private var placement: Placement {
        get throws {
            let usual = try Placement.all(on: device, threads: [candidate.threads])
            guard let cpus = candidate.cpus, cpus.count == candidate.threads,
                Set(cpus).isSubset(of: device.limits.affinity ?? device.processor.onlineCPUs)
            else { return usual[0] }
            return Placement(threads: candidate.threads, cpus: cpus)
        }
    }
}

extension WorkerSetting {
    /// For claims that are measured here: with what the device executes, in the memory it has.
    static func measuring(on device: Device, in surroundings: Surroundings) throws -> WorkerSetting {
        try WorkerSetting(
            instructionSets: InstructionSetChoice.executed(on: device, of: InstructionSet.available),
            memoryBytes: device.memory.usableBytes, in: surroundings)
    }
}

/// A plan's candidate as something that can be run here.
struct ClaimSubject {
    private let candidate: Candidate
    /// The user's own file, where the candidate's model was one.
    private let file: String?
    private let surroundings: Surroundings

    init(_ candidate: Candidate, file: String?, in surroundings: Surroundings) {
        self.candidate = candidate
        self.file = file
        self.surroundings = surroundings
    }

    /// As the plan's candidate reads its prompt; nil for what reads none.
    private var tokens: TokenOrder? {
        guard let prompt = candidate.promptTokens, let context = candidate.contextTokens else { return nil }
        var order = TokenOrder(
            promptThreads: candidate.promptThreads ?? candidate.threads, promptTokens: prompt, contextTokens: context)
        order.concurrency = candidate.concurrency
        return order
    }

    /// - Throws: If the model is not here, or is not the one that the plan is of.
    func subject(at place: Placement, with workers: WorkerSetting) throws -> ModelSubject {
        let model = try ProfiledModel(
            named: file ?? candidate.model, asked: [candidate.precision],
            among: LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment)))
        let found = model.candidate(candidate.precision, on: candidate.engine, at: place)
        guard model.precisions.contains(candidate.precision), found.variant == candidate.variant else {
            throw ClaimError.otherModel(candidate.variant, found: found.variant)
        }
        let runner = Runner(engine: candidate.engine, provider: candidate.provider, place: candidate.placement)
        let subject = ModelSubjects.subject(
            model, candidate.precision, runner, place, with: workers, tokens: tokens)
        if let planned = candidate.modelHash, let here = try subject.load().hash, planned != here {
            throw ClaimError.changedModel(candidate.variant, planned: planned, here: here)
        }
        return subject
    }
}

extension MeasurementDraft {
    /// Samples of those that were quiet, or of all, in the order they ran.
    func processes(evenContended: Bool) -> [[Double]] {
        zip(runs, nanoseconds).filter { evenContended || !$0.0.contended }.map { $0.1.map { Double($0) } }
    }
}

/// Why a plan's candidate cannot be measured here.
enum ClaimError: ExplainedError {
    case otherModel(String, found: String)
    case changedModel(String, planned: String, here: String)
    case engineMissing(EngineName, reason: String)
    case otherDevice(planned: String, here: String)
    case wholeRequests(String)
    /// One file cannot be the model of several candidates.
    case oneFile
    case underLoad(String, Scenario)

    var what: String {
        switch self {
        case .otherModel(let variant, _), .changedModel(let variant, _, _), .wholeRequests(let variant),
            .underLoad(let variant, _):
            "\(variant) cannot be measured anew"
        case .engineMissing(let engine, _): "\(engine.rawValue) is not here"
        case .otherDevice: "the plan is for another device"
        case .oneFile: "several models cannot come from one file"
        }
    }

    var `where`: String {
        switch self {
        case .otherModel(_, let found): found
        case .changedModel(let variant, _, _): variant
        case .engineMissing(let engine, _): engine.rawValue
        case .otherDevice(let planned, _): planned
        case .wholeRequests, .underLoad: "the plan's requirement"
        case .oneFile: "--model"
        }
    }

    var why: String {
        switch self {
        case .otherModel(let variant, let found): "what has its name here is \(found), and not \(variant)"
        case .changedModel(_, let planned, let here):
            "its file has the hash \(here), and the plan was made of \(planned)"
        case .engineMissing(_, let reason): reason
        case .underLoad(_, let scenario):
            "it is for the scenario \(scenario.rawValue), and this measures the quiet device"
        case .wholeRequests:
            "its target covers whole requests, which are made of your data, and the plan does not hold that"
        case .otherDevice(_, let here): "this one is of the class \(here)"
        case .oneFile: "each of the plans has a model of its own"
        }
    }

    var remedy: String {
        switch self {
        case .otherModel: "name its file: --model FILE.onnx"
        case .changedModel: "measure the new file, and plan anew: edgeplan profile models"
        case .engineMissing(let engine, _): "install it: edgeplan engines install \(engine.rawValue)"
        case .underLoad: "measure in that scenario with `edgeplan profile models`, and plan anew with --scenario"
        case .wholeRequests:
            "measure with `edgeplan profile models --input` and plan anew, or plan for the model alone: --scope model"
        case .otherDevice: "plan on this device, or measure here all the same with --nearest"
        case .oneFile: "leave it out; a model of yours is kept with: edgeplan models add FILE.onnx"
        }
    }

    var status: ExitStatus {
        switch self {
        case .changedModel: .notTrustworthy
        case .engineMissing: .missing
        case .otherModel, .otherDevice, .wholeRequests, .underLoad: .badInput
        case .oneFile: .wrongUsage
        }
    }
}
