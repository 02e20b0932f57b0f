import CEdgePlatform

/// Time that only moves forward.
public enum MonotonicClock {
    /// Nanoseconds since some start.
    public static var nanoseconds: Int64 { ep_monotonic_nanoseconds() }

    /// Sleeps at most a second.
    public static func wait(nanoseconds: Int64) { ep_wait(nanoseconds) }
}
