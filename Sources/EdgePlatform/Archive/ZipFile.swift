/// A zip file that lies in memory: members stored plain or deflated, as NumPy and Python's packages write them.
package struct ZipFile {
    package struct Member: Sendable {
        package var name: String
        /// When unpacked, as the list of members claims.
        package var byteCount: Int
        fileprivate var packedCount: Int
        fileprivate var method: UInt16
        fileprivate var checksum: UInt32
        fileprivate var offset: Int
    }

    /// In the order of the file's own list.
    package let members: [Member]
    private let bytes: [UInt8]
    private let name: String

    package init(_ bytes: [UInt8], named name: String) throws(ZipError) {
        self.bytes = bytes
        self.name = name
        guard let end = Self.endRecord(of: bytes), let count = bytes.littleEndian(UInt16.self, at: end + 10),
            let start = bytes.littleEndian(UInt32.self, at: end + 16)
        else { throw .notAZip(file: name) }
        guard start != .max else { throw .unsupported(file: name, member: "", feature: "sizes of 64 bits") }
        var members: [Member] = []
        var offset = Int(start)
        for _ in 0..<Int(count) {
            let (member, next) = try Self.member(in: bytes, at: offset, file: name)
            members.append(member)
            offset = next
        }
        self.members = members
    }

    /// Where the record lies that ends a zip file: before a comment of at most 65,535 bytes.
    private static func endRecord(of bytes: [UInt8]) -> Int? {
        let last = bytes.count - 22
        guard last >= 0 else { return nil }
        return (max(0, last - 65_535)...last).reversed().first { at in
            bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == 5 && bytes[at + 3] == 6
        }
    }

    private static func member(
        in bytes: [UInt8], at offset: Int, file: String
    ) throws(ZipError) -> (member: Member, next: Int) {
        guard bytes.littleEndian(UInt32.self, at: offset) == 0x0201_4B50,
            let flags = bytes.littleEndian(UInt16.self, at: offset + 8),
            let method = bytes.littleEndian(UInt16.self, at: offset + 10),
            let checksum = bytes.littleEndian(UInt32.self, at: offset + 16),
            let packed = bytes.littleEndian(UInt32.self, at: offset + 20),
            let unpacked = bytes.littleEndian(UInt32.self, at: offset + 24),
            let nameBytes = bytes.littleEndian(UInt16.self, at: offset + 28),
            let extraBytes = bytes.littleEndian(UInt16.self, at: offset + 30),
            let commentBytes = bytes.littleEndian(UInt16.self, at: offset + 32),
            let place = bytes.littleEndian(UInt32.self, at: offset + 42), offset + 46 + Int(nameBytes) <= bytes.count
        else { throw .damaged(file: file, member: "") }
        let name = String(decoding: bytes[offset + 46..<offset + 46 + Int(nameBytes)], as: UTF8.self)
        guard flags & 1 == 0 else { throw .unsupported(file: file, member: name, feature: "a password") }
        guard packed != .max, unpacked != .max, place != .max else {
            throw .unsupported(file: file, member: name, feature: "sizes of 64 bits")
        }
        let member = Member(
            name: name, byteCount: Int(unpacked), packedCount: Int(packed), method: method, checksum: checksum,
            offset: Int(place))
        return (member, offset + 46 + Int(nameBytes) + Int(extraBytes) + Int(commentBytes))
    }

    /// A member's content, checked against its checksum.
    ///
    /// - Throws: `tooLarge` before more than `limitBytes` are taken into memory.
    package func content(of member: Member, limitBytes: Int) throws(ZipError) -> [UInt8] {
        guard member.byteCount <= limitBytes else {
            throw .tooLarge(file: name, member: member.name, limitBytes: limitBytes)
        }
        let packed = try packedContent(of: member)
        let content: [UInt8]
        switch member.method {
        case 0: content = Array(packed)
        case 8: content = try inflated(packed, member)
        default: throw .unsupported(file: name, member: member.name, feature: "packing method \(member.method)")
        }
        guard content.count == member.byteCount, crc32(content) == member.checksum else {
            throw .damaged(file: name, member: member.name)
        }
        return content
    }

    private func packedContent(of member: Member) throws(ZipError) -> ArraySlice<UInt8> {
        guard bytes.littleEndian(UInt32.self, at: member.offset) == 0x0403_4B50,
            let nameBytes = bytes.littleEndian(UInt16.self, at: member.offset + 26),
            let extraBytes = bytes.littleEndian(UInt16.self, at: member.offset + 28)
        else { throw .damaged(file: name, member: member.name) }
        let start = member.offset + 30 + Int(nameBytes) + Int(extraBytes)
        guard start + member.packedCount <= bytes.count else { throw .damaged(file: name, member: member.name) }
        return bytes[start..<start + member.packedCount]
    }

    /// Deflate makes at most 1032 bytes of one: no more room is taken than that.
    private func inflated(_ packed: ArraySlice<UInt8>, _ member: Member) throws(ZipError) -> [UInt8] {
        guard let unpacker = Unpacker.deflate() else { throw .noMemory(file: name) }
        guard member.byteCount / 1032 <= packed.count else { throw .damaged(file: name, member: member.name) }
        var content = [UInt8](repeating: 0, count: member.byteCount)
        // A step needs room even for nothing.
        if content.isEmpty { content = [0] }
        let (answer, _, produced) = unpacker.step(from: packed, into: &content)
        switch answer {
        case .ended where produced == member.byteCount: return Array(content.prefix(produced))
        case .noMemory: throw .noMemory(file: name)
        default: throw .damaged(file: name, member: member.name)
        }
    }
}
