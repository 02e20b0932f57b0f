import EdgeRecords

/// Opens an archive of a captured machine as a tree: tar, plain or packed by gzip or zstd.
///
/// The kind is told by the first bytes, not by the name. Whatever is wrong inside is left out and told in the tree's
/// `openingWarnings`; it is an error only if nothing could be read.
public enum Archive {
    public static func tree(at path: String) throws(ArchiveError) -> FileTree {
        let file: PlainFile
        do throws(SystemFailure) { file = try PlainFile(path: path) } catch {
            throw ArchiveError(path: path, code: error.code)
        }
        return try tree(named: path, limits: ArchiveLimits()) { count throws(StreamFault) in
            do throws(SystemFailure) { return try file.read(count) } catch { throw .failed(code: error.code) }
        }
    }

    /// The same for an archive that lies in memory.
    package static func tree(
        from bytes: [UInt8], named name: String, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> FileTree {
        var rest = bytes[...]
        return try tree(named: name, limits: limits) { count throws(StreamFault) in
            let some = rest.prefix(count)
            rest = rest.dropFirst(count)
            return Array(some)
        }
    }

    private static func tree(
        named name: String, limits: ArchiveLimits, source: @escaping ArchiveStream.Source
    ) throws(ArchiveError) -> FileTree {
        let stream: ArchiveStream
        do throws(StreamFault) {
            stream = try ArchiveStream(limitBytes: limits.totalBytes, source: source)
        } catch {
            throw explained(error, name)
        }
        var reader = TarReader(stream, limits: limits)
        reader.readAll()
        // Warnings go into records, and the folders on the way to the archive may name its owner.
        let shownName = name.split(separator: "/").last.map(String.init) ?? name
        let warnings = reader.doubts.warnings(archive: shownName)
        guard !reader.tree.isEmpty else {
            throw refusal(of: reader, stream: stream, name: name)
        }
        let damage = reader.fault.map { [warning(of: $0, after: reader.memberCount, name: shownName)] } ?? []
        return FileTree(memory: machine(in: reader.tree), name: name, openingWarnings: damage + warnings)
    }

    /// The root of the captured machine: a single top folder is only the archive's name.
    private static func machine(in tree: MemoryTree) -> MemoryTree {
        guard let names = try? tree.names(in: ""), let only = names.first, names.count == 1 else { return tree }
        let ownNames: Set = ["proc", "sys", "etc", "dev", "cpuid"]
        guard !ownNames.contains(only), tree.kind(of: only) == .folder, tree.linkTarget(of: only) == nil else {
            return tree
        }
        return tree.subtree(at: only)
    }

    /// Why there is nothing in the tree.
    private static func refusal(of reader: TarReader, stream: ArchiveStream, name: String) -> ArchiveError {
        switch reader.fault {
        case nil, .tooManyMembers: .empty(path: name)
        case .badHeader where reader.memberCount == 0:
            .notAnArchive(path: name, looksLike: FileLook.words(for: stream.firstBytes))
        case .badHeader: .damaged(path: name)
        case .stream(.truncated) where reader.memberCount == 0 && !stream.isPacked:
            .notAnArchive(path: name, looksLike: FileLook.words(for: stream.firstBytes))
        case .stream(let fault): explained(fault, name)
        }
    }

    private static func explained(_ fault: StreamFault, _ name: String) -> ArchiveError {
        switch fault {
        case .truncated, .damaged: .damaged(path: name)
        case .tooLarge(let limit): .tooLarge(path: name, limitBytes: limit)
        case .noMemory: .noMemory(path: name)
        case .failed(let code): ArchiveError(path: name, code: code)
        }
    }

    private static func warning(of fault: TarReader.Fault, after members: Int, name: String) -> Warning {
        let reason =
            switch fault {
            case .stream(.truncated): "it is cut off"
            case .stream(.damaged): "its packed content is damaged"
            case .stream(.tooLarge(let limit)): "it holds more than \(limit) bytes, which no captured machine does"
            case .stream(.noMemory): "there is not enough memory to unpack it"
            case .stream(.failed(let code)): "the system answered with error \(code)"
            case .badHeader: "a header's checksum or size is wrong"
            case .tooManyMembers: "it has more members than that, which no captured machine does"
            }
        return Warning(
            what: "\(name) was read up to member \(members) only", where: name, why: reason,
            remedy: "what was read is used; copy or capture it again: edgeplan probe --capture FILE")
    }
}
