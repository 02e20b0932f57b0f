/// A record with one list that may be far longer than all else: its elements become records one after the other, so that
/// the tree of one alone is ever in memory.
protocol RecordOfMany: VersionedRecord {
    associatedtype Element: JSONReadable

    static var longList: (key: String, path: WritableKeyPath<Self, [Element]>) { get }
}

extension Profile: RecordOfMany {
    static var longList: (key: String, path: WritableKeyPath<Profile, [Measurement]>) {
        ("measurements", \.measurements)
    }
}

extension RecordOfMany {
    /// Nil where the tree has to be read whole: of another version, or of another record.
    ///
    /// - Throws: what reading the whole tree would have thrown.
    static func read(
        _ bytes: [UInt8], file: String?, limits: JSONReader.Limits
    ) throws(RecordError) -> Self? {
        let elements = Elements<Element>()
        let list = JSONReader.PassedOnList(key: longList.key) { elements.take($0) }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: bytes, limits: limits, passingOn: list)
        } catch {
            throw RecordError(.notJSON(error), file: file)
        }
        guard value["schema"] == .string(schemaName) else { return nil }
        var record = try RecordText.decode(Self.self, from: value, file: file)
        if var flaw = elements.flaw {
            flaw = flaw.below(RecordPath().appending(key: longList.key))
            flaw.file = file
            throw flaw
        }
        if !elements.made.isEmpty { record[keyPath: longList.path] = elements.made }
        return record
    }
}

/// What became of the elements so far.
private final class Elements<Element: JSONReadable> {
    private(set) var made: [Element] = []
    /// Of the first that is none; told when the text is known to be JSON, and the rest to be a record.
    private(set) var flaw: RecordError?
    private var count = 0

    func take(_ json: JSONValue) {
        defer { count += 1 }
        guard flaw == nil else { return }
        do {
            made.append(try Element(json: json))
        } catch {
            flaw = error.below(RecordPath().appending(index: count))
            made = []
        }
    }
}
