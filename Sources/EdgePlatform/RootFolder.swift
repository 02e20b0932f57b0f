import CEdgePlatform

/// A real folder taken as a root; the system resolves links within it.
final class RootFolder: Sendable {
    private let root: ep_root
    private let namesAtMost: Int
    let isLive: Bool

    /// - Parameter resolvingByHand: as on kernels that cannot resolve below a root; gives the same answers.
    init(path: String, resolvingByHand: Bool, namesAtMost: Int) throws(FileTreeError) {
        root = unsafe ep_root_open(path, resolvingByHand)
        guard root.descriptor >= 0 else { throw FileTreeError(path: path, code: -root.descriptor) }
        self.namesAtMost = namesAtMost
        isLive = path == "/"
    }

    deinit {
        ep_root_close(root)
    }

    func bytes(at path: String, limitBytes: Int) throws(FileTreeError) -> [UInt8] {
        let file = unsafe ep_root_open_file(root, path)
        guard file >= 0 else { throw FileTreeError(path: path, code: -file) }
        defer { ep_file_close(file) }
        // Most files of /proc and /sys are one line; their stated size means nothing.
        var capacity = min(4096, limitBytes + 1)
        var bytes: [UInt8] = []
        while true {
            let wanted = capacity - bytes.count
            var failure: Int64 = 0
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                let read = unsafe ep_file_read(file, buffer.baseAddress, wanted)
                failure = min(read, 0)
                count = Int(max(read, 0))
            }
            guard failure == 0 else { throw FileTreeError(path: path, code: Int32(-failure)) }
            bytes += chunk
            guard chunk.count == wanted else { return bytes }
            guard bytes.count <= limitBytes else { throw .tooLarge(path: path, limitBytes: limitBytes) }
            capacity = min(capacity * 4, limitBytes + 1)
        }
    }

    func names(in path: String) throws(FileTreeError) -> [String] {
        // Room is taken as it is filled; a name has 255 bytes at most, and few have 64.
        let capacity = namesAtMost * 64
        var failure: Int64 = 0
        let buffer = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let used = unsafe buffer.withMemoryRebound(to: CChar.self) { names in
                unsafe ep_root_list(root, path, names.baseAddress, capacity, namesAtMost)
            }
            failure = min(used, 0)
            count = Int(max(used, 0))
        }
        guard failure != -7 else { throw .tooManyNames(path: path, limit: namesAtMost) }
        guard failure == 0 else { throw FileTreeError(path: path, code: Int32(-failure)) }
        return buffer.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    func kind(of path: String) -> FileTree.Kind? {
        switch unsafe Int(ep_root_kind(root, path)) {
        case EP_KIND_FILE: .file
        case EP_KIND_FOLDER: .folder
        case EP_KIND_LINK, EP_KIND_OTHER: .other
        default: nil
        }
    }

    func linkTarget(of path: String) -> String? {
        let capacity = 4096
        let target = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let used = unsafe buffer.withMemoryRebound(to: CChar.self) { text in
                unsafe ep_root_link(root, path, text.baseAddress, capacity)
            }
            count = Int(max(used, 0))
        }
        return target.isEmpty ? nil : String(decoding: target, as: UTF8.self)
    }

    func isAccessible(_ path: String) -> Bool {
        unsafe ep_root_access(root, path) == 0
    }
}
