import Glibc

/// A folder of a test's own, removed with all that lies in it when the test is done.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() {
        var template = Array("/tmp/edgeplan-test-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else { return "/nonexistent" }
            return unsafe String(cString: made)
        }
    }

    deinit {
        Self.remove(path)
    }

    public func path(of name: String) -> String { path + "/" + name }

    public func addFolder(_ name: String) { unsafe _ = mkdir(path(of: name), 0o755) }
    public func addLink(_ name: String, to target: String) { unsafe _ = symlink(target, path(of: name)) }
    public func addPipe(_ name: String) { unsafe _ = mkfifo(path(of: name), 0o644) }

    /// A file of that content, made as long as `sparseBytes` by a hole if that is more.
    public func addFile(_ name: String, _ content: [UInt8] = [], sparseBytes: Int = 0) {
        let file = unsafe open(path(of: name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        unsafe _ = write(file, content, content.count)
        if sparseBytes > content.count { _ = ftruncate(file, sparseBytes) }
        close(file)
    }

    public func setMode(_ name: String, _ mode: UInt32) { unsafe _ = chmod(path(of: name), mode) }

    /// Whether the tests run as a user whom no permission binds.
    public static var isPrivileged: Bool { geteuid() == 0 }

    public func names() -> [String] { Self.names(in: path) }

    public static func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func remove(_ path: String) {
        if unsafe unlink(path) == 0 { return }
        unsafe _ = chmod(path, 0o755)
        for name in names(in: path) { remove(path + "/" + name) }
        unsafe _ = rmdir(path)
    }
}
