import EdgePlatform
import EdgeRecords

/// The file that a profile is kept in while it grows.
struct ProfileFile {
    let path: String
    private let device: Device

    /// More than any profile takes: the samples of hundreds of measurements.
    private static let limitBytes = 256 << 20

    /// - Parameter path: nil for the store's file of the device's class, whose folder is made.
    init(path: String?, device: Device, store: String) throws(AtomicFileError) {
        self.device = device
        if let path {
            self.path = path
        } else {
            try UserFile.makeFolder(store)
            self.path = "\(store)/\(device.class).json"
        }
    }

    func write(_ profile: Profile) throws {
        try AtomicFile.write(try RecordText.encode(profile), to: path)
    }

    /// The profile to go on with; nil if it is not wanted, or if there is no file yet.
    func earlier(program: Profile.Program, isNeeded: Bool) throws -> Profile? {
        guard isNeeded else { return nil }
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        } catch .missing {
            return nil
        }
        let earlier = try RecordText.decode(Profile.self, from: bytes, file: path)
        guard earlier.device.class == device.class else {
            throw ResumeError.otherDevice(path: path, is: earlier.device.class, here: device.class)
        }
        guard earlier.program == program else {
            throw ResumeError.otherProgram(path: path, version: earlier.program.version, here: program.version)
        }
        return earlier
    }
}

/// Why a profile could not be gone on with.
enum ResumeError: ExplainedError {
    case otherDevice(path: String, is: String, here: String)
    case otherProgram(path: String, version: String, here: String)

    var what: String { "the profile could not be resumed" }

    var `where`: String {
        switch self {
        case .otherDevice(let path, _, _), .otherProgram(let path, _, _): path
        }
    }

    var why: String {
        switch self {
        case .otherDevice(_, let other, let here): "it is of the device class \(other), and this device is \(here)"
        case .otherProgram(_, let version, let here): "version \(version) measured it, and this is \(here)"
        }
    }

    var remedy: String { "measure anew without --resume, or name another file with --output" }
}
