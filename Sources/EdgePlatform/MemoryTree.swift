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

    private static let linksAtMost = 40

    private var nodes: [String: Node] = ["": .folder]
    private var children: [String: Set<String>] = [:]

    public init() {}

    /// Puts a node at `path`, which is made clean first: no empty steps, no `.`; one with `..` is refused.
    ///
    /// - Returns: false if the path was refused.
    @discardableResult
    public mutating func insert(_ node: Node, at path: String) -> Bool {
        let steps = path.split(separator: "/").filter { $0 != "." }
        guard !steps.isEmpty, !steps.contains(".."), steps.count <= Self.linksAtMost else { return false }
        var parent = ""
        for step in steps.dropLast() {
            let folder = parent.isEmpty ? String(step) : parent + "/" + step
            if let existing = nodes[folder], existing != .folder { return false }
            nodes[folder] = .folder
            children[parent, default: []].insert(String(step))
            parent = folder
        }
        guard let last = steps.last else { return false }
        let whole = parent.isEmpty ? String(last) : parent + "/" + last
        if node == .folder, nodes[whole] != nil { return true }
        // A folder stays a folder: a later member of the same name would orphan what lies in it.
        if nodes[whole] == .folder, children[whole] != nil { return false }
        nodes[whole] = node
        children[parent, default: []].insert(String(last))
        return true
    }

    /// The same tree seen from one of its folders.
    public func subtree(at path: String) -> MemoryTree {
        var tree = MemoryTree()
        let prefix = path + "/"
        for (key, node) in nodes where key.hasPrefix(prefix) {
            tree.insert(node, at: String(key.dropFirst(prefix.count)))
        }
        return tree
    }

    func bytes(at path: String, limitBytes: Int) throws(FileTreeError) -> [UInt8] {
        switch try node(at: path) {
        case .file(let bytes) where bytes.count <= limitBytes: return bytes
        case .file, .oversized: throw .tooLarge(path: path, limitBytes: limitBytes)
        case .folder, .other, .link: throw .notAFile(path: path)
        }
    }

    func names(in path: String) throws(FileTreeError) -> [String] {
        let resolved = try resolve(path)
        guard nodes[resolved] == .folder else { throw .missing(path: path) }
        return Array(children[resolved] ?? [])
    }

    func kind(of path: String) -> FileTree.Kind? {
        guard let node = try? node(at: path) else { return nil }
        return switch node {
        case .file, .oversized: .file
        case .folder: .folder
        case .other, .link: .other
        }
    }

    func linkTarget(of path: String) -> String? {
        guard let resolved = try? resolve(path, followingLast: false), case .link(let target)? = nodes[resolved] else {
            return nil
        }
        return target
    }

    private func node(at path: String) throws(FileTreeError) -> Node {
        guard let node = nodes[try resolve(path)] else { throw .missing(path: path) }
        return node
    }

    /// The path of the node that `path` leads to, free of links; the node itself need not exist.
    private func resolve(_ path: String, followingLast: Bool = true) throws(FileTreeError) -> String {
        var rest = path.split(separator: "/").map(String.init)
        var done: [String] = []
        var links = 0
        while !rest.isEmpty {
            let step = rest.removeFirst()
            if step == "." { continue }
            if step == ".." {
                _ = done.popLast()
                continue
            }
            let candidate = (done + [step]).joined(separator: "/")
            guard case .link(let target)? = nodes[candidate], followingLast || !rest.isEmpty else {
                done.append(step)
                continue
            }
            links += 1
            guard links <= Self.linksAtMost else { throw .linkLoop(path: path) }
            if target.hasPrefix("/") { done = [] }
            rest = target.split(separator: "/").map(String.init) + rest
        }
        return done.joined(separator: "/")
    }
}
