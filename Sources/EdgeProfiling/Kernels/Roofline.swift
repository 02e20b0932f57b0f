/// Which ceiling binds a kernel, and how much of it the kernel reached.
package struct Roofline: Equatable {
    /// `compute`, or a level of memory such as `read-l2`.
    package let bound: String
    package let fraction: Double

    /// - Parameters:
    ///   - peak: operations a second of the kernel's own instruction set.
    ///   - bandwidth: bytes a second of the level that holds its working set.
    package init(
        operationsPerSecond: Double, operationsPerByte: Double, peak: Double, bandwidth: (name: String, rate: Double)
    ) {
        let fed = operationsPerByte * bandwidth.rate
        bound = fed < peak ? bandwidth.name : "compute"
        fraction = operationsPerSecond / min(peak, fed)
    }

    /// The nearest level that holds the working set, each thread having its share in caches of its own.
    package static func level(
        holding workingSetBytes: Int, of levels: [MemoryLevel], threads: Int
    ) -> MemoryLevel.Name {
        let share = (workingSetBytes + threads - 1) / threads
        return levels.first { level in level.bytes.map { share <= $0 / max(level.sharing, 1) } ?? true }?.name ?? .dram
    }
}
