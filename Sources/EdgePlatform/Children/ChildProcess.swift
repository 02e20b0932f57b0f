import CEdgePlatform

/// A program that was started as a child: it is spoken with, waited for, and ended in any case.
public final class ChildProcess {
    /// What came of waiting for the child.
    public enum Event: Equatable, Sendable {
        case spoke([UInt8])
        /// It has closed its side: it left, or something ended it.
        case hungUp
        case late
        /// It held more memory than it may.
        case tooLarge(bytes: Int)
        case interrupted
    }

    public let isolation: ChildIsolation
    /// What was asked for and is not in force.
    public let missingIsolation: ChildIsolation
    public let identifier: Int
    /// The end of what it printed, on either output.
    public private(set) var prints: [UInt8] = []

    private var child: ep_child
    private var hearsPrints = true
    private let residentLimit: Int?
    private var ending: ChildEnding?

    /// The story of a crash has many lines, and what happened stands in its first.
    private static let printsKept = 16 << 10
    private static let readAtMost = 1 << 18
    private static let residentLookNanoseconds: Int64 = 200_000_000

    public init(_ command: ChildCommand) throws(ChildError) {
        let variables = command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let texts = ([command.program] + command.words + variables).flatMap { Array($0.utf8.filter { $0 != 0 }) + [0] }
        let cpus = command.cpus.map { Int32(clamping: $0) }
        let words = UInt32(clamping: command.words.count + 1)
        let limit = UInt64(clamping: command.addressSpaceBytes ?? 0)
        let devices = command.mayUseDevices
        let (refusesNetwork, hasLoopback) = (!command.mayUseNetwork, command.mayUseLoopback)
        func start(_ scratch: UnsafePointer<CChar>?) -> ep_child {
            unsafe texts.withUnsafeBytes { texts in
                unsafe cpus.withUnsafeBufferPointer { cpus in
                    var order = unsafe ep_child_order(
                        texts: texts.baseAddress?.assumingMemoryBound(to: CChar.self), texts_bytes: texts.count,
                        word_count: words, cpus: cpus.baseAddress, cpu_count: UInt32(cpus.count),
                        address_space_bytes: limit, scratch: scratch, devices: devices,
                        no_network: refusesNetwork, loopback: hasLoopback)
                    return unsafe ep_child_start(&order)
                }
            }
        }
        if let scratch = command.scratch {
            child = unsafe scratch.withCString { unsafe start($0) }
        } else {
            child = start(nil)
        }
        guard child.pid > 0 else { throw .notStarted(program: command.program, code: child.error) }
        isolation = ChildIsolation(rawValue: child.isolation)
        missingIsolation = command.askedIsolation.subtracting(isolation)
        identifier = Int(child.pid)
        residentLimit = command.residentBytes
    }

    deinit {
        if ending == nil { _ = unsafe ep_child_end(&child, 0) }
    }

    public func send(_ bytes: [UInt8]) throws(ChildError) {
        let failure = unsafe ep_channel_send(child.channel, bytes, bytes.count)
        guard failure == 0 else { throw .notHeard(code: -failure) }
    }

    /// Waits until the child has something to say, but not longer than to the deadline.
    public func next(deadline: Int64, isInterrupted: () -> Bool = { false }) -> Event {
        while true {
            let left = deadline - MonotonicClock.nanoseconds
            guard left > 0 else { return .late }
            let nap = residentLimit == nil ? left : min(left, Self.residentLookNanoseconds)
            let heard = unsafe Int(ep_child_await(&child, hearsPrints, nap))
            if heard & EP_CHILD_PRINTS != 0 { takePrints() }
            if heard & EP_CHILD_SPEAKS != 0 {
                let bytes = Self.read(child.channel, atMost: Self.readAtMost)
                return bytes.isEmpty ? .hungUp : .spoke(bytes)
            }
            if heard == 0, isInterrupted() { return .interrupted }
            if let residentLimit, let resident, resident > residentLimit { return .tooLarge(bytes: resident) }
        }
    }

    /// Waits for its end, kills it if that does not come, and everything that it started.
    public func end(withinNanoseconds limit: Int64) -> ChildEnding {
        if let ending { return ending }
        let deadline = MonotonicClock.nanoseconds + limit
        // A child that prints more than a pipe holds would never end unheard.
        while hearsPrints {
            let left = deadline - MonotonicClock.nanoseconds
            guard left > 0, unsafe ep_child_await(&child, true, left) & Int32(EP_CHILD_PRINTS) != 0 else { break }
            takePrints()
        }
        let end = unsafe ep_child_end(&child, max(deadline - MonotonicClock.nanoseconds, 0))
        let ending = ChildEnding(
            status: end.status < 0 ? nil : end.status, signal: end.signal == 0 ? nil : end.signal,
            wasKilled: end.was_killed, peakResidentBytes: Int(end.peak_resident_bytes),
            processorNanoseconds: Int(end.processor_nanoseconds))
        self.ending = ending
        return ending
    }

    public func kill() {
        if ending == nil { unsafe ep_child_kill(&child) }
    }

    private func takePrints() {
        let bytes = Self.read(child.prints, atMost: Self.readAtMost)
        if bytes.isEmpty { hearsPrints = false }
        prints = Array((prints + bytes).suffix(Self.printsKept))
    }

    private var resident: Int? {
        guard let text = try? FileTree(root: "/proc").text(at: "\(identifier)/status") else { return nil }
        return ProcessStatus(text).bytes("VmRSS")
    }

    static func read(_ descriptor: Int32, atMost capacity: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = unsafe max(Int(ep_descriptor_read(descriptor, buffer.baseAddress, capacity)), 0)
        }
    }
}

/// The other side: how a child speaks with the process that started it.
public enum ParentChannel {
    /// What came; empty when the parent is gone.
    public static func read(atMost capacity: Int) -> [UInt8] {
        ChildProcess.read(Int32(EP_CHILD_CHANNEL), atMost: capacity)
    }

    /// False when the parent is gone.
    public static func send(_ bytes: [UInt8]) -> Bool {
        unsafe ep_channel_send(Int32(EP_CHILD_CHANNEL), bytes, bytes.count) == 0
    }
}
