import EdgePlatform
import Glibc
import Testing

/// Somebody on this machine who listens.
final class Listener {
    let port: UInt16
    let descriptor: Int32

    init() throws {
        port = try LoopbackConnection.freePort()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = port.bigEndian
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let bound = unsafe withUnsafePointer(to: &place) { place in
            unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && listen(descriptor, 8) == 0)
    }

    deinit {
        close(descriptor)
    }

    /// The next who calls.
    func accepted() -> Int32 { accept(descriptor, nil, nil) }
}

@Suite struct LoopbackConnectionTests {
    private static let aMinute: Int64 = 60_000_000_000

    @Test func `what is said comes over, and hanging up is heard`() throws {
        let listener = try Listener()
        let connections = try (0..<2).map { _ in try LoopbackConnection(port: listener.port) }
        let others = [listener.accepted(), listener.accepted()]
        let deadline = MonotonicClock.nanoseconds + Self.aMinute
        try connections[1].send([1, 2, 3])
        var heard = [UInt8](repeating: 0, count: 8)
        #expect(unsafe recv(others[1], &heard, heard.count, 0) == 3 && heard.starts(with: [1, 2, 3]))
        _ = unsafe send(others[1], heard, 3, 0)
        #expect(LoopbackConnection.ready(connections, deadline: deadline) == [1])
        #expect(connections[1].read() == [1, 2, 3])
        #expect(LoopbackConnection.ready(connections, deadline: MonotonicClock.nanoseconds + 1_000_000) == [])
        close(others[0])
        #expect(LoopbackConnection.ready(connections, deadline: deadline) == [0] && connections[0].read() == [])
        close(others[1])
    }

    @Test func `a port that nobody listens on is told`() throws {
        let port = try LoopbackConnection.freePort()
        #expect(throws: ChildError.self) { try LoopbackConnection(port: port) }
    }
}
