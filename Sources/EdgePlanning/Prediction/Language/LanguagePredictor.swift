package import EdgeRecords

/// Predicts how long a language model reads a prompt, and how long it takes for each token after it.
package struct LanguagePredictor {
    private let roofline: Roofline
    private let seen: [Seen]

    /// How many times its roof a language model took that was measured.
    private struct Seen {
        let model: String
        let precision: Precision
        let threads: Int
        let prompt: Double?
        let token: Double
    }

    /// Times the roof, and the bar's half width, as a logarithm.
    private struct Excess {
        let factor: Double
        let bar: Double
        let basis: String
    }

    // Where no language model was measured here nothing tells how near to the ceilings an engine comes: it is no faster
    // than they are, and one that took more than sixteen times as long would be a poor one.
    private static let blind = Excess(
        factor: 4, bar: Exponential.log(4), basis: "no language model was measured here: the bar is a guess")
    private static let fewestModels = 10
    /// Few models tell the factor, and not how far the next one lies from it.
    private static let guessedBar = Exponential.log(2)

    /// - Parameter models: of the measurements' candidates, as far as they are known.
    /// - Returns: nil without ceilings.
    package init?(_ profiles: [Profile], models: [Model]) {
        guard let roofline = profiles.compactMap(Roofline.init).last else { return nil }
        self.roofline = roofline
        let facts = Dictionary(models.compactMap { model in model.language.map { (model.name, $0) } }) { first, _ in
            first
        }
        seen = profiles.flatMap(\.measurements).compactMap { measurement in
            let candidate = measurement.candidate
            guard measurement.outcome == .ok, measurement.scenario == .quiet, !measurement.contended,
                let known = facts[candidate.model], let tokens = candidate.promptTokens,
                let token = measurement.latencyNanoseconds[.median]?.value,
                let roof = LanguageRoof(
                    known, roofline, promptTokens: tokens,
                    threads: (candidate.promptThreads ?? candidate.threads, candidate.threads))
            else { return nil }
            return Seen(
                model: candidate.model, precision: candidate.precision, threads: candidate.threads,
                prompt: (measurement.promptNanoseconds?[.median]?.value).map { $0 / roof.promptNanoseconds },
                token: token / roof.tokenNanoseconds)
        }
    }

    /// Which numbers of threads ceilings were measured with.
    package var threads: [Int] { roofline.threads }
    /// How many language models the predictions rest on.
    package var measuredModels: Int { Set(seen.map(\.model)).count }

    /// - Parameter candidate: with the length of its prompt, after which tokens are given.
    /// - Returns: nil for a model whose file does not say its sizes.
    package func row(for candidate: Candidate, _ facts: LanguageFacts, _ variant: Variant) -> PredictionAnswer.Row? {
        let count = candidate.promptTokens ?? 1
        guard
            let roof = LanguageRoof(
                facts, roofline, promptTokens: count,
                threads: (candidate.promptThreads ?? candidate.threads, candidate.threads))
        else { return nil }
        let near = seen(near: candidate)
        let token = figure(roof.tokenNanoseconds, Self.excess(near.map { ($0.model, $0.token) }))
        let prompts = near.compactMap { one in one.prompt.map { (one.model, $0) } }
        let prompt = figure(roof.promptNanoseconds, Self.excess(prompts))
        var row = PredictionAnswer.Row(candidate: candidate, latencyNanoseconds: FiguresByStatistic([token]))
        row.promptNanoseconds = prompt
        row.promptTokensPerSecond = rate(of: prompt, count: count)
        row.tokensPerSecond = rate(of: token, count: 1)
        if let weights = variant.weightBytes {
            let kept = facts.keyValueBytesPerToken.map { Double($0) * Double(candidate.contextTokens ?? count) }
            row.peakMemoryBytes = Figure(
                Double(weights) + (kept ?? 0), .maximum, count: 0, source: .predicted,
                basis: [kept == nil ? "weights" : "weights, keys and values"])
        }
        return row
    }

    /// Those of the same precision and threads, or else what comes nearest.
    private func seen(near candidate: Candidate) -> [Seen] {
        let same = seen.filter { $0.precision == candidate.precision }
        return [same.filter { $0.threads == candidate.threads }, same, seen].first { !$0.isEmpty } ?? []
    }

    private static func excess(_ ratios: [(model: String, ratio: Double)]) -> Excess {
        let logs = ratios.filter { $0.ratio > 0 && $0.ratio.isFinite }.map { ($0.model, Exponential.log($0.ratio)) }
        guard !logs.isEmpty else { return blind }
        func middle(_ logs: [(String, Double)]) -> Double { Quantile.median(ofSorted: logs.map(\.1).sorted()) }
        let models = Set(logs.map(\.0))
        var bar = guessedBar
        if models.count >= fewestModels {
            let errors = models.flatMap { model in
                let expected = middle(logs.filter { $0.0 != model })
                return logs.filter { $0.0 == model }.map { abs($0.1 - expected) }
            }.sorted()
            bar = errors[min(Int((Double(errors.count + 1) * 0.9).rounded(.up)), errors.count) - 1]
        }
        let isLearned = models.count >= fewestModels
        return Excess(
            factor: Exponential.exp(middle(logs)), bar: bar,
            basis: "\(models.count) language \(models.count == 1 ? "model" : "models") measured here"
                + (isLearned ? ", each left out in turn" : ": too few for a bar that is more than a guess"))
    }

    private func figure(_ roof: Double, _ excess: Excess) -> Figure {
        let value = roof * excess.factor
        let width = Exponential.exp(excess.bar)
        return Figure(
            value.rounded(), .median, count: 0,
            interval: .init(low: (value / width).rounded(), high: (value * width).rounded()), confidence: 0.9,
            source: .predicted, basis: ["ceilings, bytes and operations", excess.basis])
    }

    private func rate(of figure: Figure, count: Int) -> Figure {
        func rate(_ nanoseconds: Double) -> Double { Double(count) / max(nanoseconds, 1) * 1e9 }
        return Figure(
            rate(figure.value), .median, count: 0,
            interval: figure.interval.map { .init(low: rate($0.high), high: rate($0.low)) },
            confidence: figure.confidence, source: .predicted, basis: figure.basis)
    }
}
