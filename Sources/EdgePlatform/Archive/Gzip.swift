/// Single files that may be packed, as data sets often are.
package enum Gzip {
    /// The bytes as they were before they were packed with gzip or zstd; others as they are.
    ///
    /// - Returns: Nil if they are damaged, cut off, or more than `limitBytes` when unpacked.
    package static func unpacked(_ bytes: [UInt8], limitBytes: Int) -> [UInt8]? {
        guard Compression(startingWith: bytes) != nil else { return bytes.count <= limitBytes ? bytes : nil }
        var position = 0
        do throws(StreamFault) {
            let stream = try ArchiveStream(limitBytes: limitBytes) { (count: Int) throws(StreamFault) -> [UInt8] in
                let end = min(position + count, bytes.count)
                defer { position = end }
                return Array(bytes[position..<end])
            }
            return try everything(of: stream)
        } catch {
            return nil
        }
    }

    private static func everything(of stream: ArchiveStream) throws(StreamFault) -> [UInt8] {
        var unpacked: [UInt8] = []
        while true {
            let byte = try stream.take(1)
            guard !byte.isEmpty else { return unpacked }
            unpacked += byte
            unpacked += stream.rest()
        }
    }
}
