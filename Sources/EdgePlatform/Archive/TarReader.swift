import EdgeRecords

/// Reads the members of a tar archive into a tree, bounded in every respect.
///
/// Whatever ends the reading early is kept as `fault`; what was read before it stays.
struct TarReader {
    /// Writers fill up to a multiple of 20 blocks; far more than that is not worth the wait.
    private static let drainedBlocks = 2048

    private let stream: ArchiveStream
    private let limits: ArchiveLimits

    private(set) var tree = MemoryTree()
    private(set) var doubts = ArchiveDoubts()
    private(set) var memberCount = 0
    private(set) var fault: Fault?

    enum Fault: Equatable {
        case stream(StreamFault)
        case badHeader
        case tooManyMembers
    }

    /// What the headers before a member say of it.
    private var longPath: String?
    private var longLink: String?
    private var pax: PaxHeader?

    init(_ stream: ArchiveStream, limits: ArchiveLimits) {
        self.stream = stream
        self.limits = limits
    }

    mutating func readAll() {
        do throws(StreamFault) {
            while let block = try nextBlock() {
                if TarHeader.isEnd(block) { return try drain() }
                guard let header = TarHeader(block) else {
                    fault = .badHeader
                    return
                }
                guard memberCount < limits.members else {
                    fault = .tooManyMembers
                    return
                }
                memberCount += 1
                try read(header)
            }
            fault = .stream(.truncated)
        } catch {
            fault = .stream(error)
        }
    }

    private func nextBlock() throws(StreamFault) -> [UInt8]? {
        let block = try stream.take(TarHeader.blockBytes)
        return block.isEmpty ? nil : block
    }

    /// Reads a little past the end of the archive, which is where a packed stream keeps its checksum.
    private func drain() throws(StreamFault) {
        guard stream.isPacked else { return }
        for _ in 0..<Self.drainedBlocks {
            guard try nextBlock() != nil else { return }
        }
    }

    private mutating func read(_ header: TarHeader) throws(StreamFault) {
        switch header.type {
        case UInt8(ascii: "L"), UInt8(ascii: "K"):
            let text = try content(bytes: header.bytes, atMost: limits.pathBytes + 1)
            let name = text.map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name == nil { doubts.note(.badHeader, header.path) }
            if header.type == UInt8(ascii: "L") { longPath = name } else { longLink = name }
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            pax = try content(bytes: header.bytes, atMost: limits.headerBytes).map(PaxHeader.init)
            if pax?.isDamaged ?? true { doubts.note(.badHeader, header.path) }
        case UInt8(ascii: "g"), UInt8(ascii: "V"):
            try skipContent(bytes: header.bytes)
        default:
            defer { (longPath, longLink, pax) = (nil, nil, nil) }
            try readMember(header)
        }
    }

    private mutating func readMember(_ header: TarHeader) throws(StreamFault) {
        let path = pax?.path ?? longPath ?? header.path
        let target = pax?.linkTarget ?? longLink ?? header.linkTarget
        let bytes = pax?.bytes ?? header.bytes
        switch header.type {
        case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
            if pax?.isSparse == true {
                doubts.note(.sparse, path)
                try skipContent(bytes: bytes)
            } else if path.utf8.last == UInt8(ascii: "/") {  // As the oldest writers name a folder.
                try skipContent(bytes: bytes)
                insert(.folder, at: path)
            } else if let content = try content(bytes: bytes, atMost: limits.fileBytes) {
                insert(.file(content), at: path)
            } else {
                insert(.oversized(bytes: bytes), at: path)
            }
        case UInt8(ascii: "1"):
            insertCopy(of: target, at: path)
        case UInt8(ascii: "2"):
            if target.utf8.count < limits.pathBytes {
                insert(.link(target: target), at: path)
            } else {
                doubts.note(.tooLong, path)
            }
        case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"):
            insert(.other, at: path)
        case UInt8(ascii: "5"):
            insert(.folder, at: path)
        case UInt8(ascii: "D"):
            try skipContent(bytes: bytes)
            insert(.folder, at: path)
        case UInt8(ascii: "S"):
            doubts.note(.sparse, path)
            try skipMaps(after: header)
            try skipContent(bytes: bytes)
        default:
            doubts.note(.unknownType, path)
            try skipContent(bytes: bytes)
        }
    }

    /// An old GNU sparse file has further blocks of its map in front of its content.
    private func skipMaps(after header: TarHeader) throws(StreamFault) {
        var hasMore = header.hasMoreMaps
        while hasMore {
            guard let block = try nextBlock() else { throw .truncated }
            hasMore = block[504] != 0
        }
    }

    /// The content of a member, its padding taken off; nil, and skipped, if it is too long.
    private func content(bytes: Int, atMost limit: Int) throws(StreamFault) -> [UInt8]? {
        guard bytes <= limit else {
            try skipContent(bytes: bytes)
            return nil
        }
        guard bytes > 0 else { return [] }
        let content = try stream.take(bytes)
        guard content.count == bytes else { throw .truncated }
        try stream.skip(-bytes & (TarHeader.blockBytes - 1))
        return content
    }

    private func skipContent(bytes: Int) throws(StreamFault) {
        try stream.skip(bytes)
        try stream.skip(-bytes & (TarHeader.blockBytes - 1))
    }

    private mutating func insertCopy(of target: String, at path: String) {
        guard let original = tree.original(at: target) else { return doubts.note(.lostLink, path) }
        insert(original, at: path)
    }

    private mutating func insert(_ node: MemoryTree.Node, at path: String) {
        guard path.utf8.count < limits.pathBytes else { return doubts.note(.tooLong, path) }
        if path.utf8.first == UInt8(ascii: "/") { doubts.note(.absolute, path) }
        switch tree.place(node, at: path) {
        case .done: break
        case .climbs: doubts.note(.climbing, path)
        case .tooDeep: doubts.note(.tooLong, path)
        case .blocked: doubts.note(.blocked, path)
        }
    }
}
