public import EdgeRecords

extension Profile {
    /// Adds what a block came to; a figure that was there before is replaced.
    public mutating func take(_ findings: KernelProfiler.Findings) {
        for ceiling in findings.ceilings {
            ceilings.removeAll { $0.name == ceiling.name && $0.threads == ceiling.threads && $0.cpus == ceiling.cpus }
            ceilings.append(ceiling)
        }
        for kernel in findings.kernels {
            kernels.removeAll {
                $0.name == kernel.name && $0.shape == kernel.shape && $0.layer == kernel.layer
                    && $0.threads == kernel.threads && $0.cpus == kernel.cpus
            }
            kernels.append(kernel)
        }
        let share = disturbedShare
        conditions.contendedShare = share
        conditions.contended = share > 0.5
    }

    /// Rates of which more than half the rounds were disturbed; latencies spread by nature.
    private var disturbedShare: Double {
        let rounds =
            ceilings.filter { $0.nanoseconds == nil }.map { ($0.disturbedRounds ?? 0, $0.roundCount) }
            + kernels.map { ($0.disturbedRounds ?? 0, $0.operationsPerSecond.count) }
        return rounds.isEmpty ? 0 : Double(rounds.count { $0.0 * 2 > $0.1 }) / Double(rounds.count)
    }
}

extension Ceiling {
    fileprivate var roundCount: Int {
        (operationsPerSecond ?? bytesPerSecond ?? cyclesPerSecond)?.count ?? 0
    }
}
