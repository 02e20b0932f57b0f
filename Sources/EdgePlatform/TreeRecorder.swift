import Synchronization

/// Notes what is read of a tree, so that exactly that can be copied.
public final class TreeRecorder: Sendable {
    /// How a path was looked at, from the least telling to the most.
    public enum Access: Sendable {
        /// It was asked for and is there.
        case presence
        /// Its names were listed.
        case listing
        case content([UInt8])
    }

    private let seen = Mutex<[String: Access]>([:])

    public init() {}

    /// Every path that was found, and the most telling way in which it was looked at.
    public var accesses: [String: Access] { seen.withLock { $0 } }

    func note(_ path: String, _ access: Access) {
        seen.withLock { seen in
            switch (seen[path], access) {
            case (.content, _), (.listing, .presence): break
            default: seen[path] = access
            }
        }
    }
}
