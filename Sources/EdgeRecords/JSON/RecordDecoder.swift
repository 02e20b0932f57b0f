/// Makes a record out of JSON through its synthesized Codable.
struct RecordDecoder: Decoder {
    let value: JSONValue
    let path: RecordPath
    var codingPath: [any CodingKey] { path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue, at path: RecordPath) throws -> T {
        do {
            if let leaf = type as? any JSONLeaf.Type, let made = try leaf.init(json: value) as? T { return made }
        } catch {
            throw error.below(path)
        }
        var value = value
        if let record = type as? any VersionedRecord.Type { value = try record.upgraded(value, at: path) }
        return try T(from: RecordDecoder(value: value, path: path))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value else { throw RecordError.wrongKind("an object", value, at: path) }
        return KeyedDecodingContainer(KeyedRecordReader(members: members, path: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw RecordError.wrongKind("a list", value, at: path) }
        return UnkeyedRecordReader(elements: elements, path: path)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleRecordReader(value: value, path: path) }
}

/// Reads the keys of one object.
struct KeyedRecordReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: JSONValue]
    let path: RecordPath
    var codingPath: [any CodingKey] { path.codingPath }
    var allKeys: [Key] { members.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }
    func decodeNil(forKey key: Key) -> Bool { members[key.stringValue, default: .null] == .null }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let place = path.appending(key: key.stringValue)
        let value = members[key.stringValue]
        if value == nil || value == .null, let list = type as? any MayBeAbsent.Type, let empty = list.init() as? T {
            return empty
        }
        guard let value else { throw RecordError(.missingKey, at: place) }
        return try RecordDecoder.decode(type, from: value, at: place)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(forKey: key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(forKey: key.stringValue).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(forKey: "super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(forKey: key.stringValue) }

    private func decoder(forKey key: String) throws -> RecordDecoder {
        let place = path.appending(key: key)
        guard let value = members[key] else { throw RecordError(.missingKey, at: place) }
        return RecordDecoder(value: value, path: place)
    }
}

/// What an absent key stands for without a doubt: no elements.
private protocol MayBeAbsent {
    init()
}

extension Array: MayBeAbsent {}
extension Dictionary: MayBeAbsent {}

/// Reads the elements of one list in turn.
struct UnkeyedRecordReader: UnkeyedDecodingContainer {
    let elements: [JSONValue]
    let path: RecordPath
    var currentIndex = 0
    var codingPath: [any CodingKey] { path.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSONValue], path: RecordPath) {
        self.elements = elements
        self.path = path
    }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, elements[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let next = try nextDecoder()
        return try RecordDecoder.decode(type, from: next.value, at: next.path)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try nextDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try nextDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try nextDecoder() }

    private mutating func nextDecoder() throws -> RecordDecoder {
        let place = path.appending(index: currentIndex)
        guard !isAtEnd else { throw RecordError(.missingKey, at: place) }
        defer { currentIndex += 1 }
        return RecordDecoder(value: elements[currentIndex], path: place)
    }
}

/// Reads a value that is no container, or one that another type wraps.
struct SingleRecordReader: SingleValueDecodingContainer {
    let value: JSONValue
    let path: RecordPath
    var codingPath: [any CodingKey] { path.codingPath }

    func decodeNil() -> Bool { value == .null }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try RecordDecoder.decode(type, from: value, at: path)
    }
}
