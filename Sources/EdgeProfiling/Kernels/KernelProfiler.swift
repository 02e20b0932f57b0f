import EdgeKernels
public import EdgePlatform
public import EdgeRecords

/// Measures blocks of ceilings and kernels on this device.
public struct KernelProfiler {
    /// What one block came to.
    public struct Findings {
        public var ceilings: [Ceiling] = []
        public var kernels: [KernelMeasurement] = []
        /// What was decided and seen, for `--verbose`.
        public var remarks: [String] = []

        package init() {}
    }

    private let device: Device
    private let clock: () -> Int
    private let isInterrupted: () -> Bool

    /// - Parameters:
    ///   - clock: nanoseconds since some start.
    ///   - isInterrupted: asked between rounds.
    public init(
        device: Device, build: Profile.Build = .current,
        clock: @escaping () -> Int = { Int(MonotonicClock.nanoseconds) },
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) throws(ProfilingError) {
        guard build == .release else { throw .debugBuild }
        self.device = device
        self.clock = clock
        self.isInterrupted = isInterrupted
    }

    /// Measures every block in turn, so that all of them together take about as long as the budget.
    ///
    /// - Parameter finished: hears what each block came to before the next one starts.
    /// - Returns: false if the user stopped it.
    public func measure(
        _ blocks: [ProfileBlock], budgetNanoseconds: Int, starting: (ProfileBlock, Double) -> Void,
        finished: (ProfileBlock, Findings) throws -> Void
    ) throws -> Bool {
        let end = clock() + budgetNanoseconds
        let weights = blocks.map(\.weight)
        for (index, block) in blocks.enumerated() {
            if isInterrupted() { return false }
            starting(block, Double(index) / Double(blocks.count))
            let share = Self.share(of: end - clock(), weights: weights[index...])
            guard let findings = try measure(block, durationNanoseconds: share) else { return false }
            try finished(block, findings)
        }
        return !isInterrupted()
    }

    /// The first one's part of the time that is left.
    package static func share(of nanoseconds: Int, weights: ArraySlice<Int>) -> Int {
        guard let first = weights.first, nanoseconds > 0 else { return 0 }
        return Int(Double(nanoseconds) * Double(first) / Double(max(weights.reduce(0, +), 1)))
    }

    private func measure(
        _ block: ProfileBlock, durationNanoseconds: Int
    ) throws(ProfilingError) -> Findings? {
        // Pinned as the pool's threads are: the caller is the first of them.
        try ThreadPlacement.pinned(to: block.placement.cpus.first ?? 0) { (isPlaced) throws(ProfilingError) in
            let bench = Bench(
                device: device, placement: block.placement, clock: clock,
                rounds: Rounds(
                    atMost: 300, durationNanoseconds: durationNanoseconds, clock: clock, isInterrupted: isInterrupted))
            do throws(KernelError) {
                var findings = try bench.findings(of: block.work)
                if !isPlaced { findings?.remarks.append("\(block.name): the system does not let threads be pinned") }
                return findings
            } catch {
                throw .kernel(error)
            }
        }
    }
}
