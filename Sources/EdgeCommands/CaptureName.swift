import EdgePlatform
import EdgeRecords

/// The file names that a capture may have: how it is packed is told by the name's end.
enum CaptureName {
    /// Refuses, before anything is probed, a name that promises another format.
    static func check(_ name: String?) throws(CaptureNameError) {
        guard let name, !name.hasPrefix("/dev/"), ArchiveEnding(of: name) == nil else { return }
        throw .unknownEnding(name)
    }
}

/// A capture was asked for under a name that tells no format.
enum CaptureNameError: ExplainedError {
    case unknownEnding(String)

    var what: String {
        switch self {
        case .unknownEnding(let name): "\(name) is no name for a capture"
        }
    }

    var `where`: String { "edgeplan probe --capture" }
    var why: String { "its end does not say how to pack it" }
    var remedy: String { "end the name in \(ArchiveEnding.allCases.map(\.rawValue).joined(separator: ", "))" }
    var status: ExitStatus { .wrongUsage }
}
