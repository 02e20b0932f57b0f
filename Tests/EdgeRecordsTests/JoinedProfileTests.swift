import EdgeRecords
import Testing

@Suite struct JoinedProfileTests {
    private func measurement(
        _ id: String, threads: Int = 1, outcome: Measurement.Outcome = .ok, contended: Bool = false, processes: Int = 5
    ) -> Measurement {
        var measurement = Measurement(
            id: id,
            candidate: Candidate(
                model: "net", variant: "net/fp32", precision: .fp32, weights: .user, engine: .native, threads: threads),
            outcome: outcome)
        measurement.contended = contended
        measurement.processes = processes
        return measurement
    }

    private func profile(_ measurements: [Measurement], ceilings: [String] = [], at moment: String = "") -> Profile {
        var profile = Profile(
            device: Device(), program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: moment))
        profile.measurements = measurements
        profile.ceilings = ceilings.map { Ceiling(name: $0, threads: 1) }
        return profile
    }

    @Test func `of one candidate the latest of the best stays, where it was`() {
        let kept = Measurement.best(of: [
            measurement("a"), measurement("b", threads: 2), measurement("c"), measurement("d", outcome: .crashed),
            measurement("e", contended: true), measurement("f", processes: 2),
        ])
        #expect(kept.map(\.id) == ["c", "b"])
    }

    @Test func `versions do not make another candidate, scenarios do`() {
        var later = measurement("later")
        later.candidate.engineVersion = "2"
        later.candidate.modelHash = "sha256:1"
        var besides = measurement("besides")
        besides.scenario = .besideCPU
        #expect(Measurement.best(of: [measurement("a"), later, besides]).map(\.id) == ["later", "besides"])
    }

    @Test func `kernels come from the latest run that has any, models from all`() throws {
        let joined = try #require(
            Profile.joined([
                profile([], ceilings: ["old"], at: "1"), profile([measurement("a")], at: "2"),
                profile([], ceilings: ["new"], at: "3"), profile([measurement("b", threads: 2)], at: "4"),
            ]))
        #expect(joined.ceilings.map(\.name) == ["new"])
        #expect(joined.measurements.map(\.id) == ["a", "b"])
        #expect(joined.conditions.startedAt == "4")
    }

    @Test func `one profile stays as it is, and none is none`() {
        let one = profile([measurement("a"), measurement("a")])
        #expect(Profile.joined([one]) == one)
        #expect(Profile.joined([]) == nil)
    }

    @Test func `samples are thinned evenly from each block`() {
        let blocks = (0..<4).map { SampleBlock(number: $0, process: $0, nanoseconds: Array(0..<1500)) }
        let samples = Samples(of: blocks)
        #expect(samples.nanoseconds.count == Samples.limit && samples.thinnedFrom == 6000)
        #expect(samples.blocks.map(\.nanoseconds.count) == [500, 500, 500, 500])
        #expect(samples.blocks.map(\.process) == [0, 1, 2, 3])
    }
}
