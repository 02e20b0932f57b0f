import CEdgePlatform

/// A folder of one's own for files that nobody needs afterwards; it goes with its owner.
public final class ScratchFolder: Sendable {
    public let path: String

    /// - Parameter place: the folder that it lies in, `TMPDIR` or `/tmp`.
    public init(in place: String = "/tmp") throws(AtomicFileError) {
        let capacity = 4096
        var failure: Int32 = 0
        let made = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            failure = unsafe buffer.withMemoryRebound(to: CChar.self) { name in
                unsafe ep_scratch_make(place + "/edgeplan-", name.baseAddress, capacity)
            }
            count = failure == 0 ? unsafe buffer.firstIndex(of: 0) ?? 0 : 0
        }
        guard failure == 0 else { throw AtomicFileError(path: place, code: -failure) }
        path = String(decoding: made, as: UTF8.self)
    }

    /// A folder in it, made if it is not there.
    public func folder(_ name: String) throws(AtomicFileError) -> String {
        try UserFile.makeFolder(path + "/" + name)
        return path + "/" + name
    }

    deinit {
        FolderRemoval.remove(path)
    }
}

public enum FolderRemoval {
    /// Removes a folder with all that is in it; links are removed, not followed.
    ///
    /// - Returns: whether nothing of it is left.
    @discardableResult
    public static func remove(_ path: String) -> Bool { unsafe ep_remove_tree(path) == 0 }
}
