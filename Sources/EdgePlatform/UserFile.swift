import CEdgePlatform
import EdgeRecords

/// Files at paths that the user named, or that stand for them.
public enum UserFile {
    /// All bytes of a regular file.
    ///
    /// - Throws: `tooLarge` before more than `limitBytes` are taken into memory.
    public static func bytes(of path: String, limitBytes: Int) throws(FileTreeError) -> [UInt8] {
        do throws(SystemFailure) {
            let file = try PlainFile(path: path)
            let size = file.size
            // At once, as far as the size is known: an array that grows is copied again and again.
            var bytes = size > limitBytes ? [] : try file.read(size + 1)
            while size <= limitBytes, bytes.count <= limitBytes {
                let more = try file.read(min(limitBytes + 1 - bytes.count, 1 << 16))
                if more.isEmpty { return bytes }
                bytes += more
            }
        } catch {
            throw failure(error, path)
        }
        throw .tooLarge(path: path, limitBytes: limitBytes)
    }

    /// The start of a regular file, and how long the whole is.
    public static func head(of path: String, count: Int) throws(FileTreeError) -> (bytes: [UInt8], fileBytes: Int) {
        do throws(SystemFailure) {
            let file = try PlainFile(path: path)
            return (try file.read(min(count, file.size)), file.size)
        } catch {
            throw failure(error, path)
        }
    }

    /// All bytes of a regular file, however many, a piece at a time.
    public static func eachPiece(of path: String, _ take: (borrowing [UInt8]) -> Void) throws(FileTreeError) {
        do throws(SystemFailure) {
            let file = try PlainFile(path: path)
            while true {
                let piece = try file.read(1 << 20)
                if piece.isEmpty { return }
                take(piece)
            }
        } catch {
            throw failure(error, path)
        }
    }

    /// `sha256:` and the digits.
    public static func hash(of path: String) throws(FileTreeError) -> String {
        var hash = SHA256()
        try eachPiece(of: path) { hash.update($0.span) }
        return "sha256:" + hash.hexDigest()
    }

    private static func failure(_ error: SystemFailure, _ path: String) -> FileTreeError {
        switch error.code {
        case 2, 20: .missing(path: path)
        case 13, 1: .denied(path: path)
        case 21, 22: .notAFile(path: path)
        case 40: .linkLoop(path: path)
        default: .failed(path: path, code: error.code)
        }
    }

    /// Whether a folder is there; false for what cannot be looked at.
    public static func isFolder(_ path: String) -> Bool { unsafe ep_is_folder(path) == 1 }

    /// Whether writing here would replace something.
    public static func isThere(_ path: String) -> Bool {
        // What is no file cannot be replaced.
        guard !path.hasPrefix("/dev/") else { return false }
        do throws(FileTreeError) {
            _ = try bytes(of: path, limitBytes: 0)
            return true
        } catch .missing {
            return false
        } catch {
            return true
        }
    }

    /// Removes a file, or nothing if there is none.
    public static func remove(_ path: String) throws(AtomicFileError) {
        let answer = unsafe ep_file_remove(path)
        guard answer == 0 || answer == -2 else { throw AtomicFileError(path: path, code: -answer) }
    }

    /// Makes a folder, and those above it that are missing.
    public static func makeFolder(_ path: String) throws(AtomicFileError) {
        let answer = unsafe ep_make_folders(path)
        guard answer == 0 else { throw AtomicFileError(path: path, code: -answer) }
    }
}

/// The date, which can be wrong and can be changed: for records, never for measuring.
public enum WallClock {
    /// Since the start of 1970.
    public static var epochSeconds: Int { Int(ep_epoch_seconds()) }
}
