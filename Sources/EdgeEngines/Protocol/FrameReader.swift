/// Takes messages out of a stream: each is its length, four bytes with the lowest first, and then so many bytes.
package struct FrameReader {
    /// What one side tells the other at once is short: samples of one block, names, no tensors.
    package static let limitBytes = 16 << 20
    private static let headBytes = 4

    private var bytes: [UInt8] = []
    private var start = 0

    package init() {}

    package enum Fault: Error, Equatable {
        case tooLong(bytes: Int)
        case empty
    }

    package mutating func append(_ more: [UInt8]) {
        if start > 0, start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            start = 0
        }
        bytes += more
    }

    /// Bytes that came and are not yet part of a whole message.
    package var pending: Int { bytes.count - start }

    /// The next whole message; nil if more has to come first.
    ///
    /// - Throws: for a length that no message has; nothing after it can be understood.
    package mutating func next() throws(Fault) -> [UInt8]? {
        guard pending >= Self.headBytes else { return nil }
        let length = (0..<Self.headBytes).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        guard length > 0 else { throw .empty }
        guard length <= Self.limitBytes else { throw .tooLong(bytes: length) }
        guard pending - Self.headBytes >= length else { return nil }
        let first = start + Self.headBytes
        start = first + length
        let message = Array(bytes[first..<start])
        if start > Self.limitBytes {
            bytes.removeFirst(start)
            start = 0
        }
        return message
    }

    /// A message as it is sent.
    package static func frame(_ message: [UInt8]) -> [UInt8] {
        (0..<headBytes).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) } + message
    }
}
