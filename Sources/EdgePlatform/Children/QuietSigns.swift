import CEdgePlatform

/// Fixed work that takes longer when other work disturbs the device.
public final class Canary {
    /// Which fixed work it is: times of another are no measure of it.
    public static let work = "eight independent sums"

    private let buffer: [UInt8]
    /// Whose neighbours matter; empty for wherever this thread happens to be.
    public var cpus: [Int] = []

    /// More of them would take longer than the blocks.
    private static let cpusAtMost = 8

    /// - Parameter bytes: what `stream` reads; to tell of memory they must be more than all caches hold.
    public init(bytes: Int = 0) {
        buffer = [UInt8](repeating: 1, count: bytes)
    }

    /// A millisecond or two of integer arithmetic, so many times; nanoseconds of each, on that CPU which took longest.
    public func arithmetic(times: Int) -> [Int] {
        guard times > 0 else { return [] }
        func run() -> [Int] { (0..<times).map { _ in Int(ep_canary_arithmetic()) } }
        let asked = cpus.prefix(Self.cpusAtMost).map { cpu in ThreadPlacement.pinned(to: cpu) { _ in run() } }
        // As a network waits for the slowest of its threads.
        return asked.max { $0.sorted()[times / 2] < $1.sorted()[times / 2] } ?? run()
    }

    /// Reading all of its memory once, so many times; nanoseconds of each.
    public func stream(times: Int) -> [Int] {
        (0..<times).map { _ in
            unsafe buffer.withUnsafeBufferPointer { unsafe Int(ep_canary_stream($0.baseAddress, $0.count)) }
        }
    }
}

/// What this process has used since it began.
public struct ProcessUsage: Sendable {
    public let processorNanoseconds: Int
    /// How often another was given its place although it had work to do.
    public let involuntarySwitches: Int

    public static var now: ProcessUsage {
        let usage = ep_own_usage()
        return ProcessUsage(
            processorNanoseconds: Int(usage.processor_nanoseconds),
            involuntarySwitches: Int(usage.involuntary_switches))
    }
}

/// `/proc/pressure`: how long work has waited for the processor, memory and disks, in microseconds since the start.
public struct Pressure: Hashable, Sendable {
    public let processor: Int
    public let memory: Int
    public let disk: Int

    package init(processor: Int, memory: Int, disk: Int) {
        self.processor = processor
        self.memory = memory
        self.disk = disk
    }

    /// Nil where the kernel does not tell.
    public static func now(of tree: FileTree) -> Pressure? {
        func total(_ name: String) -> Int? {
            guard let text = try? tree.text(at: "proc/pressure/" + name) else { return nil }
            let some = text.split(separator: "\n").first { $0.hasPrefix("some ") }
            let word = some?.split(separator: " ").first { $0.hasPrefix("total=") }
            return word.flatMap { Int($0.dropFirst("total=".count)) }
        }
        guard let processor = total("cpu"), let memory = total("memory"), let disk = total("io") else { return nil }
        return Pressure(processor: processor, memory: memory, disk: disk)
    }

    /// The part of a time in which some work waited, the worst of the three.
    public func share(since earlier: Pressure, nanoseconds: Int) -> Double {
        let waited = max(processor - earlier.processor, memory - earlier.memory, disk - earlier.disk)
        return nanoseconds > 0 ? Double(waited) * 1000 / Double(nanoseconds) : 0
    }
}
