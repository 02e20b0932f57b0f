package import EdgeRecords

/// Whether blocks were measured while other work took the device, by signs that no average can hide.
package struct QuietCheck {
    /// What the arithmetic canary takes on this device when it is quiet; nil while too few blocks are known.
    package let referenceNanoseconds: Double?
    /// The same of earlier runs; where it is less, this run had other work beside it from its first block to its last.
    private let earlierNanoseconds: Double?
    private let streamReference: Double?

    /// The reference is no record of one lucky moment: a fifth of the blocks were faster.
    private static let percentile = 20.0
    private static let blocksNeeded = 10
    /// A core whose other thread works for somebody else takes 12 to 30 % longer; a quiet one differs by 3 %.
    private static let slower = 1.1
    /// Memory is shared with more neighbours, and never as steady.
    private static let slowerStream = 1.3
    private static let change = 1.05
    private static let spread = 1.5
    private static let pressure = 0.05

    /// - Parameters:
    ///   - runs: all blocks of this run, on cores of one design.
    ///   - earlier: what fixed work took in earlier runs.
    package init(_ runs: [WorkerRun], earlier: Double? = nil) {
        earlierNanoseconds = earlier
        referenceNanoseconds = Self.reference(runs.compactMap(\.arithmeticCanary))
        streamReference = Self.reference(runs.compactMap(\.streamCanary))
    }

    private static func reference(_ canaries: [WorkerRun.CanaryTimes]) -> Double? {
        guard canaries.count >= blocksNeeded else { return nil }
        let medians = canaries.map { Double($0.beforeNanoseconds + $0.afterNanoseconds) / 2 }
        return Quantile.percentile(percentile, ofSorted: medians.sorted())
    }

    /// The sign that other work was there, in words; nil if the block was quiet.
    package func contention(of run: WorkerRun) -> String? {
        if let contention = run.contention, contention.hasPrefix("the control group") { return contention }
        if let share = run.pressureShare, share > Self.pressure {
            return "work waited \(NumberText.percent(ratio: share)) of the time"
        }
        if let canary = run.arithmeticCanary {
            let (before, after) = (Double(canary.beforeNanoseconds), Double(canary.afterNanoseconds))
            if max(before, after) > min(before, after) * Self.change {
                return "fixed work took \(NumberText.percent(ratio: max(before, after) / min(before, after) - 1)) "
                    + "longer \(after > before ? "after" : "before") the block"
            }
            if canary.spread > Self.spread { return "fixed work took now longer, now shorter" }
            if let excess = excess(max(before, after), over: referenceNanoseconds) {
                return "fixed work took \(excess) longer than in other blocks"
            }
            if let excess = excess(max(before, after), over: earlierNanoseconds) {
                return "fixed work took \(excess) longer than in earlier runs"
            }
        }
        // At both ends: caches and memory are shared with neighbours whose bursts are over before a block is.
        if let canary = run.streamCanary, let reference = streamReference {
            let slow = Double(min(canary.beforeNanoseconds, canary.afterNanoseconds))
            if slow > reference * Self.slowerStream { return "memory was slower than in other blocks" }
        }
        return nil
    }

    /// By how much it is too slow; nil if it is not.
    private func excess(_ nanoseconds: Double, over reference: Double?) -> String? {
        guard let reference, reference > 0, nanoseconds > reference * Self.slower else { return nil }
        return NumberText.percent(ratio: nanoseconds / reference - 1)
    }
}
