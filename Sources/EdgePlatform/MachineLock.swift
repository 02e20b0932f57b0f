import CEdgePlatform

/// Something that only one process of the machine does at a time; any end of that process gives it back.
public final class MachineLock {
    private let descriptor: Int32

    /// What stands in the way.
    public enum Obstacle: Error, Equatable {
        /// Another process has it; its number and words as far as they can be known.
        case held(by: String)
        case interrupted
        case failed(code: Int32)
    }

    private static let lookNanoseconds: Int64 = 500_000_000

    /// - Parameter wait: hears who has it, and tells whether to wait on; it is asked again and again.
    public init(_ name: String, wait: (_ holder: String) -> Bool) throws(Obstacle) {
        while true {
            let lock = unsafe ep_machine_lock(name)
            if lock >= 0 {
                descriptor = lock
                return
            }
            guard lock == Int32(EP_LOCK_IS_HELD) else { throw .failed(code: -lock) }
            try Self.await(name, wait)
        }
    }

    deinit {
        ep_machine_lock_close(descriptor)
    }

    /// Comes back when the holder that there is now has let go.
    private static func await(_ name: String, _ wait: (_ holder: String) -> Bool) throws(Obstacle) {
        var holder: Int32 = 0
        let line = unsafe ep_machine_lock_line(name, &holder)
        if ep_machine_lock_is_gone(line) != 0 { return }
        guard line >= 0 else { throw .failed(code: -line) }
        defer { ep_machine_lock_close(line) }
        guard ep_machine_lock_line_ended(line, 0) == 0 else { return }
        let words = words(of: Int(holder))
        repeat {
            guard wait(words) else { throw .held(by: words) }
            if Interruption.isRequested { throw .interrupted }
        } while ep_machine_lock_line_ended(line, lookNanoseconds) == 0
    }

    /// `edgeplan profile kernels (process 4711)`.
    private static func words(of process: Int) -> String {
        guard process > 0 else { return "a process that cannot be seen from here" }
        let line = (try? FileTree(root: "/proc").text(at: "\(process)/cmdline", limitBytes: 4096)) ?? ""
        let words = line.split(separator: "\0").map(String.init)
        guard let program = words.first?.split(separator: "/").last else { return "process \(process)" }
        return ([String(program)] + words.dropFirst()).joined(separator: " ") + " (process \(process))"
    }
}
