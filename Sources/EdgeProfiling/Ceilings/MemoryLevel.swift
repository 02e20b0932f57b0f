package import EdgeRecords

/// A level of the memory, with what it holds and how it is measured.
package struct MemoryLevel: Hashable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case l1, l2, l3, dram
    }

    package let name: Name
    /// Of one instance; nil for DRAM.
    package let bytes: Int?
    /// CPUs that share an instance.
    package let sharing: Int

    package init(_ name: Name, bytes: Int?, sharing: Int = 1) {
        self.name = name
        self.bytes = bytes
        self.sharing = sharing
    }

    /// The data caches of the CPUs of a placement, the smallest where they differ, and DRAM.
    ///
    /// A cache whose size is unknown is left out: no level is guessed.
    package static func all(of device: Device, on cpus: [Int]) -> [MemoryLevel] {
        let names: [(Int, Name)] = [(1, .l1), (2, .l2), (3, .l3)]
        let caches: [MemoryLevel] = names.compactMap { level, name in
            device.processor.caches
                .filter { cache in
                    cache.level == level && cache.kind != .instruction && cache.sharedBy.contains(where: cpus.contains)
                }
                .compactMap { cache in
                    cache.bytes.map {
                        MemoryLevel(name, bytes: $0, sharing: cache.sharedBy.count { cpus.contains($0) })
                    }
                }
                .min { ($0.bytes ?? 0) < ($1.bytes ?? 0) }
        }
        return caches + [MemoryLevel(.dram, bytes: nil)]
    }
}

/// How large the memory is that the rounds of one level go over.
package struct Footprint: Equatable, Sendable {
    /// All threads together.
    package let bytes: Int
    /// Of each thread.
    package let regionBytes: Int
    /// What one round of a thread goes over.
    package let sliceBytes: Int

    /// The smallest that is larger than any last-level cache a guest may not see.
    package static let smallestDRAMBytes = 384 << 20
    package static let largestSliceBytes = 32 << 20

    /// - Parameters:
    ///   - levels: all of the placement.
    ///   - memoryBytes: what may be taken.
    package static func of(
        _ level: MemoryLevel, among levels: [MemoryLevel], threads: Int, memoryBytes: Int
    ) -> Footprint? {
        let quantum = 4096
        func bytes(_ name: MemoryLevel.Name) -> Int { levels.first { $0.name == name }?.bytes ?? 0 }
        let region: Int
        switch level.name {
        case .l1, .l2: region = (level.bytes ?? 0) / 2 / max(level.sharing, 1)
        case .l3:
            let share = bytes(.l3) / max(level.sharing, 1)
            region = min(max(3 * bytes(.l2), share / 4), share / 4 * 3)
            // Where the second levels together hold as much, nothing lies in the third alone.
            guard region * 2 >= bytes(.l2) * 3 else { return nil }
        case .dram:
            let wanted = max(8 * bytes(.l3), smallestDRAMBytes)
            region = min(wanted, memoryBytes) / threads
        }
        let whole = region / quantum * quantum
        guard whole > 0, whole * threads <= memoryBytes else { return nil }
        let slice = level.name == .dram ? min(largestSliceBytes, max(whole / 6 / quantum, 1) * quantum) : whole
        return Footprint(bytes: whole * threads, regionBytes: whole, sliceBytes: slice)
    }
}
