import CEdgePlatform

/// Writes files whole or not at all: a reader sees the old content or the new, and a failure leaves the old.
public enum AtomicFile {
    /// Replaces the file at `path`, or writes straight to it if it is a pipe or a device such as `/dev/stdout`.
    public static func write(_ bytes: [UInt8], to path: String) throws(AtomicFileError) {
        let answer = unsafe ep_atomic_write(path, bytes, bytes.count)
        guard answer == 0 else { throw AtomicFileError(path: path, code: -answer) }
    }

    /// Puts a complete file into the place of what is at `path`, where both lie in one file system.
    public static func move(_ made: String, to path: String) throws(AtomicFileError) {
        let answer = unsafe ep_atomic_move(made, path)
        guard answer == 0 else { throw AtomicFileError(path: path, code: -answer) }
    }

    /// The same for text, as UTF-8.
    public static func write(_ text: String, to path: String) throws(AtomicFileError) {
        try write(Array(text.utf8), to: path)
    }
}
