import EdgePlatform

/// One question to a server on this machine's loopback.
struct HTTPRequest {
    let bytes: [UInt8]

    /// - Parameter body: JSON; nil to ask for what is there.
    init(_ path: String, body: [UInt8]? = nil) {
        var head = "\(body == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        bytes = Array((head + "\r\n").utf8) + (body ?? [])
    }

    enum Failure: Error {
        /// Nobody listens, or who did has hung up.
        case gone
        case late
        case unread(HTTPReader.Fault)
    }

    /// The whole answer.
    func answer(on port: UInt16, nanoseconds: Int64) throws(Failure) -> (status: Int, body: [UInt8]) {
        guard let connection = try? LoopbackConnection(port: port), (try? connection.send(bytes)) != nil else {
            throw .gone
        }
        let end = MonotonicClock.nanoseconds + nanoseconds
        var (reader, body): (HTTPReader, [UInt8]) = (HTTPReader(), [])
        while !reader.isOver {
            guard !LoopbackConnection.ready([connection], deadline: end).isEmpty else { throw .late }
            let more = connection.read()
            if more.isEmpty {
                guard reader.close() else { throw .gone }
                break
            }
            do throws(HTTPReader.Fault) { body += try reader.append(more) } catch { throw .unread(error) }
        }
        return (reader.status ?? 0, body)
    }
}
