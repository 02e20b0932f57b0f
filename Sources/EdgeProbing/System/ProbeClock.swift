import EdgePlatform

/// The time between two readings; tests bring their own.
package struct ProbeClock {
    var nanoseconds: () -> Int64
    var wait: (_ nanoseconds: Int64) -> Void

    package init(nanoseconds: @escaping () -> Int64, wait: @escaping (_ nanoseconds: Int64) -> Void) {
        self.nanoseconds = nanoseconds
        self.wait = wait
    }

    static var system: ProbeClock {
        ProbeClock(nanoseconds: { MonotonicClock.nanoseconds }, wait: { MonotonicClock.wait(nanoseconds: $0) })
    }
}
