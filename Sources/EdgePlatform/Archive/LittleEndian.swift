extension [UInt8] {
    /// The number whose lowest byte stands at an offset; nil if it would reach past the end.
    package func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at offset: Int
    ) -> Number? {
        let size = Number.bitWidth / 8
        guard offset >= 0, offset <= count - size else { return nil }
        return self[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Number($1) }
    }
}
