import CEdgePlatform

/// A folder of one's own for files that nobody needs afterwards; it goes with its owner.
public final class ScratchFolder: Sendable {
    public let path: String
    /// Shows others that the owner lives; negative if the file system has no such marks.
    private let hold: Int32

    private static let prefix = "edgeplan-"
    private static let forsakenSeconds: Int64 = 600

    /// Removes what owners that were killed have left in the same place.
    ///
    /// - Parameter place: the folder that it lies in, `TMPDIR` or `/tmp`.
    public init(in place: String = "/tmp") throws(AtomicFileError) {
        unsafe ep_scratch_sweep(place, Self.prefix, Self.forsakenSeconds)
        let capacity = 4096
        var failure: Int32 = 0
        let made = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            failure = unsafe buffer.withMemoryRebound(to: CChar.self) { name in
                unsafe ep_scratch_make(place + "/" + Self.prefix, name.baseAddress, capacity)
            }
            count = failure == 0 ? unsafe buffer.firstIndex(of: 0) ?? 0 : 0
        }
        guard failure == 0 else { throw AtomicFileError(path: place, code: -failure) }
        path = String(decoding: made, as: UTF8.self)
        hold = unsafe ep_scratch_hold(path)
    }

    /// A folder in it, made if it is not there.
    public func folder(_ name: String) throws(AtomicFileError) -> String {
        try UserFile.makeFolder(path + "/" + name)
        return path + "/" + name
    }

    deinit {
        FolderRemoval.remove(path)
        if hold >= 0 { ep_scratch_release(hold) }
    }
}

public enum FolderRemoval {
    /// Removes a folder with all that is in it; links are removed, not followed.
    ///
    /// - Returns: whether nothing of it is left.
    @discardableResult
    public static func remove(_ path: String) -> Bool { unsafe ep_remove_tree(path) == 0 }
}
