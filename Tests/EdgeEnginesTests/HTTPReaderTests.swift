import EdgeEngines
import Testing

@Suite struct HTTPReaderTests {
    private static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n5\r\nhello\r\n6;a=b\r\n there\r\n0\r\n\r\n"

    /// The body, given so many bytes at a time; nil if it has not come whole.
    private func body(_ text: String, atOnce count: Int = 1000) throws -> String? {
        var (reader, body): (HTTPReader, [UInt8]) = (HTTPReader(), [])
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: count) {
            body += try reader.append(Array(bytes[start..<min(start + count, bytes.count)]))
        }
        return reader.close() ? String(decoding: body, as: UTF8.self) : nil
    }

    @Test(arguments: [1, 2, 7, 1000]) func `chunks are joined, wherever the bytes were cut`(count: Int) throws {
        #expect(try body(Self.chunked, atOnce: count) == "hello there")
        #expect(try body("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour", atOnce: count) == "four")
    }

    @Test func `an answer ends by its length, its last chunk, or the other side's hanging up`() throws {
        #expect(try body("HTTP/1.0 200 OK\r\n\r\nas long as it is") == "as long as it is")
        #expect(try body("HTTP/1.1 204 No Content\r\n\r\n") == "")
        #expect(try body("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1") == "1")
        #expect(try body("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour") == nil)
        #expect(try body(String(Self.chunked.dropLast(9))) == nil)
    }

    @Test(
        arguments: [
            ("SMTP 200\r\n", HTTPReader.Fault.notHTTP), ("HTTP/1.1 20 OK\r\n", .notHTTP),
            ("HTTP/1.1 200 OK\r\nnothing\r\n", .notHTTP),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n", .bodyTooLong),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n", .badLength),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", .badChunk),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", .bodyTooLong),
            ("HTTP/1.1 200 OK\r\n" + String(repeating: "a", count: 70_000), .headTooLong),
        ])
    func `what is no answer, or longer than any, is refused`(text: String, fault: HTTPReader.Fault) {
        #expect(throws: fault) { try body(text) }
    }

    @Test func `events are told apart, and other lines passed over`() throws {
        var reader = EventReader()
        #expect(try reader.append(Array("data: one\r\n\r\n: a word\nda".utf8)) == [Array("one".utf8)])
        #expect(try reader.append(Array("ta:two\n".utf8)) == [Array("two".utf8)])
        #expect(throws: EventReader.Fault.lineTooLong) {
            try reader.append([UInt8](repeating: 65, count: 9 << 20))
        }
    }

    @Test func `tokens that come at once share the time that they took`() {
        let round = ServedRound([100, 200], [[(150, 1), (190, 2), (200, 1)], [(260, 1), (263, 1)]])
        #expect(round.firsts == [50, 60] && round.steps == [20, 20, 10, 3])
    }
}
