import EdgeNative

/// What the first moments of a fresh process cost: loading, the first run, memory; and what noting layers costs.
func runOnce(path: String, precision: String, input: String, output: String, threads: Int) throws {
    let before = Memory.resident
    let subject = try Subject(path: path, precision: precision, input: input, output: output, threads: threads)
    let steady = try subject.turn().median
    let peak = Memory.peak
    let times = [subject.loadNanoseconds, subject.firstNanoseconds, steady].map { "\(Double($0) / 1e6)" }
    print(times.joined(separator: " "), max(peak - before, 0), try subject.costOfLayers())
}

extension Subject {
    /// What a run takes longer while its layers are noted, as a part; the best of runs that take turns.
    func costOfLayers() throws -> Double {
        var (plain, noted) = (Int.max, Int.max)
        var notes = LayerNotes(session)
        let end = nanoseconds() + 300_000_000
        repeat {
            for _ in 0..<8 {
                let start = nanoseconds()
                try session.run()
                let between = nanoseconds()
                try session.run(noting: &notes)
                let last = nanoseconds()
                plain = min(plain, between - start)
                noted = min(noted, last - between)
            }
        } while nanoseconds() < end
        return Double(noted - plain) / Double(plain)
    }
}
