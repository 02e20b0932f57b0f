package import EdgeEngines
import EdgePlatform
package import EdgeRecords

/// Measures candidates in fresh processes, one at a time, in turns: A B C, B C A, C A B.
///
/// Whatever a worker does, it becomes a result, and the others go on.
package struct ModelProfiler {
    /// May change between two calls of `measure`.
    package var plan: ModelProfilePlan
    private let start: (ModelSubject) throws(WorkerFailure) -> any WorkerConversation
    private let answers: String?
    /// Reads more memory than the caches hold, and gives the times of that.
    private let streams: () -> [Int]
    private let clock: () -> Int
    private let isInterrupted: () -> Bool
    private let thermalState: (ModelSubject) -> ThermalState
    private let history: DeviceHistory

    private var subjects: [ModelSubject] = []
    package private(set) var drafts: [MeasurementDraft] = []
    /// Outputs at fp32 by model, and of files of integers by variant; nil where there are none to be had.
    private var references: [String: Answers] = [:]
    package private(set) var isolation: [String]?

    /// - Parameters:
    ///   - answers: a folder that workers write outputs to; nil if none are compared.
    ///   - streams: times of reading more memory than the caches hold, outside of workers; empty where none is read.
    ///   - thermalState: how warm and fast a candidate's CPUs are just now.
    ///   - history: what earlier runs on the device say.
    ///   - start: makes a worker for a candidate.
    package init(
        _ plan: ModelProfilePlan, answers: String?, build: Profile.Build = .current,
        streams: @escaping () -> [Int] = { [] }, clock: @escaping () -> Int = { Int(MonotonicClock.nanoseconds) },
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested },
        thermalState: @escaping (ModelSubject) -> ThermalState = { _ in ThermalState() },
        history: DeviceHistory = DeviceHistory(),
        start: @escaping (ModelSubject) throws(WorkerFailure) -> any WorkerConversation
    ) throws(ProfilingError) {
        guard build == .release else { throw .debugBuild }
        self.plan = plan
        self.answers = answers
        self.streams = streams
        self.clock = clock
        self.isInterrupted = isInterrupted
        self.thermalState = thermalState
        self.history = history
        self.start = start
    }

    /// What happens, for whoever shows or keeps it.
    package enum Event {
        case starting(ModelSubject, process: Int, of: Int, fraction: Double)
        /// A block ended, or a candidate failed.
        case finished(MeasurementDraft)
    }

    /// Whether all of it was done: neither the user nor the budget cut it short.
    ///
    /// - Parameters:
    ///   - earlier: what an interrupted run came to; only the rest is measured.
    ///   - isMore: whether the plan's processes are to be added to what there is, and not what is wanted in all.
    ///   - isEnough: asked of each candidate after each of its processes; what it has enough of is left alone.
    package mutating func measure(
        _ subjects: [ModelSubject], besides earlier: [MeasurementDraft] = [], isMore: Bool = false,
        until isEnough: (MeasurementDraft) -> Bool = { _ in false }, _ tell: (Event) throws -> Void
    ) throws -> Bool {
        self.subjects = subjects
        drafts = subjects.map { subject in
            let name = subject.identifier
            return earlier.first { $0.identifier == name && !$0.isUnfinished(of: subject) }
                ?? MeasurementDraft(subject.candidate, in: subject.scenario.scenario, subject.scenario.details)
        }
        for place in drafts.indices { drafts[place].drift = history.drift }
        let had = drafts.map { isMore ? $0.runs.count : 0 }
        let end = plan.budgetNanoseconds.map { clock() + $0 }
        var isComplete = true
        var settled: Set<Int> = []
        for round in 0..<plan.processes {
            for turn in subjects.indices {
                let place = (turn + round) % subjects.count
                guard drafts[place].failure == nil, drafts[place].runs.count <= had[place] + round,
                    !settled.contains(place),
                    round == 0 || drafts[place].scenario != .sustained
                else { continue }
                if isInterrupted() { return finish(false) }
                if let end, clock() >= end {
                    isComplete = false
                    continue
                }
                let fraction = Double(round * subjects.count + turn) / Double(plan.processes * subjects.count)
                try tell(.starting(subjects[place], process: round, of: plan.processes, fraction: fraction))
                guard try takeTurn(place, tell) else { return finish(false) }
                judge()
                if isEnough(drafts[place]) { settled.insert(place) }
            }
        }
        for _ in 0..<plan.repeats {
            guard try repeatContended(besides: had, until: end, tell) else { return finish(false) }
        }
        return finish(isComplete)
    }

    /// Every block that was not quiet once more, in a process of its own; false if the user stopped it.
    private mutating func repeatContended(
        besides had: [Int], until end: Int?, _ tell: (Event) throws -> Void
    ) throws -> Bool {
        let owed = zip(drafts, had).map { $0.blocksOwed(of: $1 + plan.processes) }
        let most = owed.max() ?? 0
        for round in 0..<most {
            for place in drafts.indices where owed[place] > round && drafts[place].failure == nil {
                if isInterrupted() { return false }
                if let end, clock() >= end { return true }
                let number = drafts[place].runs.count
                try tell(
                    .starting(subjects[place], process: number, of: number + 1, fraction: Double(round) / Double(most)))
                guard try takeTurn(place, tell) else { return false }
            }
        }
        judge()
        return true
    }

    private mutating func judge() { history.judge(&drafts) }

    private mutating func finish(_ isComplete: Bool) -> Bool {
        judge()
        return isComplete
    }

    /// False if the user stopped it.
    private mutating func takeTurn(_ place: Int, _ tell: (Event) throws -> Void) throws -> Bool {
        do {
            if let obstacle = subjects[place].obstacle { throw WorkerFailure.failed(.init(.missing, obstacle)) }
            let model = try subjects[place].load()
            drafts[place].modelBytes = model.bytes
            drafts[place].candidate.modelHash = model.hash
            let trial = trial(of: subjects[place], model.order)
            if case .sustained(let nanoseconds) = subjects[place].scenario {
                try sustain(place, trial, nanoseconds: nanoseconds, tell)
                return true
            }
            try measure(place, trial)
        } catch WorkerFailure.interrupted {
            return false
        } catch WorkerFailure.failed(let refusal) {
            drafts[place].failure = refusal.after(drafts[place].runs.count)
        } catch let error as NotKept {
            throw error.cause
        } catch let error as any ExplainedError {
            drafts[place].failure = WorkerRefusal(error).after(drafts[place].runs.count)
        }
        try tell(.finished(drafts[place]))
        return true
    }

    /// What went wrong with keeping is no candidate's fault.
    private struct NotKept: Error {
        let cause: any Error
    }

    private func trial(of subject: ModelSubject, _ order: LoadOrder) -> ProcessTrial {
        var trial = ProcessTrial(open: subject.open, load: order, plan: plan, isInterrupted: isInterrupted)
        trial.scenario = subject.scenario
        trial.scratch = answers
        let thermalState = thermalState
        trial.thermalState = { thermalState(subject) }
        let start = start
        let plan = plan
        trial.startCompanion = { companion in try companion.start(besides: subject, plan, by: start) }
        return trial
    }

    private mutating func measure(_ place: Int, _ trial: ProcessTrial) throws {
        let subject = subjects[place]
        let isFirst = drafts[place].runs.isEmpty
        let reference = isFirst ? try self.reference(for: subject) : nil
        if isFirst { drafts[place].uncompared = subject.uncompared ?? reference?.missing }
        let before = streams()
        let worker = try start(subject)
        var found = try trial.findings(
            from: worker, process: drafts[place].runs.count, notesLayers: subject.notesLayers,
            answers: reference?.outputs == nil || subject.keepsState ? nil : answers)
        found.run.streamCanary = .init(before, streams())
        found.run.take(thermalState(subject))
        if let layers = found.layers { drafts[place].take(layers, of: found.run) }
        if let reference = reference?.outputs {
            let outputs = try subject.keepsState ? firstAnswers(of: subject) : found.outputs
            drafts[place].comparison = try outputs.map { try compare($0, of: subject, with: reference) }
        }
        take(found, place)
    }

    private mutating func sustain(
        _ place: Int, _ trial: ProcessTrial, nanoseconds: Int, _ tell: (Event) throws -> Void
    ) throws {
        let subject = subjects[place]
        let count = Stretches(of: nanoseconds).count
        let worker = try start(subject)
        try trial.sustain(nanoseconds: nanoseconds, on: worker, clock: clock) { found in
            take(found, place)
            do {
                try tell(.finished(drafts[place]))
                let done = drafts[place].runs.count
                guard done < count else { return }
                let fraction = (Double(place) + Double(done) / Double(count)) / Double(subjects.count)
                try tell(.starting(subject, process: done, of: count, fraction: fraction))
            } catch {
                throw NotKept(cause: error)
            }
        }
    }

    private mutating func take(_ found: ProcessTrial.Findings, _ place: Int) {
        drafts[place].candidate.engineVersion = found.engineVersion
        drafts[place].candidate.inputShape = found.inputShape
        drafts[place].add(found.run, found.nanoseconds, found.request)
        drafts[place].inputFiles = subjects[place].inputFiles
        isolation = isolation.map { all in all.filter(found.isolation.contains) } ?? found.isolation
    }

    private mutating func compare(
        _ outputs: [OutputComparison.Output], of subject: ModelSubject, with reference: [OutputComparison.Output]
    ) throws -> OutputComparison {
        var comparison = OutputComparison(outputs, reference: reference)
        comparison.standard = subject.standard
        comparison.peer = try ownAnswers(of: subject).flatMap {
            OutputComparison.Peer(outputs, own: $0, reference: reference)
        }
        return comparison
    }

    /// What a worker answered, or why none did.
    private enum Answers {
        case outputs([OutputComparison.Output])
        case none(String)

        var outputs: [OutputComparison.Output]? { if case .outputs(let outputs) = self { outputs } else { nil } }
        var missing: String? { if case .none(let why) = self { why } else { nil } }
    }

    /// The outputs that a candidate's must be near; asked once for each model.
    private mutating func reference(for subject: ModelSubject) throws -> Answers? {
        guard answers != nil, let load = subject.reference else { return nil }
        var judge = subject
        judge.open = subject.referenceOpen ?? Self.ownEngine(subject)
        // A file that is its own reference is one for each of its variants.
        let name = subject.referenceOpen == nil ? subject.candidate.model : subject.candidate.variant
        return try outputs(of: judge, named: name, load)
    }

    /// Of the candidate itself, in a process that has seen nothing yet.
    private mutating func firstAnswers(of subject: ModelSubject) throws -> [OutputComparison.Output]? {
        try outputs(of: subject, named: subject.identifier, subject.load).outputs
    }

    private static func ownEngine(_ subject: ModelSubject) -> OpenOrder {
        var open = OpenOrder(engine: .native)
        open.instructionSets = subject.open.instructionSets
        return open
    }

    /// What our own engine makes of another's file of integers; nil where there is nothing to hold against each other.
    private mutating func ownAnswers(of subject: ModelSubject) throws -> [OutputComparison.Output]? {
        guard subject.candidate.engine != .native, subject.candidate.precision == .int8, subject.referenceOpen == nil
        else { return nil }
        var own = subject
        own.open = Self.ownEngine(subject)
        return try outputs(of: own, named: subject.candidate.variant, subject.load).outputs
    }

    /// Of one thread of a subject's engine, asked once for each name.
    private mutating func outputs(
        of subject: ModelSubject, named name: String, _ load: () throws -> ModelSubject.Prepared
    ) throws -> Answers {
        guard let answers else { return .none("no answers are compared") }
        if let known = references[name] { return known }
        var subject = subject
        subject.candidate.threads = 1
        subject.candidate.cpus = subject.candidate.cpus.map { Array($0.prefix(1)) }
        let found: Answers
        do {
            var order = try load().order
            (order.threads, order.cpus) = (1, subject.candidate.cpus ?? [])
            let worker = try start(subject)
            for request in [WorkerRequest.open(subject.open), .load(order)] {
                _ = try worker.ask(request, deadline: plan.deadlineNanoseconds, isInterrupted: isInterrupted)
            }
            let reply = try worker.ask(
                .answer(into: answers), deadline: plan.deadlineNanoseconds, isInterrupted: isInterrupted)
            found = .outputs(try OutputFiles.read(reply.outputs ?? [], in: answers))
            worker.leave()
        } catch WorkerFailure.interrupted {
            throw WorkerFailure.interrupted
        } catch WorkerFailure.failed(let refusal) {
            found = .none("\(subject.open.engine.rawValue) gave nothing to compare with: \(refusal.reason)")
        } catch {
            let why = (error as? any ExplainedError)?.why ?? "\(error)"
            found = .none("\(subject.open.engine.rawValue) gave nothing to compare with: \(why)")
        }
        references[name] = found
        return found
    }
}

extension WorkerRefusal {
    /// The same, with how many processes went well before.
    fileprivate func after(_ count: Int) -> WorkerRefusal {
        count == 0
            ? self : WorkerRefusal(outcome, "after \(count) process\(count == 1 ? "" : "es") that went well: \(reason)")
    }
}

extension LayerMeasurement {
    init(_ times: LayerTimes) {
        let sorted = times.nanoseconds.map { Double($0) }.sorted()
        self.init(
            name: times.name, operation: times.operation, kernels: times.kernels, operations: times.operations,
            nanoseconds: Figure(
                sorted.isEmpty ? 0 : Quantile.median(ofSorted: sorted), .median, count: sorted.count,
                source: .measured))
    }
}
