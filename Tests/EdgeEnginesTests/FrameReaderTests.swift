import EdgeEngines
import Testing

@Suite struct FrameReaderTests {
    @Test func `messages come out as they went in, however the stream is cut`() throws {
        let messages: [[UInt8]] = [[1], Array(repeating: 7, count: 300), [0, 0, 0, 0]]
        let stream = messages.flatMap { FrameReader.frame($0) }
        for size in [1, 2, 3, 5, 304, stream.count] {
            var reader = FrameReader()
            var read: [[UInt8]] = []
            for start in stride(from: 0, to: stream.count, by: size) {
                reader.append(Array(stream[start..<min(start + size, stream.count)]))
                while let message = try reader.next() { read.append(message) }
            }
            #expect(read == messages)
            #expect(reader.pending == 0)
        }
    }

    @Test func `a length that no message has is refused before its bytes come`() throws {
        var long = FrameReader()
        long.append([0xff, 0xff, 0xff, 0x7f])
        #expect(throws: FrameReader.Fault.tooLong(bytes: 0x7fff_ffff)) { try long.next() }
        var empty = FrameReader()
        empty.append([0, 0, 0, 0])
        #expect(throws: FrameReader.Fault.empty) { try empty.next() }
    }

    @Test func `a message that is not whole is waited for`() throws {
        var reader = FrameReader()
        reader.append([3, 0, 0, 0, 1, 2])
        #expect(try reader.next() == nil)
        reader.append([3])
        #expect(try reader.next() == [1, 2, 3])
    }
}
