public import EdgeRecords

/// How many threads, and the CPUs that they are pinned to.
public struct Placement: Hashable, Sendable {
    public let threads: Int
    public let cpus: [Int]
    /// Cores of one design on a device with several: `performance`; nil for the whole device.
    public let coreKind: String?

    /// Where this process may run, a CPU of every core first.
    public static func usableCPUs(of device: Device) -> [Int] { cpusInOrder(of: device) }

    package init(threads: Int, cpus: [Int], coreKind: String? = nil) {
        self.threads = threads
        self.cpus = cpus
        self.coreKind = coreKind
    }

    /// As progress names it: `2 threads`, `4 threads on efficiency cores`.
    public var name: String {
        "\(threads) thread\(threads == 1 ? "" : "s")" + (coreKind.map { " on \($0) cores" } ?? "")
    }

    /// The whole device at each number of threads, and each kind of core alone with one thread and with all.
    ///
    /// - Parameter threads: empty for all numbers up to 8, and then doubling up to what the process may use.
    public static func all(on device: Device, threads: [Int] = []) throws(ProfilingError) -> [Placement] {
        let order = cpusInOrder(of: device)
        let usable = usableThreads(of: device, order)
        if let most = threads.max(), most > usable {
            throw .tooManyThreads(asked: most, usable: usable, limit: device.limits.bindingConstraint)
        }
        let counts = threads.isEmpty ? automaticCounts(upTo: usable) : threads
        var placements = counts.map { Placement(threads: $0, cpus: Array(order.prefix($0))) }
        guard threads.isEmpty, device.processor.coreKinds.count > 1 else { return placements }
        for kind in device.processor.coreKinds {
            let cpus = order.filter(kind.cpus.contains)
            let most = min(cpus.count, usable)
            for count in most > 1 ? [1, most] : [1] where most > 0 {
                placements.append(
                    Placement(threads: count, cpus: Array(cpus.prefix(count)), coreKind: kind.name))
            }
        }
        return placements
    }

    static func usableThreads(of device: Device, _ order: [Int]) -> Int {
        max(min(device.limits.usableCPUs, max(order.count, 1)), 1)
    }

    private static func automaticCounts(upTo usable: Int) -> [Int] {
        guard usable > 8 else { return Array(1...usable) }
        var counts = [1, 2, 4, 8]
        while let last = counts.last, last * 2 < usable { counts.append(last * 2) }
        return counts + [usable]
    }

    /// A CPU of every core first, then the second ones: threads share a core only when none is free.
    static func cpusInOrder(of device: Device) -> [Int] {
        var allowed = CPUSet(device.processor.onlineCPUs)
        for limit in [device.limits.affinity, device.limits.cpuset] {
            guard let limit else { continue }
            let both = allowed.elements.filter(Set(limit).contains)
            if !both.isEmpty { allowed = CPUSet(both) }
        }
        let usable = Set(allowed.elements)
        let cores = device.processor.cores.map { $0.filter(usable.contains).sorted() }.filter { !$0.isEmpty }
        // Faster kinds come first, as an engine with few threads would have them.
        let known = cores.isEmpty ? usable.sorted().map { [$0] } : cores.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        let rank = kindRanks(of: device)
        let ordered = known.sorted { (rank[$0[0]] ?? 0, $0[0]) < (rank[$1[0]] ?? 0, $1[0]) }
        let depth = ordered.map(\.count).max() ?? 0
        return (0..<depth).flatMap { place in ordered.compactMap { $0.count > place ? $0[place] : nil } }
    }

    private static func kindRanks(of device: Device) -> [Int: Int] {
        let names = ["prime", "big", "performance", "uniform", "unknown", "middle", "dense", "efficiency", "little"]
        var ranks: [Int: Int] = [:]
        for kind in device.processor.coreKinds {
            for cpu in kind.cpus { ranks[cpu] = names.firstIndex(of: kind.name) ?? names.count }
        }
        return ranks
    }
}
