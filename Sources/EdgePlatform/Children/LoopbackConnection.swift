import CEdgePlatform

/// A socket to a program of this machine that listens on 127.0.0.1.
public final class LoopbackConnection {
    private let socket: Int32

    private static let readAtMost = 1 << 18

    /// - Throws: `notHeard` if nobody listens there.
    public init(port: UInt16) throws(ChildError) {
        socket = ep_loopback_connect(port)
        guard socket >= 0 else { throw .notHeard(code: -socket) }
    }

    deinit {
        ep_socket_close(socket)
    }

    /// A port that nobody listens on just now.
    public static func freePort() throws(ChildError) -> UInt16 {
        let port = ep_loopback_free_port()
        guard let free = UInt16(exactly: port), free > 0 else { throw .notHeard(code: -port) }
        return free
    }

    public func send(_ bytes: [UInt8]) throws(ChildError) {
        let failure = unsafe ep_channel_send(socket, bytes, bytes.count)
        guard failure == 0 else { throw .notHeard(code: -failure) }
    }

    /// What came; empty when the other side is gone.
    public func read() -> [UInt8] { ChildProcess.read(socket, atMost: Self.readAtMost) }

    /// Sleeps until some have something to read or the other side is gone.
    ///
    /// - Returns: the places of those; none at the deadline.
    public static func ready(_ connections: [LoopbackConnection], deadline: Int64) -> [Int] {
        let sockets = connections.map(\.socket)
        var marks = [UInt8](repeating: 0, count: sockets.count)
        let left = deadline - MonotonicClock.nanoseconds
        guard left > 0, unsafe ep_sockets_await(sockets, sockets.count, &marks, left) > 0 else { return [] }
        return marks.indices.filter { marks[$0] != 0 }
    }
}
