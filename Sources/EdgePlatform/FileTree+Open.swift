import CEdgePlatform

extension FileTree {
    /// Opens what the user named as a root: `/`, a folder, or an archive of a captured machine.
    public static func open(_ path: String) throws(ArchiveError) -> FileTree {
        let isFolder = unsafe ep_is_folder(path)
        guard isFolder >= 0 else { throw ArchiveError(path: path, code: -isFolder) }
        guard isFolder == 1 else { return try Archive.tree(at: path) }
        do throws(FileTreeError) {
            let tree = try FileTree(root: path)
            // A top that lists nothing may still lead to what is asked for, as on phones.
            if ["proc", "sys", "cpuid"].allSatisfy({ tree.kind(of: $0) == nil }) { _ = try tree.names(in: "") }
            return tree
        } catch {
            throw ArchiveError(error)
        }
    }
}

extension ArchiveError {
    fileprivate init(_ error: FileTreeError) {
        self =
            switch error {
            case .missing(let path): .missing(path: path)
            case .denied(let path): .denied(path: path)
            case .notAFile(let path), .tooLarge(let path, _), .tooManyNames(let path, _): .notAFile(path: path)
            case .linkLoop(let path): .failed(path: path, code: 40)
            case .failed(let path, let code): .failed(path: path, code: code)
            }
    }
}
