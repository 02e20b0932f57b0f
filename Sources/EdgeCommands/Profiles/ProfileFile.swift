import EdgePlatform
import EdgeRecords

/// A file of the user's that a profile is kept in while it grows.
final class ProfileFile: ProfileKeeper {
    private let path: String
    let earlier: Profile?
    /// What was there before and is about to be replaced.
    private var replaced: Profile?
    private var notes = ""

    /// More than any profile takes: the samples of hundreds of measurements.
    private static let limitBytes = 256 << 20

    /// - Parameter resuming: whether to go on with what the file holds.
    /// - Throws: If it is another file: nothing is measured that could not be written.
    init(path: String, device: Device, resuming: Bool) throws {
        self.path = path
        let found = try Self.profile(at: path)
        earlier = resuming ? found : nil
        replaced = resuming ? nil : found
        if let earlier { try check(earlier, device: device, program: Version.program) }
    }

    func keep(_ profile: Profile) throws {
        if let old = replaced {
            notes = "kept the earlier profile as \(try setAside(old))\n"
            replaced = nil
        }
        try write(profile)
    }

    func finish(_ profile: Profile) throws -> String {
        // Interrupted before anything was measured, the file that was there stays.
        guard replaced == nil else { return notes }
        try write(profile)
        return notes + "wrote \(path)\n"
    }

    private func write(_ profile: Profile) throws {
        try AtomicFile.write(try RecordText.encode(profile), to: path)
    }

    /// Nil if there is no file.
    private static func profile(at path: String) throws -> Profile? {
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: limitBytes)
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
    private func setAside(_ earlier: Profile) throws -> String {
        let moment = earlier.conditions.startedAt.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let stem = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        let name = "\(stem).\(moment).json"
        try AtomicFile.write(try RecordText.encode(earlier), to: name)
        return name
    }

    /// Whether a profile can be gone on with.
    private func check(
        _ earlier: Profile, device: Device, program: Profile.Program
    ) throws(ProfileFileError) {
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
