public import EdgeRecords

/// Why a zip file, or one of its members, could not be read.
public enum ZipError: ExplainedError {
    case notAZip(file: String)
    /// Its list of members does not fit the file, or a member its entry there.
    case damaged(file: String, member: String)
    case unsupported(file: String, member: String, feature: String)
    case tooLarge(file: String, member: String, limitBytes: Int)
    case noMemory(file: String)

    public var what: String { "\(self.where) could not be read from a zip file" }

    public var `where`: String {
        switch self {
        case .notAZip(let file), .noMemory(let file): file
        case .damaged(let file, let member), .unsupported(let file, let member, _), .tooLarge(let file, let member, _):
            member.isEmpty ? file : "\(file): \(member)"
        }
    }

    public var why: String {
        switch self {
        case .notAZip: "it does not end as a zip file does"
        case .damaged: "it is damaged or cut off"
        case .unsupported(_, _, let feature): "it uses \(feature), which is not read here"
        case .tooLarge(_, _, let limit): "it unpacks to more than \(limit) bytes"
        case .noMemory: "there is not enough memory to unpack it"
        }
    }

    public var remedy: String {
        switch self {
        case .notAZip, .damaged: "check that this is the right file, and copy or write it again"
        case .unsupported: "write it again as a plain zip file, without a password"
        case .tooLarge, .noMemory: "unpack it with unzip and name the file that is needed"
        }
    }
}
