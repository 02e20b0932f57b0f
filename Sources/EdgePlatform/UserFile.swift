import CEdgePlatform

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
            throw switch error.code {
            case 2, 20: .missing(path: path)
            case 13, 1: .denied(path: path)
            case 21, 22: .notAFile(path: path)
            case 40: .linkLoop(path: path)
            default: .failed(path: path, code: error.code)
            }
        }
        throw .tooLarge(path: path, limitBytes: limitBytes)
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
