package import EdgeEngines
import EdgePlatform
package import EdgeRecords

/// Candidates that run at the same time, each in a process of its own, as they would share the device.
///
/// In each round all are loaded and warmed up one after another, and then let run at once for as long as each other. No
/// sign of other work can be told from the candidates' own while they run: canaries stand before and after, when all wait.
package struct SideBySide {
    private let plan: ModelProfilePlan
    private let start: (ModelSubject) throws(WorkerFailure) -> any ConcurrentConversation
    private let subjects: [ModelSubject]
    private let canaries: () -> [Int]
    package private(set) var drafts: [MeasurementDraft]
    package private(set) var isolation: [String]?

    /// - Parameters:
    ///   - canaries: times of fixed work, while nothing else of ours runs.
    ///   - start: makes a worker for a candidate.
    package init(
        _ subjects: [ModelSubject], _ plan: ModelProfilePlan, build: Profile.Build = .current,
        canaries: @escaping () -> [Int] = { Canary().arithmetic(times: 20) },
        start: @escaping (ModelSubject) throws(WorkerFailure) -> any ConcurrentConversation
    ) throws(ProfilingError) {
        guard build == .release else { throw .debugBuild }
        self.subjects = subjects
        self.plan = plan
        self.canaries = canaries
        self.start = start
        drafts = subjects.map { MeasurementDraft($0.candidate) }
    }

    /// What one process was before it ran beside the others.
    private struct Ready {
        let worker: any ConcurrentConversation
        var run: WorkerRun
        let peakBefore: Int
    }

    /// How long all run at once: of the slowest several runs must fit.
    private static let leastNanoseconds = 500_000_000
    private static let runsOfSlowest = 12
    private static let samplesKept = 400
    private static let mostNanoseconds = 10_000_000_000

    /// One fresh process for each; false if the user stopped it, or one of them failed.
    package mutating func round(expectedNanoseconds: Int, isInterrupted: () -> Bool) throws -> Bool {
        var ready: [Ready] = []
        defer { for one in ready { one.worker.leave() } }
        var current = 0
        do {
            for place in subjects.indices {
                current = place
                ready.append(try prepared(place, isInterrupted))
            }
            let before = canaries()
            let order = order(expectedNanoseconds)
            for (place, one) in ready.enumerated() {
                current = place
                try one.worker.send(.measure(order))
            }
            var blocks: [BlockTimes] = []
            for (place, one) in ready.enumerated() {
                current = place
                let reply = try one.worker.answer(
                    to: .measure, deadline: plan.deadlineNanoseconds, isInterrupted: isInterrupted)
                guard let block = reply.block, block.nanoseconds.count > 1, block.nanoseconds.allSatisfy({ $0 > 0 })
                else { throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none")) }
                blocks.append(block)
            }
            keep(blocks, of: ready, .init(before, canaries()))
            return true
        } catch WorkerFailure.interrupted {
            return false
        } catch WorkerFailure.failed(let refusal) {
            drafts[current].failure = refusal
        } catch let error as any ExplainedError {
            drafts[current].failure = WorkerRefusal(error)
        }
        return false
    }

    private func order(_ expectedNanoseconds: Int) -> BlockOrder {
        var order = BlockOrder()
        let long = min(max(expectedNanoseconds, 0), Self.mostNanoseconds) * Self.runsOfSlowest
        order.nanosecondsAtLeast = min(max(long, Self.leastNanoseconds), Self.mostNanoseconds)
        order.nanosecondsAtMost = order.nanosecondsAtLeast
        order.samplesAtLeast = 2
        order.samplesWanted = 2
        order.samplesAtMost = 100_000
        order.canaries = 0
        return order
    }

    /// Opened, loaded and warmed up, while the others wait.
    private mutating func prepared(_ place: Int, _ isInterrupted: () -> Bool) throws -> Ready {
        let subject = subjects[place]
        let model = try subject.load()
        drafts[place].modelBytes = model.bytes
        drafts[place].candidate.modelHash = model.hash
        let worker = try start(subject)
        func ask<Part>(_ request: WorkerRequest, _ part: (WorkerReply) -> Part?) throws(WorkerFailure) -> Part {
            let reply = try worker.ask(
                request, deadline: plan.deadlineNanoseconds, isInterrupted: isInterrupted)
            guard let part = part(reply) else {
                throw .failed(WorkerRefusal(.crashed, "it answered with what was not asked"))
            }
            return part
        }
        let opened = try ask(.open(subject.open), \.opened)
        let loaded = try ask(.load(model.order), \.loaded)
        let warm = try ask(.warmUp(plan.warmUp), \.warm)
        drafts[place].candidate.engineVersion = opened.version
        drafts[place].candidate.inputShape = loaded.inputs.first?.shape
        isolation = isolation.map { all in all.filter(worker.isolation.contains) } ?? worker.isolation
        let number = drafts[place].runs.count
        var run = WorkerRun(process: number, block: number)
        run.loadNanoseconds = loaded.loadNanoseconds
        run.firstInferenceNanoseconds = warm.firstNanoseconds
        run.warmUpRuns = warm.runs
        run.threadsSeen = warm.threadsSeen
        run.engineMemoryBytes = max(opened.openedBytes - opened.baselineBytes, 0)
        return Ready(worker: worker, run: run, peakBefore: opened.baselineBytes)
    }

    /// Evenly over the whole time: what is a thousand times as quick as its neighbour has samples beyond number.
    private static func thinned(_ nanoseconds: [Int]) -> [Int] {
        let step = (nanoseconds.count + samplesKept - 1) / samplesKept
        return stride(from: 0, to: nanoseconds.count, by: max(step, 1)).map { nanoseconds[$0] }
    }

    private mutating func keep(_ blocks: [BlockTimes], of ready: [Ready], _ canary: WorkerRun.CanaryTimes?) {
        for (place, (one, block)) in zip(ready, blocks).enumerated() {
            var run = one.run
            run.processorNanoseconds = block.processorNanoseconds
            run.peakMemoryBytes = max(block.peakBytes - one.peakBefore, 0)
            run.disturbedSamples = block.disturbed.count
            run.arithmeticCanary = canary
            if block.wasThrottled { run.contention = "the control group's quota held it up" }
            // The last run may have ended when the others had already.
            drafts[place].add(run, Self.thinned(Array(block.nanoseconds.dropLast())))
        }
        for place in drafts.indices { drafts[place].judge(by: QuietCheck(drafts[place].runs)) }
    }
}
