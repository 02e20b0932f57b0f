import CEdgePlatform
import EdgeRecords

/// Where the calling thread may run.
public enum ThreadPlacement {
    /// Runs `body` with the calling thread on `cpu` alone, and lets it go where it was allowed before.
    ///
    /// Where the system does not allow that CPU the thread stays free: `body` hears whether it was placed.
    public static func pinned<Answer, Failure: Error>(
        to cpu: Int, _ body: (_ isPlaced: Bool) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let before = LiveProcessor.affinity.elements.map { Int32(clamping: $0) }
        let isPlaced = place([Int32(clamping: cpu)])
        defer { if isPlaced { _ = place(before) } }
        return try body(isPlaced)
    }

    /// Keeps the calling thread on `cpu` from now on, where the system allows it.
    public static func pin(to cpu: Int) { _ = place([Int32(clamping: cpu)]) }

    private static func place(_ cpus: [Int32]) -> Bool { unsafe ep_place_thread(cpus, UInt32(cpus.count)) == 0 }
}
