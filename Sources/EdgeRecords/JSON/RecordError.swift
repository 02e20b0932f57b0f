/// Why a record could not be read or written.
public struct RecordError: ExplainedError {
    public enum Problem: Hashable, Sendable {
        /// The text is not JSON, or goes beyond what the reader takes.
        case notJSON(JSONError)
        /// The `schema` key is absent or is not of the form `edgeplan.device/1`.
        case notARecord(expected: String)
        case otherRecord(expected: String, found: String)
        case newerVersion(record: String, found: Int, newestKnown: Int)
        /// No step leads from this old version to the present one.
        case noUpgrade(record: String, from: Int, to: Int)
        case missingKey
        case wrongKind(expected: String, found: String)
        case numberOutOfRange(String)
        /// A value that its own type refuses, with the type's words.
        case refusedValue(String)
    }

    public var problem: Problem
    public var path: RecordPath
    /// The file it was read from, where the caller named it.
    public var file: String?

    public init(_ problem: Problem, at path: RecordPath = RecordPath(), file: String? = nil) {
        self.problem = problem
        self.path = path
        self.file = file
    }

    static func wrongKind(
        _ expected: String, _ found: JSONValue, at path: RecordPath = RecordPath()
    ) -> RecordError {
        RecordError(.wrongKind(expected: expected, found: found.kindText), at: path)
    }

    /// The same error seen from farther up.
    func below(_ place: RecordPath) -> RecordError {
        var farther = self
        farther.path = place.appending(path)
        return farther
    }

    public var what: String { "\(file ?? "the record") could not be taken as a record" }

    public var `where`: String {
        var places: [String] = []
        if let file { places.append(file) }
        if case .notJSON(let error) = problem { places.append(error.where) }
        if !path.description.isEmpty { places.append(path.description) }
        return places.isEmpty ? "the record's top" : places.joined(separator: ": ")
    }

    public var why: String {
        switch problem {
        case .notJSON(let error): error.why
        case .notARecord(let expected): "it does not name its schema; \(expected) was expected"
        case .otherRecord(let expected, let found): "it says that it is \(found), where \(expected) was expected"
        case .newerVersion(let record, let found, let newestKnown):
            "it is \(record)/\(found), and this program reads up to \(record)/\(newestKnown)"
        case .noUpgrade(let record, let from, let to): "nothing here leads from \(record)/\(from) to \(record)/\(to)"
        case .missingKey: "the key is missing"
        case .wrongKind(let expected, let found): "\(expected) is needed there, and \(found) was found"
        case .numberOutOfRange(let text): "the number \(text) does not fit there"
        case .refusedValue(let reason): reason
        }
    }

    public var remedy: String {
        switch problem {
        case .notJSON(let error): error.remedy
        case .notARecord, .otherRecord: "name the right file, or write it again with this program"
        case .newerVersion: "update the program, or write the record again with this one"
        case .noUpgrade: "write the record again with this program"
        case .missingKey, .wrongKind, .numberOutOfRange, .refusedValue:
            "compare it with the record's schema, or write it again with this program"
        }
    }
}
