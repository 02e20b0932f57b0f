import EdgePlatform
package import EdgeRecords

/// Reads memory around blocks, to show whether neighbours take its bandwidth.
///
/// Outside of workers: what it needs must not count as a model's memory.
package enum StreamCanary {
    private static let times = 5
    /// More than that would take longer than the blocks.
    private static let bytesAtMost = 256 << 20

    /// Nil where caches are unknown, or so large that reading past them would cost too much: nothing is claimed then.
    package static func times(on device: Device) -> (() -> [Int])? {
        guard let bytes = bytes(on: device) else { return nil }
        let canary = Canary(bytes: bytes)
        return { canary.stream(times: times) }
    }

    /// Twice what all caches of a kind hold: what was read last is gone when it is read again.
    package static func bytes(on device: Device) -> Int? {
        let caches = device.processor.caches.filter { $0.kind != .instruction }
        let levels = Dictionary(grouping: caches, by: \.level)
        let largest = levels.values.map { $0.reduce(0) { $0 + ($1.bytes ?? 0) } }.max() ?? 0
        guard largest > 0, largest <= bytesAtMost / 2 else { return nil }
        let usable = device.memory.usableBytes ?? 0
        return largest * 2 <= usable / 8 ? largest * 2 : nil
    }
}
