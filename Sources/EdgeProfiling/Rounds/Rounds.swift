package import EdgeKernels

/// Short rounds of several subjects in turn, so that all of them see the same minute.
///
/// Short rounds see through a busy host: a disturbance spoils a few of them, and the best is what the device can do.
package struct Rounds {
    /// What one round is made to last.
    package var roundNanoseconds = 2_000_000
    /// How many, if neither the end of the time nor the user stops them.
    package var atMost: Int
    /// Fewer than this are not worth keeping, and are finished whatever the clock says.
    package var atLeast = 5
    /// How long all of them may take, warming up included.
    package var durationNanoseconds: Int
    package var clock: () -> Int
    package var isInterrupted: () -> Bool

    package init(
        atMost: Int, durationNanoseconds: Int, clock: @escaping () -> Int, isInterrupted: @escaping () -> Bool
    ) {
        self.atMost = atMost
        self.durationNanoseconds = durationNanoseconds
        self.clock = clock
        self.isInterrupted = isInterrupted
    }

    /// Nil if the user stopped them before there were enough.
    package func times(of subjects: [RoundSubject]) throws(KernelError) -> [RoundTimes]? {
        let deadline = clock() + durationNanoseconds
        var times: [RoundTimes] = []
        for subject in subjects {
            if isInterrupted() { return nil }
            times.append(RoundTimes(repeats: try repeats(of: subject)))
        }
        for round in 0..<max(atMost, atLeast) {
            if isInterrupted() { break }
            if round >= atLeast, clock() >= deadline { break }
            for (index, subject) in subjects.enumerated() {
                times[index].nanoseconds.append(try subject.run(times[index].repeats))
            }
        }
        let isEnough = times.allSatisfy { $0.nanoseconds.count >= (isInterrupted() ? max(atLeast, atMost / 2) : 1) }
        return isEnough ? times : nil
    }

    /// How often a subject has to do its work to fill a round; the attempts warm it up.
    private func repeats(of subject: RoundSubject) throws(KernelError) -> Int {
        var repeats = 1
        var best = max(try subject.run(repeats), 1)
        // The first run touches memory and wakes threads: it is believed only if it is long enough not to matter.
        if best < roundNanoseconds { best = max(min(best, try subject.run(repeats)), 1) }
        while best < roundNanoseconds / 4, repeats < 1 << 40 {
            // At most a hundredfold: a time of a few ticks says little.
            repeats *= min(max(roundNanoseconds / 2 / best, 2), 100)
            // Twice, for a run that was disturbed would make all rounds too short.
            best = max(min(try subject.run(repeats), try subject.run(repeats)), 1)
        }
        return max(Int((Double(repeats) * Double(roundNanoseconds) / Double(best)).rounded()), 1)
    }
}

/// Something that is timed in short rounds: a ceiling's loop, or a kernel on one shape.
package struct RoundSubject {
    package let name: String
    /// Does its work so many times, and gives what that took in nanoseconds.
    package let run: (_ repeats: Int) throws(KernelError) -> Int

    package init(_ name: String, run: @escaping (_ repeats: Int) throws(KernelError) -> Int) {
        self.name = name
        self.run = run
    }
}

/// What the rounds of one subject took.
package struct RoundTimes: Equatable {
    /// How often a round did the work.
    package var repeats: Int
    /// Of each round, in order.
    package var nanoseconds: [Int]

    package init(repeats: Int, nanoseconds: [Int] = []) {
        self.repeats = repeats
        self.nanoseconds = nanoseconds
    }
}
