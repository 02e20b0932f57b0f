import EdgeRecords
import Testing

@Suite struct FigureTests {
    private static func figure(
        _ value: Double, _ statistic: Statistic = .median, _ source: Figure.Source = .measured, count: Int = 3,
        basis: [String] = []
    ) -> Figure {
        Figure(value, statistic, count: count, source: source, basis: basis)
    }

    @Test func `reads and writes as the records have it`() throws {
        let text =
            #"{"basis":["m-7f3a"],"confidence":0.95,"count":240,"interval":[30100000,33900000],"source":"measured","#
            + #""statistic":"p95","value":31200000}"#
        let figure = try RecordText.decode(Figure.self, from: text)
        #expect(figure.interval == Figure.Interval(low: 30_100_000, high: 33_900_000))
        #expect(figure.statistic == .p95)
        #expect(try RecordText.encode(figure, layout: .line) == text)
    }

    @Test(arguments: ["[1]", "[2,1]", "[1,2,3]", "[]"])
    func `refuses an interval that is none`(interval: String) {
        let text = #"{"basis":[],"count":1,"interval":\#(interval),"source":"measured","statistic":"p95","value":1}"#
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Figure.self, from: text) }
        #expect(error?.path.description == "interval")
    }

    @Test(arguments: [
        (#""confidence":0.9,"count":1,"value":-1"#, "value"), (#""confidence":0.9,"count":-1,"value":1"#, "count"),
        (#""confidence":1.1,"count":1,"value":1"#, "confidence"),
    ])
    func `refuses what no measurement gives`(keys: String, place: String) {
        let text = "{\(keys)," + #""basis":[],"source":"measured","statistic":"p95"}"#
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Figure.self, from: text) }
        #expect(error?.path.description == place)
    }

    @Test(arguments: [
        (#""block":[0,0],"nanoseconds":[5,-5],"process":[0,0]"#, "nanoseconds"),
        (#""block":[0,0],"nanoseconds":[5,5],"process":[0]"#, "process"),
        (#""block":[0,-1],"nanoseconds":[5,5],"process":[0,0]"#, "block"),
        (#""block":[0,0],"nanoseconds":[5,5],"preprocessNanoseconds":[1],"process":[0,0]"#, "preprocessNanoseconds"),
    ])
    func `refuses samples that no clock gives`(keys: String, place: String) {
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Samples.self, from: "{\(keys)}") }
        #expect(error?.path.description == place)
    }

    @Test func `refuses a figure whose number was not finite`() throws {
        let text = try RecordText.encode(Self.figure(.nan))
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Figure.self, from: text) }
        #expect(error?.problem == .wrongKind(expected: "a number", found: "null"))
    }

    @Test func `adds and averages figures of one kind`() throws {
        let figures = [Self.figure(1, count: 5, basis: ["a"]), Self.figure(3, count: 4, basis: ["b", "a"])]
        #expect(try Figure.sum(of: figures) == Self.figure(4, count: 4, basis: ["a", "b"]))
        #expect(try Figure.mean(of: figures) == Self.figure(2, count: 4, basis: ["a", "b"]))
    }

    @Test func `never mixes sources or statistics`() {
        let mixedSources = [Self.figure(1), Self.figure(1, .median, .predicted)]
        let mixedStatistics = [Self.figure(1, .p95), Self.figure(1, .p90)]
        #expect(throws: FigureError.differentSources(.measured, .predicted)) { try Figure.sum(of: mixedSources) }
        #expect(throws: FigureError.differentSources(.measured, .predicted)) { try Figure.mean(of: mixedSources) }
        #expect(throws: FigureError.differentStatistics(.p95, .p90)) { try Figure.sum(of: mixedStatistics) }
        #expect(throws: FigureError.differentStatistics(.p95, .p90)) { try Figure.mean(of: mixedStatistics) }
        #expect(throws: FigureError.noFigures) { try Figure.sum(of: []) }
        #expect(throws: FigureError.noFigures) { try Figure.mean(of: []) }
    }

    @Test func `compares a prediction with its measurement, but not p90 with p95`() throws {
        #expect(try Self.figure(3).ratio(to: Self.figure(2, .median, .predicted)) == 1.5)
        #expect(throws: FigureError.differentStatistics(.p90, .p95)) {
            try Self.figure(1, .p90).ratio(to: Self.figure(1, .p95))
        }
    }

    @Test(arguments: [(50.0, "median"), (95, "p95"), (99.9, "p99.9")])
    func `names percentiles`(percent: Double, word: String) {
        #expect(Statistic.percentile(percent).rawValue == word)
    }

    @Test func `keys figures by their statistic and refuses a wrong key`() throws {
        let figures = FiguresByStatistic([Self.figure(1, .p95), Self.figure(2, .median)])
        #expect(figures.all.map(\.statistic) == [.median, .p95])
        #expect(figures[.p95]?.value == 1)
        #expect(figures[.p99] == nil)
        let text = try RecordText.encode(figures, layout: .line)
        #expect(try RecordText.decode(FiguresByStatistic.self, from: text) == figures)
        let wrong = text.replacing(#""p95":{"#, with: #""p90":{"#)
        #expect(throws: RecordError.self) { try RecordText.decode(FiguresByStatistic.self, from: wrong) }
    }
}
