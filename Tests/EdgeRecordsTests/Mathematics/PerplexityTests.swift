import Testing

@testable import EdgeRecords

@Suite struct PerplexityTests {
    private func logarithm(_ value: Double) -> Double { Exponential.log(value) }

    @Test func `tokens that are each found with one in eight give eight, whatever the passages`() throws {
        var perplexity = Perplexity()
        for tokens in [10, 10, 10] {
            let each = logarithm(0.125)
            perplexity.add(tokens: tokens, sum: Double(tokens) * each, squares: Double(tokens) * each * each)
        }
        let figure = try #require(perplexity.figure)
        #expect(abs(figure.value - 8) < 1e-9 && figure.count == 30 && figure.confidence == 0.95)
        let interval = try #require(figure.interval)
        #expect(abs(interval.low - 8) < 1e-6 && abs(interval.high - 8) < 1e-6)
    }

    @Test func `the interval is as wide as passages differ, by Student's law`() throws {
        var perplexity = Perplexity()
        // Means of 1, 2 and 3: a standard error of 1 / √3, 4.303 of which hold 95 %.
        for mean in [1.0, 2, 3] { perplexity.add(tokens: 4, sum: -4 * mean, squares: 4 * mean * mean) }
        let figure = try #require(perplexity.figure)
        #expect(abs(logarithm(figure.value) - 2) < 1e-9)
        let reach = 4.302653 / 3.0.squareRoot()
        let interval = try #require(figure.interval)
        #expect(abs(logarithm(interval.low) - (2 - reach)) < 1e-6)
        #expect(abs(logarithm(interval.high) - (2 + reach)) < 1e-6)
    }

    @Test func `of one passage the tokens tell how sure it is, as llama.cpp's tool has it`() throws {
        var perplexity = Perplexity()
        let each = [0.5, 1.5, 2.5, 0.1, 3.0]
        perplexity.add(tokens: 5, sum: -each.reduce(0, +), squares: each.reduce(0) { $0 + $1 * $1 })
        let mean = each.reduce(0, +) / 5
        let error = ((each.reduce(0) { $0 + $1 * $1 } / 5 - mean * mean) / 4).squareRoot()
        let interval = try #require(perplexity.figure?.interval)
        #expect(abs(logarithm(interval.high) - (mean + Student.twoSided95(freedom: 4) * error)) < 1e-9)
    }

    @Test func `nothing read, or what is no number, is no perplexity`() {
        #expect(Perplexity().figure == nil)
        var perplexity = Perplexity()
        perplexity.add(tokens: 3, sum: -.infinity, squares: .infinity)
        #expect(perplexity.figure == nil)
        perplexity = Perplexity()
        perplexity.add(tokens: 3, sum: .nan, squares: 1)
        #expect(perplexity.figure == nil)
    }

    @Test(arguments: [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (9, 2.262), (30, 2.042), (1000, 1.962)])
    func `Student's table is met to a hundredth`(freedom: Int, known: Double) {
        #expect(abs(Student.twoSided95(freedom: freedom) / known - 1) < 0.01)
    }
}
