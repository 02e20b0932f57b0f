import CEdgeCompression

/// How an archive is packed.
package enum Compression: Sendable {
    case gzip, zstd

    /// Told by the first bytes of an archive, never by its name.
    init?(startingWith bytes: some Collection<UInt8>) {
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Whether a byte can begin another gzip member or zstd frame after the first; anything else is padding.
    func canBegin(with byte: UInt8) -> Bool {
        switch self {
        case .gzip: byte == 0x1F
        case .zstd: byte == 0x28 || byte & 0xF0 == 0x50
        }
    }

    private var format: Int32 {
        switch self {
        case .gzip: Int32(EP_FORMAT_GZIP)
        case .zstd: Int32(EP_FORMAT_ZSTD)
        }
    }

    func makeUnpacker() -> Unpacker? {
        guard let handle = unsafe ep_unpacker_make(format) else { return nil }
        return unsafe Unpacker(handle)
    }

    /// All of `bytes`, packed: the same input gives the same output; nil if there is no memory.
    package func pack(_ bytes: [UInt8]) -> [UInt8]? {
        let capacity = ep_pack_bound(format, bytes.count)
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = unsafe ep_pack(format, bytes, bytes.count, buffer.baseAddress, capacity)
        }
        return packed.isEmpty ? nil : packed
    }
}

/// The checksum of gzip, zip and PNG.
package func crc32(_ bytes: [UInt8]) -> UInt32 {
    unsafe ep_crc32(bytes, bytes.count)
}

/// Unpacks gzip, zstd or deflate piece by piece, in memory that does not grow with the input.
@safe final class Unpacker {
    enum Answer {
        /// More input or more room is needed.
        case more
        /// One gzip member or zstd frame is complete.
        case ended
        case damaged
        case noMemory
    }

    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    /// For what lies inside a zip file; nil if there is no memory.
    static func deflate() -> Unpacker? {
        guard let handle = unsafe ep_unpacker_make(Int32(EP_FORMAT_DEFLATE)) else { return nil }
        return unsafe Unpacker(handle)
    }

    deinit {
        unsafe ep_unpacker_free(handle)
    }

    /// Unpacks from `input` into all of `output`'s room.
    func step(
        from input: ArraySlice<UInt8>, into output: inout [UInt8]
    ) -> (answer: Answer, consumed: Int, produced: Int) {
        var consumed = 0
        var produced = 0
        let answer = unsafe input.withUnsafeBufferPointer { from in
            unsafe output.withUnsafeMutableBufferPointer { to in
                unsafe ep_unpacker_step(
                    handle, from.baseAddress, from.count, &consumed, to.baseAddress, to.count, &produced)
            }
        }
        let meaning: Answer =
            switch Int(answer) {
            case EP_UNPACK_MORE: .more
            case EP_UNPACK_ENDED: .ended
            case EP_UNPACK_NO_MEMORY: .noMemory
            default: .damaged
            }
        return (meaning, consumed, produced)
    }
}
