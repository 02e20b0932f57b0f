import EdgeRecords

/// When requests come that wait for no answer: the same seed gives the same times.
package struct ArrivalTimes {
    private let gapNanoseconds: Double
    private let arrivals: Arrivals
    private var state: UInt64
    private var last = 0.0

    private static let requestsAtMost = 200_000.0

    package init(_ requests: BlockOrder.Requests) {
        gapNanoseconds = 1e9 / max(requests.perSecond, 1e-3)
        arrivals = requests.arrivals
        state = UInt64(truncatingIfNeeded: requests.seed)
    }

    /// Long enough for as many samples as are wanted, if that is not too long.
    static func window(of requests: BlockOrder.Requests, _ order: BlockOrder) -> Int {
        let rate = max(requests.perSecond, 1e-3)
        let wanted = max(Double(order.samplesWanted) / rate * 1e9, Double(order.nanosecondsAtLeast))
        let most = min(Double(order.nanosecondsAtMost), requestsAtMost / rate * 1e9)
        return Int(max(min(wanted, most), 1))
    }

    /// Nanoseconds since the start; nil when no other comes in time.
    package mutating func next(within window: Int) -> Int? {
        switch arrivals {
        case .even: last += gapNanoseconds
        case .poisson: last -= gapNanoseconds * Exponential.log(unit())
        }
        return last < Double(window) ? Int(last) : nil
    }

    /// Above 0, and at most 1.
    private mutating func unit() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
        return (Double((mixed ^ (mixed &>> 31)) &>> 11) + 1) * 0x1p-53
    }
}
