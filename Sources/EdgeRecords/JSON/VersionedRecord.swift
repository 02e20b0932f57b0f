/// A record that names its schema and version, at the top of a file or inside another record.
///
/// Within one version a record may gain only keys that may be absent: optionals and lists. Anything else raises the
/// number in `schemaName` and adds a step to `upgrades`.
public protocol VersionedRecord: Codable, Hashable, Sendable {
    /// Such as `edgeplan.device/1`.
    static var schemaName: String { get }
    /// One step for each older version, in any order.
    static var upgrades: [RecordUpgrade] { get }
}

extension VersionedRecord {
    public static var upgrades: [RecordUpgrade] { [] }

    /// The value in the form of the present version.
    static func upgraded(_ value: JSONValue, at path: RecordPath) throws(RecordError) -> JSONValue {
        let place = path.appending(key: "schema")
        guard let present = SchemaName(schemaName), case .string(let text)? = value["schema"],
            let found = SchemaName(text)
        else { throw RecordError(.notARecord(expected: schemaName), at: place) }
        guard found.record == present.record else {
            throw RecordError(.otherRecord(expected: schemaName, found: text), at: place)
        }
        guard found.version <= present.version else {
            throw RecordError(
                .newerVersion(record: found.record, found: found.version, newestKnown: present.version), at: place)
        }
        var upgraded = value
        for version in found.version..<present.version {
            guard let step = upgrades.first(where: { $0.version == version }) else {
                throw RecordError(.noUpgrade(record: found.record, from: version, to: present.version), at: place)
            }
            do {
                upgraded = try step.change(upgraded)
            } catch {
                throw error.below(path)
            }
        }
        guard found.version < present.version, case .object(var members) = upgraded else { return upgraded }
        members["schema"] = .string(schemaName)
        return .object(members)
    }
}

/// Leads a record from one version to the next.
public struct RecordUpgrade: Sendable {
    /// The version it starts from.
    public var version: Int
    /// Paths in its errors begin at the record.
    public var change: @Sendable (JSONValue) throws(RecordError) -> JSONValue

    public init(from version: Int, change: @escaping @Sendable (JSONValue) throws(RecordError) -> JSONValue) {
        self.version = version
        self.change = change
    }
}

/// `edgeplan.device/1` in its two parts.
struct SchemaName {
    var record: String
    var version: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].allSatisfy({ ("0"..."9").contains($0) }),
            let version = Int(parts[1]), version > 0
        else { return nil }
        self.record = String(parts[0])
        self.version = version
    }
}
