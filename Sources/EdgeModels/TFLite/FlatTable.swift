/// A table of a flatbuffer in a stranger's bytes: fields by number, each of which may be left out.
///
/// Every place is compared with the bytes that there are before it is read, and nothing is copied.
struct FlatTable {
    private let bytes: [UInt8]
    private let start: Int
    /// Where the table's own list of its fields lies, and how long that is.
    private let list: Int
    private let listBytes: Int
    private let ownBytes: Int

    /// The table that a flatbuffer begins with.
    ///
    /// - Returns: nil if the bytes do not bear the format's mark.
    static func root(of bytes: [UInt8], mark: String) throws(TFLiteError) -> FlatTable? {
        guard bytes.count >= 8, bytes[4..<8].elementsEqual(mark.utf8) else { return nil }
        return try FlatTable(bytes, at: Int(bytes.littleEndian(at: 0, count: 4)))
    }

    init(_ bytes: [UInt8], at start: Int) throws(TFLiteError) {
        guard start >= 0, start <= bytes.count - 4 else { throw .damaged(offset: start, .pastTheEnd) }
        let distance = Int(Int32(truncatingIfNeeded: bytes.littleEndian(at: start, count: 4)))
        let list = start - distance
        guard list >= 0, list <= bytes.count - 4 else { throw .damaged(offset: start, .pastTheEnd) }
        let listBytes = Int(bytes.littleEndian(at: list, count: 2))
        let ownBytes = Int(bytes.littleEndian(at: list + 2, count: 2))
        guard listBytes >= 4, listBytes <= bytes.count - list, ownBytes >= 4, ownBytes <= bytes.count - start else {
            throw .damaged(offset: list, .badTable)
        }
        (self.bytes, self.start, self.list, self.listBytes, self.ownBytes) = (bytes, start, list, listBytes, ownBytes)
    }

    /// Where a field lies; nil if it is left out.
    private func place(_ field: Int, width: Int) throws(TFLiteError) -> Int? {
        let entry = 4 + 2 * field
        guard entry + 2 <= listBytes else { return nil }
        let offset = Int(bytes.littleEndian(at: list + entry, count: 2))
        guard offset != 0 else { return nil }
        guard offset >= 4, offset + width <= ownBytes else { throw .damaged(offset: list + entry, .badTable) }
        return start + offset
    }

    /// A number of so many bytes, without a sign.
    func unsigned(_ field: Int, width: Int) throws(TFLiteError) -> UInt64? {
        try place(field, width: width).map { bytes.littleEndian(at: $0, count: width) }
    }

    func byte(_ field: Int) throws(TFLiteError) -> Int {
        Int(Int8(truncatingIfNeeded: try unsigned(field, width: 1) ?? 0))
    }

    func integer(_ field: Int) throws(TFLiteError) -> Int {
        Int(Int32(truncatingIfNeeded: try unsigned(field, width: 4) ?? 0))
    }

    /// An index or a count.
    func natural(_ field: Int) throws(TFLiteError) -> Int { Int(try unsigned(field, width: 4) ?? 0) }

    func isTrue(_ field: Int) throws(TFLiteError) -> Bool { try byte(field) != 0 }

    /// What a field refers to: its place.
    private func target(_ field: Int) throws(TFLiteError) -> Int? {
        guard let place = try place(field, width: 4) else { return nil }
        let target = place + Int(bytes.littleEndian(at: place, count: 4))
        guard target > place, target <= bytes.count - 4 else { throw .damaged(offset: place, .pastTheEnd) }
        return target
    }

    func table(_ field: Int) throws(TFLiteError) -> FlatTable? {
        guard let target = try target(field) else { return nil }
        return try FlatTable(bytes, at: target)
    }

    /// A list of things that take so many bytes each.
    func list(_ field: Int, width: Int) throws(TFLiteError) -> FlatList? {
        guard let target = try target(field) else { return nil }
        let count = Int(bytes.littleEndian(at: target, count: 4))
        guard count <= (bytes.count - target - 4) / width else { throw .damaged(offset: target, .pastTheEnd) }
        return FlatList(bytes: bytes, start: target + 4, count: count, width: width)
    }
}

/// A list of a flatbuffer, whose bytes are all there.
struct FlatList {
    fileprivate let bytes: [UInt8]
    let start: Int
    let count: Int
    fileprivate let width: Int

    var content: ArraySlice<UInt8> { bytes[start..<start + count * width] }

    func unsigned(_ place: Int) -> UInt64 { bytes.littleEndian(at: start + place * width, count: width) }

    /// Of a list of tables, or of texts.
    private func target(_ place: Int) throws(TFLiteError) -> Int {
        let entry = start + place * width
        let target = entry + Int(bytes.littleEndian(at: entry, count: 4))
        guard target > entry, target <= bytes.count - 4 else { throw .damaged(offset: entry, .pastTheEnd) }
        return target
    }

    func table(_ place: Int) throws(TFLiteError) -> FlatTable { try FlatTable(bytes, at: target(place)) }
}
