import EdgeKernels
import EdgePlatform
import EdgeRecords

/// Where one block is measured: its threads, its memory, its rounds.
struct Bench {
    let device: Device
    let placement: Placement
    let clock: () -> Int
    let rounds: Rounds

    private var levels: [MemoryLevel] { MemoryLevel.all(of: device, on: placement.cpus) }

    private var memoryBytes: Int { KernelProfilePlan.memoryBytes(of: device) }

    /// Nil if the user stopped it too early.
    func findings(of work: ProfileBlock.Work) throws(KernelError) -> KernelProfiler.Findings? {
        let pool = try ThreadPool(threads: placement.threads, cpus: placement.cpus)
        switch work {
        case .peaks(let loops):
            return try peaks([.clock(on: pool)] + loops.map { .peak($0, on: pool) })
        case .streams(let levels):
            return try findings(of: try streams(levels, on: pool))
        case .latency(let level):
            guard let subject = try latency(level, on: pool) else { return KernelProfiler.Findings() }
            return try findings(of: [subject])
        case .starts:
            let wait = { (nanoseconds: Int) in MonotonicClock.wait(nanoseconds: Int64(nanoseconds)) }
            let subjects = [0, 300_000].map {
                CeilingSubject.start(pauseNanoseconds: $0, on: pool, clock: clock, wait: wait)
            }
            var short = rounds
            // Every start from sleep waits for the threads to fall asleep first, which is not counted.
            short.roundNanoseconds = 200_000
            short.atMost = 100
            return try Bench(device: device, placement: placement, clock: clock, rounds: short)
                .findings(of: subjects)
        case .kernels(let kernels):
            return try kernelFindings(kernels, on: pool)
        }
    }

    private func findings(of subjects: [CeilingSubject]) throws(KernelError) -> KernelProfiler.Findings? {
        guard let times = try rounds.times(of: subjects.map(\.rounds)) else { return nil }
        var findings = KernelProfiler.Findings()
        findings.ceilings = zip(subjects, times).map { $0.ceiling($1, at: placement) }
        return findings
    }

    private func peaks(_ subjects: [CeilingSubject]) throws(KernelError) -> KernelProfiler.Findings? {
        guard var findings = try findings(of: subjects) else { return nil }
        guard let hertz = findings.ceilings.first?.cyclesPerSecond?.value, hertz > 0 else { return findings }
        for index in findings.ceilings.indices.dropFirst() {
            guard var figure = findings.ceilings[index].operationsPerSecond else { continue }
            figure.value /= hertz * Double(placement.threads)
            figure.basis = ["clock"]
            findings.ceilings[index].operationsPerCycle = figure
        }
        return findings
    }

    private func streams(_ levels: [MemoryLevel], on pool: ThreadPool) throws(KernelError) -> [CeilingSubject] {
        let footprints = footprints(of: levels)
        guard let largest = footprints.map(\.1.bytes).max() else { return [] }
        let memory = try CeilingMemory(bytes: largest)
        try touch(memory, on: pool)
        return footprints.flatMap { level, footprint -> [CeilingSubject] in
            let streams: [MemoryStream] = level.name == .dram ? MemoryStream.allCases : [.read, .write, .copy]
            return streams.map { CeilingSubject.stream($0, level.name, footprint, in: memory, on: pool) }
        }
    }

    private func footprints(of levels: [MemoryLevel]) -> [(MemoryLevel, Footprint)] {
        levels.compactMap { level in
            Footprint.of(level, among: self.levels, threads: placement.threads, memoryBytes: memoryBytes)
                .map { (level, $0) }
        }
    }

    /// Every thread writes its own part first, which puts the pages near it.
    private func touch(_ memory: CeilingMemory, on pool: ThreadPool) throws(KernelError) {
        let region = memory.bytes / pool.threads / CeilingMemory.quantumBytes * CeilingMemory.quantumBytes
        guard region > 0 else { return }
        _ = try MemoryStream.write.run(
            over: .init(regionBytes: region, bytes: region), of: memory, using: MemoryStream.widest, on: pool)
    }

    private func latency(_ level: MemoryLevel, on pool: ThreadPool) throws(KernelError) -> CeilingSubject? {
        guard let (_, footprint) = footprints(of: [level]).first else { return nil }
        // A ring has a power of two of lines.
        let bytes = 1 << (Int.bitWidth - 1 - footprint.bytes.leadingZeroBitCount)
        let memory = try CeilingMemory(bytes: bytes)
        return try .latency(level.name, bytes: bytes, in: memory, on: pool)
    }

    /// The kernels take turns with the ceilings that they are held against.
    private func kernelFindings(
        _ kernels: [MeasurableKernel], on pool: ThreadPool
    ) throws(KernelError) -> KernelProfiler.Findings? {
        var calls: [() throws(KernelError) -> Void] = []
        for kernel in kernels { calls.append(try kernel.prepare(pool)) }
        guard var outcomes = try outcomes(of: kernels, calls: calls, rounds: rounds, on: pool) else { return nil }
        // One above its ceiling was measured in another minute than the ceiling, or beside other work: once more.
        let doubtful = outcomes.indices.filter { outcomes[$0].isAboveCeiling }
        if !doubtful.isEmpty {
            var again = rounds
            again.durationNanoseconds /= 4
            if let repeated = try self.outcomes(
                of: doubtful.map { kernels[$0] }, calls: doubtful.map { calls[$0] }, rounds: again, on: pool)
            {
                for (index, outcome) in zip(doubtful, repeated) { outcomes[index] = outcome }
            }
        }
        var findings = KernelProfiler.Findings()
        findings.kernels = outcomes.map { $0.measurement(at: placement) }
        findings.remarks = outcomes.compactMap(\.remark)
        return findings
    }

    private func outcomes(
        of kernels: [MeasurableKernel], calls: [() throws(KernelError) -> Void], rounds: Rounds, on pool: ThreadPool
    ) throws(KernelError) -> [KernelOutcome]? {
        let clock = clock
        let homes = kernels.map {
            Roofline.level(holding: $0.workingSetBytes, of: levels, threads: placement.threads)
        }
        var ceilings: [CeilingSubject] = []
        for kernel in kernels {
            guard let loop = kernel.peak, loop.isAvailable else { continue }
            if !ceilings.contains(where: { $0.name == loop.name }) { ceilings.append(.peak(loop, on: pool)) }
        }
        let wanted = levels.filter { homes.contains($0.name) }
        ceilings += try streams(wanted, on: pool).filter { $0.name.hasPrefix("read-") }
        let subjects = zip(kernels, calls).map { kernel, call in
            RoundSubject(kernel.name) { (repeats) throws(KernelError) in
                let start = clock()
                for _ in 0..<repeats { try call() }
                return clock() - start
            }
        }
        guard let times = try rounds.times(of: ceilings.map(\.rounds) + subjects) else { return nil }
        let measured = zip(ceilings, times).map { $0.ceiling($1, at: placement) }
        return kernels.indices.map { index in
            KernelOutcome(
                kernel: kernels[index], home: homes[index], times: times[ceilings.count + index], ceilings: measured)
        }
    }
}
