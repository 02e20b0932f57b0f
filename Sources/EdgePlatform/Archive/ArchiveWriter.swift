/// Writes members into a tar archive; the same members give the same bytes, whatever their order.
///
/// Nothing of the machine that writes goes in: no time, no owner, no name of a user.
public enum ArchiveWriter {
    /// Writes an archive whole or not at all, packed as the name's `ArchiveEnding` says.
    public static func write(
        _ members: [(path: String, node: MemoryTree.Node)], to path: String
    ) throws(AtomicFileError) {
        let plain = tar(members)
        guard let compression = ArchiveEnding(of: path)?.compression else {
            return try AtomicFile.write(plain, to: path)
        }
        guard let packed = compression.pack(plain) else { throw .noMemory(path: path) }
        try AtomicFile.write(packed, to: path)
    }

    /// The members as plain tar, sorted by path; of two of one path the later counts.
    ///
    /// Left out: paths with `..`, and files whose content was not kept.
    package static func tar(_ members: [(path: String, node: MemoryTree.Node)]) -> [UInt8] {
        var nodes: [String: MemoryTree.Node] = [:]
        for member in members {
            let steps = member.path.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual([dot]) }
            guard !steps.isEmpty, !steps.contains(where: { $0.elementsEqual([dot, dot]) }) else { continue }
            nodes[steps.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")] = member.node
        }
        var bytes: [UInt8] = []
        for (path, node) in nodes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            append(node, at: path, to: &bytes)
        }
        // Two empty blocks end an archive; a record of 20 blocks is what tar itself fills up to.
        bytes += [UInt8](repeating: 0, count: 2 * TarHeader.blockBytes)
        let record = 20 * TarHeader.blockBytes
        return bytes + [UInt8](repeating: 0, count: (record - bytes.count % record) % record)
    }

    private static func append(_ node: MemoryTree.Node, at path: String, to bytes: inout [UInt8]) {
        switch node {
        case .file(let content):
            appendHeader(path, type: "0", mode: 0o644, size: content.count, to: &bytes)
            bytes += content
            bytes += [UInt8](repeating: 0, count: -content.count & (TarHeader.blockBytes - 1))
        case .folder: appendHeader(path + "/", type: "5", mode: 0o755, to: &bytes)
        case .link(let target): appendHeader(path, type: "2", mode: 0o777, link: target, to: &bytes)
        case .other: appendHeader(path, type: "6", mode: 0o644, to: &bytes)
        case .oversized: break
        }
    }

    /// A header, and an extended one before it if a path is too long for its field.
    private static func appendHeader(
        _ path: String, type: Unicode.Scalar, mode: Int, size: Int = 0, link: String = "", to bytes: inout [UInt8]
    ) {
        var records = ""
        if path.utf8.count > 100 { records += paxRecord("path", path) }
        if link.utf8.count > 100 { records += paxRecord("linkpath", link) }
        if !records.isEmpty {
            bytes += TarHeader.block(
                path: "PaxHeaders/long", type: "x", mode: 0o644, size: records.utf8.count, link: "")
            bytes += records.utf8
            bytes += [UInt8](repeating: 0, count: -records.utf8.count & (TarHeader.blockBytes - 1))
        }
        bytes += TarHeader.block(path: path, type: type, mode: mode, size: size, link: link)
    }

    /// `length key=value` and a line feed, where the length counts its own digits too.
    private static func paxRecord(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var digits = 1
        while String(rest.utf8.count + digits).utf8.count != digits { digits += 1 }
        return "\(rest.utf8.count + digits)\(rest)"
    }
}

private let dot = UInt8(ascii: ".")
