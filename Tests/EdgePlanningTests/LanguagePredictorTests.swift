import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgePlanning

@Suite struct LanguagePredictorTests {
    private static let peak = 100e9
    private static let bandwidth = 10e9

    private static func profile(_ measurements: [Measurement] = []) -> Profile {
        func rate(_ value: Double) -> Figure { Figure(value, .maximum, count: 9, source: .measured) }
        var profile = Made.profile([])
        profile.ceilings = [
            Ceiling(name: "fp32-avx512", threads: 1, operationsPerSecond: rate(peak)),
            Ceiling(name: "read-dram", threads: 1, bytesPerSecond: rate(bandwidth)),
        ]
        profile.measurements = measurements
        return profile
    }

    private static func model(_ name: String, megabytes: Int = 500) -> Model {
        var facts = LanguageFacts(architecture: "llama")
        (facts.layers, facts.embeddingWidth, facts.keyValueBytesPerToken) = (20, 1024, 40_000)
        (facts.weightBytesPerToken, facts.operationsPerToken) = (megabytes << 20, 2_000_000 * megabytes)
        facts.scoringOperations = 0
        var model = Model(name: name, task: .textGeneration, labels: nil, weights: .user)
        model.language = facts
        var variant = Variant(name: "\(name)/q4_0", precision: Precision(rawValue: "q4_0"))
        variant.weightBytes = megabytes << 20
        model.variants = [variant]
        return model
    }

    private static func candidate(_ model: Model, promptTokens: Int = 256) -> Candidate {
        var candidate = Candidate(
            model: model.name, variant: model.variants[0].name, precision: model.variants[0].precision,
            weights: .user, engine: .llamaCpp, threads: 1)
        (candidate.promptTokens, candidate.contextTokens) = (promptTokens, 2048)
        return candidate
    }

    private static func row(
        _ model: Model, _ measured: [Measurement] = [], _ models: [Model] = [], promptTokens: Int = 256
    ) throws -> PredictionAnswer.Row {
        let predictor = try #require(LanguagePredictor([profile(measured)], models: [model] + models))
        let facts = try #require(model.language)
        return try #require(
            predictor.row(for: candidate(model, promptTokens: promptTokens), facts, model.variants[0]))
    }

    private static func token(_ row: PredictionAnswer.Row) throws -> Figure {
        try #require(row.latencyNanoseconds[.median])
    }

    /// That took so many times what the ceilings leave.
    private static func measurement(_ model: Model, prompt: Double, token: Double) throws -> Measurement {
        var measurement = Measurement(id: "m-\(model.name)", candidate: candidate(model), outcome: .ok)
        let roofline = try #require(Roofline(profile()))
        let facts = try #require(model.language)
        let roof = try #require(LanguageRoof(facts, roofline, promptTokens: 256, threads: (1, 1)))
        measurement.latencyNanoseconds = FiguresByStatistic([
            Figure(token * roof.tokenNanoseconds, .median, count: 100, source: .measured)
        ])
        measurement.promptNanoseconds = FiguresByStatistic([
            Figure(prompt * roof.promptNanoseconds, .median, count: 20, source: .measured)
        ])
        return measurement
    }

    @Test func `no token is faster than its weights are read, no prompt than its operations are computed`() throws {
        let row = try Self.row(Self.model("m"))
        let token = try #require(try Self.token(row).interval)
        let bytes = Double(500 << 20) + 256 * 40_000
        #expect(abs(token.low - bytes / Self.bandwidth * 1e9) < 2)
        let prompt = try #require(row.promptNanoseconds?.interval)
        let operations = 256.0 * 1e9 + 4 * 1024 * 20 * 256 * 256 / 2
        #expect(abs(prompt.low - operations / Self.peak * 1e9) < 2)
        #expect(row.latencyNanoseconds.all.allSatisfy { $0.source == .predicted })
        #expect(row.peakMemoryBytes?.value == Double(500 << 20) + 2048 * 40_000)
    }

    @Test func `the farther a token looks back the longer it takes, and a prompt grows faster than its length`() throws
    {
        let model = Self.model("m")
        let (near, far) = (try Self.row(model, promptTokens: 256), try Self.row(model, promptTokens: 2048))
        #expect(try Self.token(far).value > Self.token(near).value)
        let (short, long) = (try #require(near.promptNanoseconds), try #require(far.promptNanoseconds))
        #expect(long.value > 8 * short.value)
        let (fast, slow) = (try #require(near.promptTokensPerSecond), try #require(far.promptTokensPerSecond))
        #expect(fast.value > slow.value)
        #expect(abs(fast.value - 256 / short.value * 1e9) < 1e-6)
    }

    @Test func `what measured models took of their ceilings is expected of others, prompt and tokens apart`() throws {
        let other = Self.model("other", megabytes: 200)
        let model = Self.model("m")
        let blind = try Self.row(model)
        let row = try Self.row(model, [try Self.measurement(other, prompt: 8, token: 2)], [other])
        // Blind, four times the ceilings are expected of both.
        #expect(abs(try Self.token(row).value / Self.token(blind).value - 0.5) < 1e-6)
        let (learned, guessed) = (try #require(row.promptNanoseconds), try #require(blind.promptNanoseconds))
        #expect(abs(learned.value / guessed.value - 2) < 1e-6)
        #expect(learned.basis.last?.contains("1 language model measured here") == true)
        #expect(guessed.basis.last?.contains("guess") == true)
        var contended = try Self.measurement(other, prompt: 8, token: 2)
        contended.contended = true
        #expect(try Self.row(model, [contended], [other]) == blind)
    }

    @Test func `of ten models and more the bar is learned: it holds nine of ten of them`() throws {
        let others = (0..<20).map { Self.model("other-\($0)", megabytes: 100 + 10 * $0) }
        let measured = try others.enumerated().map { place, other in
            try Self.measurement(other, prompt: 6, token: 2 * Exponential.exp(0.02 * Double(place - 10)))
        }
        let row = try Self.row(Self.model("m"), measured, others)
        let token = try Self.token(row)
        let interval = try #require(token.interval)
        #expect(interval.high / token.value < 1.25 && interval.high / token.value > 1.15)
        let prompt = try #require(row.promptNanoseconds)
        #expect(prompt.interval.map { $0.high / prompt.value < 1.001 } == true)
    }

    @Test func `a file that does not say its sizes, and a device without ceilings, are not predicted`() throws {
        var model = Self.model("m")
        model.language?.operationsPerToken = nil
        let facts = try #require(model.language)
        let predictor = try #require(LanguagePredictor([Self.profile()], models: []))
        #expect(predictor.row(for: Self.candidate(model), facts, model.variants[0]) == nil)
        #expect(LanguagePredictor([Made.profile([])], models: [model]) == nil)
    }
}
