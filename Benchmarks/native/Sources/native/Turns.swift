import EdgeModels
import EdgeNative
import Glibc

/// A loaded model and what its first moments took.
struct Subject {
    let session: Session
    let loadNanoseconds: Int
    let firstNanoseconds: Int

    init(path: String, precision: String, input: String, output: String, threads: Int) throws {
        let start = nanoseconds()
        let options = NativeOptions(precision: precision == "bf16" ? .bf16 : .fp32)
        let model = try NativeModel.load(path, options: options)
        session = try Session(model, threads: threads)
        let loaded = nanoseconds()
        let numbers = try floats(of: input)
        let span = numbers.span
        try session.write(span, to: model.inputs[0].name)
        let filled = nanoseconds()
        try session.run()
        firstNanoseconds = nanoseconds() - filled
        loadNanoseconds = loaded - start
        for (number, port) in model.outputs.enumerated() {
            try write(session.tensor(port.name).numbers, to: "\(output).\(number)")
        }
    }

    /// The best and the median of about 60 ms, after 20 ms that do not count.
    func turn() throws -> (best: Int, median: Int) {
        let warm = nanoseconds() + 20_000_000
        repeat { try session.run() } while nanoseconds() < warm
        var times: [Int] = []
        let end = nanoseconds() + 60_000_000
        repeat {
            let start = nanoseconds()
            try session.run()
            times.append(nanoseconds() - start)
        } while nanoseconds() < end
        times.sort()
        return (times[0], times[times.count / 2])
    }

    /// The layer that takes the most time, and its share.
    func slowestLayer() throws -> String {
        var notes = LayerNotes(session)
        repeat { try session.run(noting: &notes) } while notes.runs < 5
        let times = notes.nanoseconds.map { $0.min() ?? 0 }
        let worst = times.indices.max { times[$0] < times[$1] } ?? 0
        let share = 100 * times[worst] / max(times.reduce(0, +), 1)
        let name = session.model.layers[worst].name.split(separator: " ").joined(separator: "-")
        return "\(name):\(share)%"
    }
}

func nanoseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
