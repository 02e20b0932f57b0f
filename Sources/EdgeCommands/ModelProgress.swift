import EdgeEngines
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// What a person sees while models are measured: what runs now, how long it will take, and the best so far.
final class ModelProgress {
    private let console: any Console
    private let start = MonotonicClock.nanoseconds
    private var best: (nanoseconds: Double, name: String)?

    init(_ console: any Console) {
        self.console = console
    }

    func show(_ event: ModelProfiler.Event) {
        switch event {
        case .starting(let subject, let process, let count, let fraction):
            let spent = Double(MonotonicClock.nanoseconds - start)
            // Earlier than that it would only be a guess.
            let left = fraction > 0.03 ? spent * (1 - fraction) / fraction : nil
            let isWhole = if case .sustained = subject.scenario { false } else { true }
            let parts = [
                "\(subject.name), \(isWhole ? "process" : "part") \(process + 1) of \(count)",
                left.map { "about \(NumberText.exactDuration(nanoseconds: Int($0 / 1e9) * 1_000_000_000)) left" },
                best.map { "best so far \(NumberText.duration(nanoseconds: $0.nanoseconds)), \($0.name)" },
            ]
            console.progress(parts.compactMap { $0 }.joined(separator: "; "), fraction: fraction)
        case .finished(let draft):
            if let failure = draft.failure {
                console.explain("\(draft.candidate.variant): \(failure.outcome.rawValue): \(failure.reason)")
            }
            guard let last = draft.nanoseconds.last, draft.failure == nil, !last.isEmpty else { return }
            let median = Quantile.median(ofSorted: last.map { Double($0) }.sorted())
            if median < best?.nanoseconds ?? .infinity { best = (median, draft.candidate.variant) }
        }
    }
}
