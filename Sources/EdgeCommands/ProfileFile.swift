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

    /// The profile that is there already; nil if there is no file.
    ///
    /// - Throws: If it is another file: nothing is measured that could not be written.
    func earlier() throws -> Profile? {
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        } catch .missing {
            return nil
        }
        guard let earlier = try? RecordText.decode(Profile.self, from: bytes, file: path) else {
            throw ProfileFileError.notAProfile(path: path)
        }
        return earlier
    }

    /// Keeps a profile that is about to be replaced, named by when it was begun.
    ///
    /// - Returns: where.
    func setAside(_ earlier: Profile) throws -> String {
        let moment = earlier.conditions.startedAt.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let stem = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        let name = "\(stem).\(moment).json"
        try AtomicFile.write(try RecordText.encode(earlier), to: name)
        return name
    }

    /// Whether a profile can be gone on with.
    func check(_ earlier: Profile, program: Profile.Program) throws(ProfileFileError) {
        guard earlier.device.class == device.class else {
            throw .otherDevice(path: path, is: earlier.device.class, here: device.class)
        }
        guard earlier.program == program else {
            throw .otherProgram(path: path, version: earlier.program.version, here: program.version)
        }
    }
}

/// Why a profile could not be written, or gone on with.
enum ProfileFileError: ExplainedError {
    case notAProfile(path: String)
    case otherDevice(path: String, is: String, here: String)
    case otherProgram(path: String, version: String, here: String)

    var what: String {
        switch self {
        case .notAProfile: "nothing was measured"
        case .otherDevice, .otherProgram: "the profile could not be resumed"
        }
    }

    var `where`: String {
        switch self {
        case .otherDevice(let path, _, _), .otherProgram(let path, _, _), .notAProfile(let path): path
        }
    }

    var why: String {
        switch self {
        case .notAProfile: "a file is there that is no profile of this version, and it would be replaced"
        case .otherDevice(_, let other, let here): "it is of the device class \(other), and this device is \(here)"
        case .otherProgram(_, let version, let here): "version \(version) measured it, and this is \(here)"
        }
    }

    var remedy: String {
        switch self {
        case .notAProfile: "name another file with --output, or remove that one"
        case .otherDevice, .otherProgram: "measure anew without --resume, or name another file with --output"
        }
    }
}
