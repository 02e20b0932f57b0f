import EdgeProfiling
import EdgeRecords
import Testing

@Suite struct RoundFiguresTests {
    @Test func `the best round is the fastest, and the median stands beside it`() {
        let times = RoundTimes(repeats: 10, nanoseconds: [2000, 1000, 4000, 1050, 1111])
        let figures = RoundFigures.rates(times, workEach: 50)
        #expect(figures.best == Figure(5e8, .maximum, count: 5, source: .measured))
        #expect(figures.median.value == 500 * 1e9 / 1111)
        #expect(figures.median.statistic == .median)
        #expect(figures.disturbedRounds == 3)
    }

    @Test func `a duration's best is the shortest`() {
        let figures = RoundFigures.durations(RoundTimes(repeats: 4, nanoseconds: [800, 400]), stepsEach: 2)
        #expect(figures.best == Figure(50, .minimum, count: 2, source: .measured))
        #expect(figures.median.value == 75)
    }

    @Test func `the median's interval covers more of few rounds than of many`() throws {
        func interval(_ count: Int) -> Figure.Interval? {
            let times = RoundTimes(repeats: 1, nanoseconds: Array(1...count))
            return RoundFigures.durations(times, stepsEach: 1).median.interval
        }
        #expect(interval(5) == nil)
        #expect(interval(6) == Figure.Interval(low: 1, high: 6))
        // The 40th and the 61st of a hundred: the binomial table's own.
        #expect(interval(100) == Figure.Interval(low: 40, high: 61))
        #expect(interval(300) == Figure.Interval(low: 133, high: 168))
    }

    @Test func `a round of no time at all gives a number`() {
        #expect(RoundFigures.rates(RoundTimes(repeats: 1, nanoseconds: [0]), workEach: 1).best.value == 1e9)
    }
}
