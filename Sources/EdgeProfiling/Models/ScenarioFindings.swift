import EdgeEngines
import EdgeRecords

extension ScenarioDetails {
    /// From this on it is slower, and not by chance.
    private static let slower = 1.05
    private static let slowerClock = 0.97

    /// What came of it.
    mutating func take(_ runs: [WorkerRun], _ nanoseconds: [[Int]], in scenario: Scenario) {
        switch scenario {
        case .rate: takeServices(runs)
        case .sustained: takeStretches(runs, nanoseconds)
        default: break
        }
    }

    private mutating func takeServices(_ runs: [WorkerRun]) {
        let services = runs.compactMap(\.serviceNanoseconds).map { Double($0) }.sorted()
        guard !services.isEmpty, let ratePerSecond else { return }
        let median = Quantile.median(ofSorted: services)
        serviceNanoseconds = Figure(median, .median, count: services.count, source: .measured)
        utilization = Figure(median * ratePerSecond / 1e9, .median, count: services.count, source: .measured)
        unanswered = runs.compactMap(\.unanswered).reduce(0, +)
    }

    private mutating func takeStretches(_ runs: [WorkerRun], _ nanoseconds: [[Int]]) {
        stretches = zip(runs, nanoseconds).compactMap { run, times in
            guard let end = run.endNanoseconds else { return nil }
            let sorted = times.map { Double($0) }.sorted()
            var stretch = Stretch(
                endNanoseconds: end,
                latencyNanoseconds: FiguresByStatistic(
                    [.median, .p95].compactMap { statistic in
                        Quantile.value(of: statistic, ofSorted: sorted).map {
                            Figure($0, statistic, count: sorted.count, source: .measured)
                        }
                    }))
            stretch.canaryNanoseconds = run.arithmeticCanary?.afterNanoseconds
            (stretch.temperatureMillidegrees, stretch.megahertz) = (run.temperatureMillidegrees, run.megahertz)
            return stretch
        }
        guard stretches.count > 1, let first = stretches.first, let last = stretches.last,
            let fresh = first.latencyNanoseconds[.median]?.value,
            let settled = last.latencyNanoseconds[.median]?.value, fresh > 0
        else { return }
        slowdown = settled / fresh
        durationNanoseconds = last.endNanoseconds
        throttling = Self.throttling(slowdown: settled / fresh, runs)
    }

    private static func throttling(slowdown: Double, _ runs: [WorkerRun]) -> Throttling {
        guard slowdown > slower else { return .none }
        let events = runs.compactMap(\.throttleEvents)
        let clocks = runs.compactMap(\.megahertz).map { Double($0) }
        let isCounted = (events.last ?? 0) > (events.first ?? 0)
        let isSlower = (clocks.last ?? 1) < (clocks.first ?? 1) * slowerClock
        return isCounted || isSlower ? .seen : .unexplained
    }
}

extension WorkerRun {
    /// Without the signs that the scenario itself makes: they say nothing of work that was not ours.
    func judged(in scenario: Scenario) -> WorkerRun {
        var run = self
        if scenario == .sustained { (run.arithmeticCanary, run.streamCanary) = (nil, nil) }
        if scenario.isBeside { (run.pressureShare, run.contention) = (nil, nil) }
        return run
    }
}

extension ScenarioOrder.Companion {
    /// Starts it, and is back when it keeps the device busy.
    func start(
        besides subject: ModelSubject, _ plan: ModelProfilePlan,
        by start: (ModelSubject) throws(WorkerFailure) -> any WorkerConversation
    ) throws -> any WorkerConversation {
        var other = model ?? subject
        other.candidate.cpus = cpus
        do {
            let worker = try start(other)
            var requests = [WorkerRequest.burden(burden)]
            if let model { requests = [.open(model.open), .load(try model.load().order)] + requests }
            do {
                for request in requests {
                    _ = try worker.ask(request, deadline: plan.deadlineNanoseconds, isInterrupted: { false })
                }
            } catch {
                worker.end()
                throw error
            }
            return worker
        } catch WorkerFailure.failed(let refusal) {
            throw WorkerFailure.failed(
                WorkerRefusal(.refused, "\(name), which was to run beside it, did not: \(refusal.reason)"))
        }
    }
}
