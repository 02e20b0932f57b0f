public import EdgeRecords

/// Reads files below a root: "/" on a live device, a captured tree otherwise.
///
/// Paths are relative to the root, links are resolved within it, and nothing outside it can be reached.
public struct FileTree: Sendable {
    /// What a path leads to.
    public enum Kind: Sendable {
        case file, folder, other
    }

    /// Enough for all but `/proc/cpuinfo` of hundreds of CPUs.
    public static let usualLimitBytes = 1 << 20
    public static let entriesAtMost = 65_536

    /// What holds the files.
    private enum Backing: Sendable {
        case folder(RootFolder)
        case memory(MemoryTree)
    }

    private let backing: Backing
    private var recorder: TreeRecorder?
    /// How the user named it: `/`, a folder or an archive.
    public let name: String

    /// What was doubtful while the tree was opened, such as an archive that is cut off.
    public let openingWarnings: [Warning]

    /// The tree below a folder.
    public init(root: String) throws(FileTreeError) {
        try self.init(root: root, resolvingByHand: false)
    }

    /// The same, as it is read on kernels that cannot resolve paths below a root, or with a lower limit of names.
    package init(
        root: String, resolvingByHand: Bool, namesAtMost: Int = entriesAtMost
    ) throws(FileTreeError) {
        name = root
        openingWarnings = []
        backing = .folder(try RootFolder(path: root, resolvingByHand: resolvingByHand, namesAtMost: namesAtMost))
    }

    /// A tree that lies in memory, such as an unpacked archive.
    public init(memory: MemoryTree, name: String, openingWarnings: [Warning] = []) {
        self.name = name
        self.openingWarnings = openingWarnings
        backing = .memory(memory)
    }

    /// The same tree seen as a copy would be: not live, and with every access noted.
    public func recorded(by recorder: TreeRecorder) -> FileTree {
        var tree = self
        tree.recorder = recorder
        return tree
    }

    /// Whether this is the running device itself rather than a copy of another.
    public var isLive: Bool {
        guard recorder == nil else { return false }
        return if case .folder(let folder) = backing { folder.isLive } else { false }
    }

    public func bytes(at path: String, limitBytes: Int = usualLimitBytes) throws(FileTreeError) -> [UInt8] {
        let bytes =
            switch backing {
            case .folder(let folder): try folder.bytes(at: path, limitBytes: limitBytes)
            case .memory(let memory): try memory.bytes(at: path, limitBytes: limitBytes)
            }
        recorder?.note(path, .content(bytes))
        return bytes
    }

    /// The text at `path`; bytes that are not UTF-8 become replacement characters.
    public func text(at path: String, limitBytes: Int = usualLimitBytes) throws(FileTreeError) -> String {
        String(decoding: try bytes(at: path, limitBytes: limitBytes), as: UTF8.self)
    }

    /// The names in a folder, sorted so that `cpu10` follows `cpu9`.
    public func names(in path: String) throws(FileTreeError) -> [String] {
        let names =
            switch backing {
            case .folder(let folder): try folder.names(in: path)
            case .memory(let memory): try memory.names(in: path)
            }
        recorder?.note(path, .listing)
        return sortedByNumber(names)
    }

    /// What `path` leads to, links followed; nil if nothing is there.
    public func kind(of path: String) -> Kind? {
        let kind =
            switch backing {
            case .folder(let folder): folder.kind(of: path)
            case .memory(let memory): memory.kind(of: path)
            }
        if kind != nil { recorder?.note(path, .presence) }
        return kind
    }

    /// Where the symbolic link `path` points, as it is written; nil if it is none.
    public func linkTarget(of path: String) -> String? {
        let target =
            switch backing {
            case .folder(let folder): folder.linkTarget(of: path)
            case .memory(let memory): memory.linkTarget(of: path)
            }
        if target != nil { recorder?.note(path, .presence) }
        return target
    }

    /// Whether this process may read and write `path`; in a captured tree, whether it is there at all.
    public func isAccessible(_ path: String) -> Bool {
        guard isLive, case .folder(let folder) = backing else { return kind(of: path) != nil }
        return folder.isAccessible(path)
    }
}
