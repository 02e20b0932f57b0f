import CEdgePlatform

/// A regular file that the user named, opened for reading without ever blocking.
final class PlainFile {
    private let descriptor: Int32

    /// - Throws: the system's error code.
    init(path: String) throws(SystemFailure) {
        descriptor = unsafe ep_file_open(path)
        guard descriptor >= 0 else { throw SystemFailure(code: -descriptor) }
    }

    deinit {
        ep_file_close(descriptor)
    }

    /// What the system says of it now: nothing of many files of its own.
    var size: Int { Int(max(ep_file_size(descriptor), 0)) }

    /// The next bytes; fewer than `count` at the end only.
    func read(_ count: Int) throws(SystemFailure) -> [UInt8] {
        var failure: Int64 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let read = unsafe ep_file_read(descriptor, buffer.baseAddress, count)
            failure = min(read, 0)
            filled = Int(max(read, 0))
        }
        guard failure == 0 else { throw SystemFailure(code: Int32(-failure)) }
        return bytes
    }
}

/// An error code of the system, not yet explained.
struct SystemFailure: Error, Equatable {
    let code: Int32
}
