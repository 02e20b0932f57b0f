/// Writes one protobuf message, field by field, in the order that the caller gives.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func integer(_ number: Int, _ value: Int) {
        varint(UInt64(number) << 3)
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func float(_ number: Int, _ value: Float) {
        varint(UInt64(number) << 3 | 5)
        littleEndian(UInt64(value.bitPattern), count: 4)
    }

    mutating func text(_ number: Int, _ value: String) {
        blob(number, Array(value.utf8))
    }

    mutating func blob(_ number: Int, _ value: [UInt8]) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    /// A message within this one.
    mutating func message(_ number: Int, _ write: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        write(&inner)
        blob(number, inner.bytes)
    }

    /// A repeated field of whole numbers, packed; nothing if there are none.
    mutating func integers(_ number: Int, _ values: [Int]) {
        guard !values.isEmpty else { return }
        message(number) { inner in
            for value in values { inner.varint(UInt64(bitPattern: Int64(value))) }
        }
    }

    mutating func floats(_ number: Int, _ values: [Float]) {
        guard !values.isEmpty else { return }
        message(number) { inner in
            for value in values { inner.littleEndian(UInt64(value.bitPattern), count: 4) }
        }
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func littleEndian(_ value: UInt64, count: Int) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))) }
    }
}
