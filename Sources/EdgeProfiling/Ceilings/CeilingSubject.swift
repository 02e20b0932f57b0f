import EdgeKernels
import EdgeRecords

/// A ceiling that can be measured: its name in records, its rounds, and what the rounds mean.
struct CeilingSubject {
    enum Quantity {
        case operations(each: Double), bytes(each: Double), cycles(each: Double), steps(each: Double)
    }

    let name: String
    let quantity: Quantity
    var footprintBytes: Int?
    let run: (_ repeats: Int) throws(KernelError) -> Int

    var rounds: RoundSubject { RoundSubject(name, run: run) }

    static func clock(on pool: ThreadPool) -> CeilingSubject {
        // Each thread's cycles, not their sum: the clock is one CPU's.
        CeilingSubject(name: "clock", quantity: .cycles(each: Double(DependentAdditions.cyclesEach))) {
            (repeats) throws(KernelError) in try DependentAdditions.run(steps: repeats, on: pool)
        }
    }

    static func peak(_ loop: PeakLoop, on pool: ThreadPool) -> CeilingSubject {
        let each = loop.operationsEach * Double(pool.threads)
        return CeilingSubject(name: loop.name, quantity: .operations(each: each)) {
            (repeats) throws(KernelError) in try loop.run(steps: repeats, on: pool)
        }
    }

    static func stream(
        _ stream: MemoryStream, _ level: MemoryLevel.Name, _ footprint: Footprint, in memory: CeilingMemory,
        on pool: ThreadPool
    ) -> CeilingSubject {
        let isa = MemoryStream.widest
        let slices = footprint.regionBytes / footprint.sliceBytes
        let next = Counter()
        let word = stream == .writePast ? "write-past" : stream.rawValue
        return CeilingSubject(
            name: "\(word)-\(level.rawValue)", quantity: .bytes(each: Double(footprint.sliceBytes * pool.threads)),
            footprintBytes: footprint.bytes
        ) { (repeats) throws(KernelError) in
            // The same slice twice in a row would come out of the cache.
            guard slices > 1 else {
                let slice = MemoryStream.Slice(
                    regionBytes: footprint.regionBytes, bytes: footprint.sliceBytes, passes: repeats)
                return try stream.run(over: slice, of: memory, using: isa, on: pool)
            }
            var nanoseconds = 0
            for _ in 0..<repeats {
                let slice = MemoryStream.Slice(
                    regionBytes: footprint.regionBytes, offsetBytes: next.advance() % slices * footprint.sliceBytes,
                    bytes: footprint.sliceBytes)
                nanoseconds += try stream.run(over: slice, of: memory, using: isa, on: pool)
            }
            return nanoseconds
        }
    }

    /// - Parameter bytes: a power of two; the ring is linked anew before its first round.
    static func latency(
        _ level: MemoryLevel.Name, bytes: Int, in memory: CeilingMemory, on pool: ThreadPool
    ) throws(KernelError) -> CeilingSubject {
        let chase = try PointerChase(bytes: bytes, in: memory)
        let loads = PointerChase.loadsEach
        let position = Counter()
        return CeilingSubject(
            name: "latency-\(level.rawValue)", quantity: .steps(each: Double(PointerChase.loadsEach)),
            footprintBytes: bytes
        ) { (repeats) throws(KernelError) in
            try chase.run(steps: repeats, position: position.advance(by: repeats * loads), on: pool)
        }
    }

    /// - Parameter pauseNanoseconds: before each start, so that the threads have gone to sleep; 0 finds them awake.
    static func start(
        pauseNanoseconds: Int, on pool: ThreadPool, clock: @escaping () -> Int, wait: @escaping (Int) -> Void
    ) -> CeilingSubject {
        CeilingSubject(
            name: pauseNanoseconds > 0 ? "start-asleep" : "start-awake", quantity: .steps(each: 1)
        ) { (repeats) throws(KernelError) in
            var nanoseconds = 0
            if pauseNanoseconds == 0 {
                let start = clock()
                for _ in 0..<repeats { try pool.runNothing() }
                return clock() - start
            }
            for _ in 0..<repeats {
                wait(pauseNanoseconds)
                let start = clock()
                try pool.runNothing()
                nanoseconds += clock() - start
            }
            return nanoseconds
        }
    }

    /// The record of what its rounds took.
    func ceiling(_ times: RoundTimes, at placement: Placement) -> Ceiling {
        var ceiling = Ceiling(name: name, threads: placement.threads)
        ceiling.cpus = placement.cpus
        ceiling.footprintBytes = footprintBytes
        let figures: RoundFigures
        switch quantity {
        case .operations(let each):
            figures = .rates(times, workEach: each)
            ceiling.operationsPerSecond = figures.best
            ceiling.medianOperationsPerSecond = figures.median
        case .bytes(let each):
            figures = .rates(times, workEach: each)
            ceiling.bytesPerSecond = figures.best
            ceiling.medianBytesPerSecond = figures.median
        case .cycles(let each):
            figures = .rates(times, workEach: each)
            ceiling.cyclesPerSecond = figures.best
            ceiling.medianCyclesPerSecond = figures.median
        case .steps(let each):
            figures = .durations(times, stepsEach: each)
            ceiling.nanoseconds = figures.best
            ceiling.medianNanoseconds = figures.median
        }
        ceiling.disturbedRounds = figures.disturbedRounds
        return ceiling
    }
}

/// Counts up, for rounds that go on where the last one ended.
private final class Counter {
    private var value = 0

    /// The number before it was raised.
    func advance(by step: Int = 1) -> Int {
        defer { value &+= step }
        return value
    }
}
