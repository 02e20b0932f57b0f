import EdgePlatform
import Testing

/// Meters read over a stretch of time.
@Suite struct EnergyGaugeTests {
    private final class Files {
        var numbers: [String: Int] = [:]
    }

    private let files = Files()

    private func begun(_ meters: [EnergyMeter]) -> EnergyGauge? {
        let files = files
        return EnergyGauge(meters, at: 0) { files.numbers[$0] }
    }

    private func counter(_ path: String, range: Int? = nil) -> EnergyMeter {
        var meter = EnergyMeter(name: path, kind: .energy, paths: [path])
        meter.rangeMicrojoules = range
        return meter
    }

    @Test func `counters of several processors add up`() throws {
        files.numbers = ["a": 100, "b": 5000]
        var gauge = try #require(begun([counter("a"), counter("b")]))
        files.numbers = ["a": 400, "b": 5200]
        let told = gauge.window(endingAt: 1_000_000)
        let window = try #require(told)
        #expect(window == EnergyWindow(microjoules: 500, nanoseconds: 1_000_000))
        #expect(window.watts == 0.5)
    }

    @Test func `a counter that began anew is followed past its range`() throws {
        files.numbers = ["a": 990]
        var gauge = try #require(begun([counter("a", range: 1000)]))
        files.numbers = ["a": 20]
        let told = gauge.window(endingAt: 10)
        #expect(told?.microjoules == 30)
    }

    @Test(arguments: [[:], ["a": 50]])
    func `what cannot be read, or goes backwards, tells nothing`(_ later: [String: Int]) throws {
        files.numbers = ["a": 90]
        var gauge = try #require(begun([counter("a")]))
        files.numbers = later
        let told = gauge.window(endingAt: 10)
        #expect(told == nil)
    }

    @Test func `power is summed between its readings, which are not taken too often`() throws {
        files.numbers = ["v": 5000, "i": 1000]
        var meter = EnergyMeter(name: "ina3221:VDD_IN", kind: .power, paths: ["v", "i"])
        meter.unitsPerWatt = 1e6
        var gauge = try #require(begun([meter]))
        files.numbers["i"] = 3000
        gauge.note(at: 1_000_000)
        gauge.note(at: 100_000_000)
        files.numbers["i"] = 99_000
        gauge.note(at: 101_000_000)
        files.numbers["i"] = 3000
        // From 5 W to 15 W within the first tenth of a second, then 15 W for another.
        let told = gauge.window(endingAt: 200_000_000)
        let window = try #require(told)
        #expect(abs(window.microjoules - 2_500_000) < 1)
        #expect(abs(window.watts - 12.5) < 1e-9)
    }

    @Test func `a sensor that fails midway leaves the whole stretch untold`() throws {
        files.numbers = ["p": 2_000_000]
        var gauge = try #require(begun([EnergyMeter(name: "BAT0", kind: .power, paths: ["p"])]))
        files.numbers = [:]
        gauge.note(at: 50_000_000)
        files.numbers = ["p": 2_000_000]
        let told = gauge.window(endingAt: 100_000_000)
        #expect(told == nil)
    }

    @Test func `without meters there is no gauge`() {
        #expect(begun([]) == nil)
    }
}
