/// Takes a stream of events apart: lines that begin with `data:`, each of which is one event here.
package struct EventReader {
    package enum Fault: Error, Equatable {
        case lineTooLong
    }

    private var pending: [UInt8] = []

    /// With the score of every word of a large vocabulary.
    private static let lineLimitBytes = 8 << 20
    private static let mark = Array("data:".utf8)

    package init() {}

    /// - Returns: what the events that are whole by now say.
    package mutating func append(_ bytes: [UInt8]) throws(Fault) -> [[UInt8]] {
        pending += bytes
        var events: [[UInt8]] = []
        var start = 0
        while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = pending[start..<end]
            start = end + 1
            guard line.starts(with: Self.mark) else { continue }
            let said = line.dropFirst(Self.mark.count).drop { $0 == UInt8(ascii: " ") }
            events.append(Array(said.last == UInt8(ascii: "\r") ? said.dropLast() : said))
        }
        pending = Array(pending[start...])
        guard pending.count <= Self.lineLimitBytes else { throw .lineTooLong }
        return events
    }
}
