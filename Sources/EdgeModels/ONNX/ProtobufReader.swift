/// Reads protobuf's wire format from a stranger's bytes: one message, field by field, in linear time.
///
/// Nothing is copied until a field is asked for its content, and unknown fields cost no memory.
struct ProtobufReader {
    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    fileprivate init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// The next field; nil at the message's end.
    mutating func next() throws(ONNXError) -> ProtobufField? {
        guard offset < end else { return nil }
        let start = offset
        let tag = try varint()
        guard let number = Int32(exactly: tag >> 3), number > 0 else { throw .damaged(offset: start, .badField) }
        let content = try content(wire: tag & 7, tagAt: start)
        return ProtobufField(number: Int(number), bytes: bytes, offset: start, content: content)
    }

    /// All numbers until the message's end, as packed lists have them.
    mutating func eachVarint(_ take: (UInt64) -> Void) throws(ONNXError) {
        while offset < end { take(try varint()) }
    }

    private mutating func content(wire: UInt64, tagAt start: Int) throws(ONNXError) -> ProtobufField.Content {
        switch wire {
        case 0: return .varint(try varint())
        case 1: return .fixed(try take(8))
        case 2:
            let length = try varint()
            guard let length = Int(exactly: length) else { throw .damaged(offset: start, .pastTheEnd) }
            return .bytes(try take(length))
        case 5: return .fixed(try take(4))
        default: throw .damaged(offset: start, .badField)
        }
    }

    private mutating func take(_ count: Int) throws(ONNXError) -> Range<Int> {
        guard count <= end - offset else { throw .damaged(offset: offset, .pastTheEnd) }
        offset += count
        return offset - count..<offset
    }

    private mutating func varint() throws(ONNXError) -> UInt64 {
        var value: UInt64 = 0
        for place in 0..<10 {
            guard offset < end else { throw .damaged(offset: offset, .pastTheEnd) }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << (7 * UInt64(place))
            if byte & 0x80 == 0 { return value }
        }
        throw .damaged(offset: offset, .badNumber)
    }
}

/// One field of a protobuf message.
struct ProtobufField {
    enum Content {
        case varint(UInt64)
        /// Four or eight bytes, the lowest first.
        case fixed(Range<Int>)
        /// A text, a message or a packed list.
        case bytes(Range<Int>)
    }

    let number: Int
    fileprivate let bytes: [UInt8]
    /// Where in the file the field starts.
    let offset: Int
    fileprivate let content: Content

    func integer() throws(ONNXError) -> Int {
        guard case .varint(let value) = content else { throw .damaged(offset: offset, .unexpectedKind) }
        return Int(truncatingIfNeeded: value)
    }

    func float() throws(ONNXError) -> Float {
        guard case .fixed(let range) = content, range.count == 4 else {
            throw .damaged(offset: offset, .unexpectedKind)
        }
        return Float(bitPattern: UInt32(truncatingIfNeeded: bytes.littleEndian(at: range.lowerBound, count: 4)))
    }

    /// The bytes of a text or a blob, uncopied.
    func slice() throws(ONNXError) -> ArraySlice<UInt8> {
        guard case .bytes(let range) = content else { throw .damaged(offset: offset, .unexpectedKind) }
        return bytes[range]
    }

    func text() throws(ONNXError) -> String {
        guard let text = String(validating: try slice(), as: UTF8.self) else {
            throw .damaged(offset: offset, .badText)
        }
        return text
    }

    func message() throws(ONNXError) -> ProtobufReader {
        guard case .bytes(let range) = content else { throw .damaged(offset: offset, .unexpectedKind) }
        return ProtobufReader(bytes, range)
    }

    /// Adds this field's numbers to a repeated field's: packed they come all at once, otherwise one by one.
    func append(to numbers: inout [UInt64]) throws(ONNXError) {
        switch content {
        case .varint(let value): numbers.append(value)
        case .bytes(let range):
            var reader = ProtobufReader(bytes, range)
            // Small numbers take a byte each.
            numbers.reserveCapacity(numbers.count + range.count / 2)
            try reader.eachVarint { numbers.append($0) }
        case .fixed: throw .damaged(offset: offset, .unexpectedKind)
        }
    }

    /// The same for numbers of four or eight bytes, which stay as they lie.
    func append(to stored: inout [UInt8], width: Int) throws(ONNXError) {
        switch content {
        case .fixed(let range) where range.count == width: stored += bytes[range]
        case .bytes(let range) where range.count.isMultiple(of: width): stored += bytes[range]
        default: throw .damaged(offset: offset, .unexpectedKind)
        }
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// The number that so many bytes hold, the lowest first.
    func littleEndian(at offset: Int, count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(self[offset + $1]) << (8 * UInt64($1)) }
    }
}
