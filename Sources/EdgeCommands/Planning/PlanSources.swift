import EdgePlanning
import EdgePlatform
import EdgeProbing
import EdgeRecords

/// The profiles that a plan is made from.
struct PlanSources {
    let paths: [String]
    let devicePath: String?
    let store: String
    let environment: [String: String]

    private static let limitBytes = 256 << 20

    /// Ten thousand candidates with their samples.
    static var limits: JSONReader.Limits {
        var limits = JSONReader.Limits()
        limits.bytes = limitBytes
        limits.values = 32 << 20
        return limits
    }

    /// Of a profile or a plan.
    static func bytes(of path: String) throws -> [UInt8] {
        do throws(FileTreeError) {
            return try UserFile.bytes(of: path, limitBytes: limitBytes)
        } catch .tooLarge {
            throw PlanSourceError.tooLarge(path: path, limitBytes: limitBytes)
        }
    }

    /// - Parameter mustBeHere: whether the profiles have to be of this device even if they were named.
    func evidence(mustBeHere: Bool) throws -> [PlanningRequest.Evidence] {
        try found(mustBeHere: mustBeHere).map {
            .init(try KnownAccuracies.attached(to: $0.profile, in: environment), hash: $0.hash)
        }
    }

    private func found(mustBeHere: Bool) throws -> [PlanningRequest.Evidence] {
        guard !paths.isEmpty else { return try kept() }
        var found: [PlanningRequest.Evidence] = []
        for path in paths { found.append(try read(path)) }
        guard mustBeHere || devicePath != nil else { return found }
        let wanted = try deviceClass
        for (path, one) in zip(paths, found) where one.profile.device.class != wanted {
            throw PlanSourceError.otherDevice(path: path, is: one.profile.device.class, wanted: wanted)
        }
        return found
    }

    /// All that the store has of the device.
    private func kept() throws -> [PlanningRequest.Evidence] {
        let wanted = try deviceClass
        let found = try StoredProfiles(of: wanted, in: store).entries
        guard !found.isEmpty else {
            throw PlanSourceError.noneKept(deviceClass: wanted, path: StoredProfiles.path(in: store))
        }
        return found.map { .init($0.profile, hash: $0.hash) }
    }

    private var deviceClass: String {
        get throws {
            guard let devicePath else { return DeviceProbe(tree: try FileTree.open("/")).device().class }
            return try Self.device(at: devicePath).class
        }
    }

    static func device(at path: String) throws -> Device {
        let bytes = try UserFile.bytes(of: path, limitBytes: limitBytes)
        return try RecordText.decode(Device.self, from: bytes, file: path)
    }

    private func read(_ path: String) throws -> PlanningRequest.Evidence {
        let bytes = try Self.bytes(of: path)
        let profile = try RecordText.decode(Profile.self, from: bytes, file: path, limits: Self.limits)
        return .init(profile, hash: "sha256:" + SHA256.hex(of: bytes))
    }
}

/// Why there is no profile to plan from.
enum PlanSourceError: ExplainedError {
    case noneKept(deviceClass: String, path: String)
    case otherDevice(path: String, is: String, wanted: String)
    case tooLarge(path: String, limitBytes: Int)

    var what: String {
        if case .tooLarge(let path, _) = self { "\(path) was not read" } else { "no plan can be made" }
    }

    var `where`: String {
        switch self {
        case .noneKept(_, let path), .otherDevice(let path, _, _), .tooLarge(let path, _): path
        }
    }

    var why: String {
        switch self {
        case .noneKept(let deviceClass, _): "nothing was measured yet on a device of the class \(deviceClass)"
        case .otherDevice(_, let found, let wanted):
            "it was measured on a device of the class \(found), and the plan is for \(wanted)"
        case .tooLarge(_, let limit): "it has more than \(NumberText.bytes(limit)), which no profile should have"
        }
    }

    var remedy: String {
        switch self {
        case .noneKept: "measure first: edgeplan profile models; or name a profile with --profile"
        case .tooLarge: "take out of it what the question is not about: other tasks, engines or days"
        case .otherDevice: "measure on the device itself, or plan for the other with --device and its record"
        }
    }
}
