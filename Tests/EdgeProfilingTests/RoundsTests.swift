import EdgeKernels
import EdgeProfiling
import Testing

/// Rounds under a clock that only the subjects move.
@Suite struct RoundsTests {
    private final class FakeTime {
        var now = 0
        var calls: [String] = []
        var isInterrupted = false
    }

    /// Takes `nanoseconds` each time it does its work.
    private func subject(_ name: String, each nanoseconds: Int, _ time: FakeTime) -> RoundSubject {
        RoundSubject(name) { repeats in
            time.now += repeats * nanoseconds
            time.calls.append(name)
            return repeats * nanoseconds
        }
    }

    private func rounds(_ time: FakeTime, atMost: Int, durationNanoseconds: Int = Int.max / 4) -> Rounds {
        Rounds(
            atMost: atMost, durationNanoseconds: durationNanoseconds, clock: { time.now },
            isInterrupted: { time.isInterrupted })
    }

    @Test(arguments: [1, 40, 2500, 499_999, 2_000_000])
    func `work is repeated until a round is full`(each: Int) throws {
        let time = FakeTime()
        let times = try #require(try rounds(time, atMost: 8).times(of: [subject("work", each: each, time)]))
        #expect(times[0].nanoseconds.count == 8)
        for round in times[0].nanoseconds { #expect((1_800_000...2_200_000).contains(round)) }
    }

    @Test func `work that is longer than a round is done once`() throws {
        let time = FakeTime()
        let times = try #require(try rounds(time, atMost: 6).times(of: [subject("long", each: 9_000_000, time)]))
        #expect(times == [RoundTimes(repeats: 1, nanoseconds: Array(repeating: 9_000_000, count: 6))])
    }

    @Test func `subjects take turns`() throws {
        let time = FakeTime()
        _ = try rounds(time, atMost: 5).times(of: ["a", "b", "c"].map { subject($0, each: 2_000_000, time) })
        #expect(Array(time.calls.suffix(15)) == Array(repeating: ["a", "b", "c"], count: 5).flatMap(\.self))
    }

    @Test func `the end of the time leaves the fewest that are worth keeping`() throws {
        let time = FakeTime()
        let times = try rounds(time, atMost: 300, durationNanoseconds: 1).times(of: [subject("a", each: 1000, time)])
        #expect(times?[0].nanoseconds.count == 5)
    }

    @Test func `time that is left is used`() throws {
        let time = FakeTime()
        let times = try rounds(time, atMost: 300, durationNanoseconds: 100_000_000).times(
            of: [subject("a", each: 2_000_000, time)])
        #expect((45...50).contains(times?[0].nanoseconds.count ?? 0))
    }

    @Test(arguments: [(4, false), (40, true)])
    func `an interruption keeps what is more than half done`(after: Int, isKept: Bool) throws {
        let time = FakeTime()
        let work = RoundSubject("work") { repeats in
            time.calls.append("work")
            // The first attempt finds out that one is enough.
            time.isInterrupted = time.calls.count > after
            return repeats * 2_000_000
        }
        let times = try rounds(time, atMost: 60).times(of: [work])
        #expect((times != nil) == isKept)
    }

    @Test func `a kernel's refusal ends the rounds`() {
        let time = FakeTime()
        let refusing = RoundSubject("bad") { (_) throws(KernelError) in throw .badShape(kernel: "bad") }
        #expect(throws: KernelError.badShape(kernel: "bad")) { try rounds(time, atMost: 5).times(of: [refusing]) }
    }
}
