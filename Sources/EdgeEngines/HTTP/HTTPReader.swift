/// Takes one answer of HTTP/1.1 apart as it comes.
///
/// What a program on this machine says is a stranger's bytes all the same: heads, lines and bodies have limits.
package struct HTTPReader {
    package enum Fault: Error, Equatable {
        case notHTTP
        case headTooLong
        case badLength
        case badChunk
        case bodyTooLong
    }

    /// Nil until the head has come.
    package private(set) var status: Int?
    /// Whether all of it has come.
    package private(set) var isOver = false

    private var state = State.head
    /// What came and is not yet understood.
    private var pending: [UInt8] = []
    private var bodyBytes = 0

    private static let headLimitBytes = 64 << 10
    private static let lineLimitBytes = 256
    private static let bodyLimitBytes = 64 << 20

    private enum State {
        case head, chunkSize, chunkEnd, trailers
        case chunk(left: Int)
        case counted(left: Int)
        case untilClosed
    }

    package init() {}

    /// - Returns: bytes of the body, without what chunks are marked with.
    package mutating func append(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        pending += bytes
        var body: [UInt8] = []
        while !isOver, try step(&body) {}
        bodyBytes += body.count
        guard bodyBytes <= Self.bodyLimitBytes else { throw .bodyTooLong }
        return body
    }

    /// Tells that nothing more comes.
    ///
    /// - Returns: whether the answer had come whole.
    package mutating func close() -> Bool {
        if case .untilClosed = state { isOver = true }
        return isOver
    }

    /// False if more has to come first.
    private mutating func step(_ body: inout [UInt8]) throws(Fault) -> Bool {
        switch state {
        case .head: return try takeHead()
        case .chunkSize:
            guard let line = try takeLine(atMost: Self.lineLimitBytes) else { return false }
            let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0,
                digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-")
            else { throw .badChunk }
            guard size <= Self.bodyLimitBytes else { throw .bodyTooLong }
            state = size == 0 ? .trailers : .chunk(left: size)
        case .chunk(let left):
            guard let rest = takeBody(left, &body) else { return false }
            state = rest == 0 ? .chunkEnd : .chunk(left: rest)
        case .chunkEnd:
            guard let line = try takeLine(atMost: Self.lineLimitBytes) else { return false }
            guard line.isEmpty else { throw .badChunk }
            state = .chunkSize
        case .trailers:
            guard let line = try takeLine(atMost: Self.headLimitBytes) else { return false }
            isOver = line.isEmpty
        case .counted(let left):
            guard let rest = takeBody(left, &body) else { return false }
            state = .counted(left: rest)
            isOver = rest == 0
        case .untilClosed:
            body += pending
            pending = []
            return false
        }
        return true
    }

    private mutating func takeHead() throws(Fault) -> Bool {
        guard let line = try takeLine(atMost: Self.headLimitBytes) else { return false }
        guard status != nil else {
            status = try Self.status(of: line)
            return true
        }
        guard line.isEmpty else {
            try take(header: line)
            return true
        }
        // Answers on the way to the one that counts have no body, and others come after them.
        if let status, (100..<200).contains(status) {
            (self.status, framing) = (nil, .untilClosed)
            return true
        }
        state = status == 204 || status == 304 ? .counted(left: 0) : framing
        if case .counted(left: 0) = state { isOver = true }
        return true
    }

    /// How the body ends, by the headers seen so far.
    private var framing = State.untilClosed
    private var headBytes = 0

    private static func status(of line: ArraySlice<UInt8>) throws(Fault) -> Int {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard line.starts(with: "HTTP/1.".utf8), parts.count > 1, parts[1].count == 3,
            let status = Int(String(decoding: parts[1], as: UTF8.self)), (100..<600).contains(status)
        else { throw .notHTTP }
        return status
    }

    private mutating func take(header line: ArraySlice<UInt8>) throws(Fault) {
        headBytes += line.count
        guard headBytes <= Self.headLimitBytes else { throw .headTooLong }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .notHTTP }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self).split(separator: " ").joined(separator: " ")
        switch name {
        case "transfer-encoding":
            guard value.lowercased() == "chunked" else { throw .badLength }
            framing = .chunkSize
        case "content-length":
            guard let count = Int(value), count >= 0, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw .badLength
            }
            guard count <= Self.bodyLimitBytes else { throw .bodyTooLong }
            if case .chunkSize = framing { return }
            framing = .counted(left: count)
        default: break
        }
    }

    /// A line without its end; nil if it has not come whole.
    private mutating func takeLine(atMost limit: Int) throws(Fault) -> ArraySlice<UInt8>? {
        guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else {
            guard pending.count <= limit else { throw .headTooLong }
            return nil
        }
        guard end <= limit else { throw .headTooLong }
        let line = pending[..<end]
        pending = Array(pending[(end + 1)...])
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// - Returns: how much of so many bytes is still to come; nil if nothing is there.
    private mutating func takeBody(_ left: Int, _ body: inout [UInt8]) -> Int? {
        guard !pending.isEmpty else { return nil }
        let count = min(left, pending.count)
        body += pending[..<count]
        pending = Array(pending[count...])
        return left - count
    }
}

extension HTTPReader.Fault {
    /// As the end of a sentence.
    package var words: String {
        switch self {
        case .notHTTP: "what it answered is no HTTP"
        case .headTooLong: "the head of its answer has no end"
        case .badLength: "it says of no length how long its answer is"
        case .badChunk: "a chunk of its answer has no size"
        case .bodyTooLong: "its answer is longer than any"
        }
    }
}
