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
        var findings: ProcessTrial.Findings
    }

    /// How long all run at once: of the slowest several runs must fit.
    private static let leastNanoseconds = 500_000_000
    private static let runsOfSlowest = 12
    private static let samplesKept = 400
    private static let mostNanoseconds = 10_000_000_000

    /// One fresh process for each; false if the user stopped it, or one of them failed.
    package mutating func round(expectedNanoseconds: Int, isInterrupted: @escaping () -> Bool) throws -> Bool {
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
            for place in ready.indices {
                current = place
                let reply = try ready[place].worker.answer(
                    to: .measure, deadline: plan.deadlineNanoseconds, isInterrupted: isInterrupted)
                guard let block = reply.block, block.nanoseconds.count > 1 else {
                    throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none"))
                }
                try ready[place].findings.take(block)
            }
            keep(ready.map(\.findings), .init(before, canaries()))
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
    private mutating func prepared(_ place: Int, _ isInterrupted: @escaping () -> Bool) throws -> Ready {
        let subject = subjects[place]
        let model = try subject.load()
        drafts[place].modelBytes = model.bytes
        drafts[place].candidate.modelHash = model.hash
        let worker = try start(subject)
        let trial = ProcessTrial(open: subject.open, load: model.order, plan: plan, isInterrupted: isInterrupted)
        let findings = try trial.begin(worker, process: drafts[place].runs.count)
        drafts[place].candidate.engineVersion = findings.engineVersion
        drafts[place].candidate.inputShape = findings.inputShape
        isolation = isolation.map { all in all.filter(findings.isolation.contains) } ?? findings.isolation
        return Ready(worker: worker, findings: findings)
    }

    private mutating func keep(_ all: [ProcessTrial.Findings], _ canary: WorkerRun.CanaryTimes?) {
        for (place, findings) in all.enumerated() {
            var run = findings.run
            // That they wait for each other is what is measured.
            run.pressureShare = nil
            run.arithmeticCanary = canary
            // The last run may have ended when the others had already. What is a thousand times as quick as its neighbour
            // has samples beyond number.
            drafts[place].add(run, Array(findings.nanoseconds.dropLast()).thinned(atMost: Self.samplesKept))
        }
        for place in drafts.indices { drafts[place].judge(by: QuietCheck(drafts[place].runs)) }
    }
}
