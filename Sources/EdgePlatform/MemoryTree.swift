/// A tree of files that lies in memory; links are resolved within it, so that nothing outside can be reached.
public struct MemoryTree: Sendable {
    public enum Node: Equatable, Sendable {
        case file([UInt8])
        case folder
        case link(target: String)
        /// A pipe or a device: there, but never read.
        case other
        /// A file whose content was not kept because it is too large.
        case oversized(bytes: Int)
    }

    /// What came of putting a node at a path.
    enum Placement {
        case done
        /// The path has a `..`.
        case climbs
        case tooDeep
        /// Something that is no folder stands on the way, a filled folder at its end, or the folder is full.
        case blocked
    }

    private struct Entry: Sendable {
        var node: Node
        var children: [String: Int] = [:]
    }

    private static let linksAtMost = 40
    private static let stepsAtMost = 64

    private var entries = [Entry(node: .folder)]
    /// Where the root is: a subtree shares the entries of the whole.
    private var root = 0

    public init() {}

    var isEmpty: Bool { entries[root].children.isEmpty }

    /// Puts a node at `path`, which is made clean first: no empty steps, no `.`; one with `..` is refused.
    ///
    /// - Returns: false if the path was refused.
    @discardableResult
    public mutating func insert(_ node: Node, at path: String) -> Bool { place(node, at: path) == .done }

    /// As `insert`, unless something is there already.
    public mutating func insertIfAbsent(_ node: Node, at path: String) {
        if kind(of: path) == nil, linkTarget(of: path) == nil { insert(node, at: path) }
    }

    /// As `insert`, and says why not; a later node of the same path replaces an earlier one.
    mutating func place(_ node: Node, at path: String) -> Placement {
        let steps = Self.steps(of: path).filter { $0 != "." }
        guard let last = steps.last else { return node == .folder ? .done : .blocked }
        guard !steps.contains("..") else { return .climbs }
        guard steps.count <= Self.stepsAtMost else { return .tooDeep }
        var folder = root
        for step in steps.dropLast() {
            guard let next = child(of: folder, named: step, orMake: .folder) else { return .blocked }
            guard entries[next].node == .folder else { return .blocked }
            folder = next
        }
        guard let index = child(of: folder, named: last, orMake: node) else { return .blocked }
        if node == .folder, entries[index].node == .folder { return .done }
        // A filled folder stays: another node in its place would orphan what lies in it.
        guard entries[index].children.isEmpty else { return .blocked }
        entries[index].node = node
        return .done
    }

    /// The entry of that name, made if it is not there; nil if the folder is full.
    private mutating func child(of folder: Int, named name: String, orMake node: Node) -> Int? {
        if let index = entries[folder].children[name] { return index }
        guard entries[folder].children.count < FileTree.entriesAtMost else { return nil }
        entries[folder].children[name] = entries.count
        entries.append(Entry(node: node))
        return entries.count - 1
    }

    /// The same tree seen from one of its folders; an empty one if there is none of that path.
    public func subtree(at path: String) -> MemoryTree {
        guard let index = try? resolve(path), entries[index].node == .folder else { return MemoryTree() }
        var tree = self
        tree.root = index
        return tree
    }

    /// Everything in the tree with its path, folders before what lies in them.
    public var members: [(path: String, node: Node)] {
        var members: [(path: String, node: Node)] = []
        var waiting = [(path: "", index: root)]
        while let (path, index) = waiting.popLast() {
            for (name, child) in entries[index].children {
                let whole = path.isEmpty ? name : path + "/" + name
                members.append((whole, entries[child].node))
                waiting.append((whole, child))
            }
        }
        return members
    }

    func bytes(at path: String, limitBytes: Int) throws(FileTreeError) -> [UInt8] {
        switch entries[try resolve(path)].node {
        case .file(let bytes) where bytes.count <= limitBytes: return bytes
        case .file, .oversized: throw .tooLarge(path: path, limitBytes: limitBytes)
        case .folder, .other, .link: throw .notAFile(path: path)
        }
    }

    func names(in path: String) throws(FileTreeError) -> [String] {
        let entry = entries[try resolve(path)]
        guard entry.node == .folder else { throw .missing(path: path) }
        return Array(entry.children.keys)
    }

    func kind(of path: String) -> FileTree.Kind? {
        guard let index = try? resolve(path) else { return nil }
        return switch entries[index].node {
        case .file, .oversized: .file
        case .folder: .folder
        case .other, .link: .other
        }
    }

    func linkTarget(of path: String) -> String? {
        guard let index = try? resolve(path, followingLast: false), case .link(let target) = entries[index].node else {
            return nil
        }
        return target
    }

    /// The node that a hard link to `path` stands for: a file, a link or a device, no links followed on the last step.
    func original(at path: String) -> Node? {
        guard let index = try? resolve(path, followingLast: false) else { return nil }
        let node = entries[index].node
        return node == .folder ? nil : node
    }

    /// The entry that `path` leads to; `..` and absolute links stay below the root.
    private func resolve(_ path: String, followingLast: Bool = true) throws(FileTreeError) -> Int {
        var rest: [String] = Self.steps(of: path).reversed()
        var trail = [root]
        var links = 0
        while let step = rest.popLast() {
            guard let here = trail.last, entries[here].node == .folder else { throw .missing(path: path) }
            if step == "." { continue }
            if step == ".." {
                if trail.count > 1 { trail.removeLast() }
                continue
            }
            guard let next = entries[here].children[step] else { throw .missing(path: path) }
            guard case .link(let target) = entries[next].node, followingLast || !rest.isEmpty else {
                trail.append(next)
                continue
            }
            links += 1
            guard links <= Self.linksAtMost else { throw .linkLoop(path: path) }
            if target.utf8.first == UInt8(ascii: "/") { trail = [root] }
            rest += Self.steps(of: target).reversed()
        }
        return trail.last ?? root
    }

    /// The steps of a path, told apart byte by byte: a mark that combines with a slash does not hide it.
    private static func steps(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
}
