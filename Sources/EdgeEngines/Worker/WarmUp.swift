import EdgeRecords

/// Decides when the times of a model have settled.
struct WarmUp {
    private let order: WarmUpOrder
    private var stretch: [Double] = []
    private var medians: [Double] = []
    private(set) var runs = 0
    private(set) var hasSettled = false

    init(_ order: WarmUpOrder) {
        self.order = order
    }

    var isOver: Bool { hasSettled || runs >= order.runsAtMost }

    mutating func add(_ nanoseconds: Int) {
        runs += 1
        stretch.append(Double(nanoseconds))
        guard stretch.count >= max(order.stretch, 1) else { return }
        medians.append(Quantile.median(ofSorted: stretch.sorted()))
        stretch = []
        let last = medians.suffix(max(order.agreeing, 1))
        guard last.count == max(order.agreeing, 1), let least = last.min(), let most = last.max() else { return }
        hasSettled = most <= least * (1 + order.within)
    }
}
