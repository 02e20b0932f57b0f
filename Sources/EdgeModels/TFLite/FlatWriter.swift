/// Writes a flatbuffer: what refers to something stands before it.
package struct FlatWriter {
    package private(set) var bytes: [UInt8] = []

    /// A field of a table; nil among fields is one that is left out.
    package indirect enum Field {
        case byte(Int)
        case integer(Int)
        case text(String)
        case integers([Int])
        case floats([Float])
        case longs([Int])
        /// A tensor's content, which engines read in place.
        case content([UInt8])
        case table([Field?])
        case tables([[Field?]])
    }

    /// The whole file.
    package init(_ root: [Field?], mark: String) {
        bytes = [0, 0, 0, 0] + mark.utf8
        patch(0, to: write(root))
    }

    /// - Returns: where it lies.
    private mutating func write(_ table: [Field?]) -> Int {
        var offsets: [Int] = []
        var end = 4
        for field in table {
            guard let field else {
                offsets.append(0)
                continue
            }
            let width = field.width
            end = (end + width - 1) / width * width
            offsets.append(end)
            end += width
        }
        align(2)
        let list = bytes.count
        append(4 + 2 * table.count, width: 2)
        append(end, width: 2)
        for offset in offsets { append(offset, width: 2) }
        align(4)
        let start = bytes.count
        append(start - list, width: 4)
        bytes += Array(repeating: 0, count: end - 4)
        for (field, offset) in zip(table, offsets) {
            guard let field else { continue }
            write(field, at: start + offset)
        }
        return start
    }

    private mutating func write(_ field: Field, at place: Int) {
        switch field {
        case .byte(let number): bytes[place] = UInt8(truncatingIfNeeded: number)
        case .integer(let number): set(number, at: place)
        case .table(let fields): patch(place, to: write(fields))
        case .text(let text):
            patch(place, to: begin(count: text.utf8.count, aligned: 4))
            bytes += Array(text.utf8) + [0]
        case .integers(let numbers):
            patch(place, to: begin(count: numbers.count, aligned: 4))
            for number in numbers { append(number, width: 4) }
        case .floats(let numbers):
            patch(place, to: begin(count: numbers.count, aligned: 4))
            for number in numbers { append(Int(number.bitPattern), width: 4) }
        case .longs(let numbers):
            patch(place, to: begin(count: numbers.count, aligned: 8))
            for number in numbers { append(number, width: 8) }
        case .content(let content):
            patch(place, to: begin(count: content.count, aligned: 16))
            bytes += content
        case .tables(let tables):
            let start = begin(count: tables.count, aligned: 4)
            patch(place, to: start)
            bytes += Array(repeating: 0, count: 4 * tables.count)
            for (number, table) in tables.enumerated() { patch(start + 4 + 4 * number, to: write(table)) }
        }
    }

    /// Begins a list whose elements lie at multiples of a number.
    private mutating func begin(count: Int, aligned: Int) -> Int {
        while (bytes.count + 4) % aligned != 0 { bytes.append(0) }
        append(count, width: 4)
        return bytes.count - 4
    }

    private mutating func align(_ width: Int) {
        while bytes.count % width != 0 { bytes.append(0) }
    }

    private mutating func append(_ number: Int, width: Int) {
        for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }

    private mutating func set(_ number: Int, at place: Int) {
        for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte)) }
    }

    private mutating func patch(_ place: Int, to target: Int) { set(target - place, at: place) }
}

extension FlatWriter.Field {
    /// In the table itself.
    fileprivate var width: Int { if case .byte = self { 1 } else { 4 } }
}
