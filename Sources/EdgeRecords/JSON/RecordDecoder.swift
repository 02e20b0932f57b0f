/// Makes a record out of JSON through its synthesized Codable.
struct RecordDecoder: Decoder {
    let value: JSONValue
    let place: DecodingPlace
    let kinds: TypeKinds
    var codingPath: [any CodingKey] { place.path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue, at path: RecordPath) throws -> T {
        try RecordDecoder(value: value, place: .start(path), kinds: TypeKinds()).decode(type)
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        // Samples: most of a profile.
        if type == [Int].self, let numbers = value.wholeNumbers as? T { return numbers }
        switch kinds[type] {
        case .leaf(let leaf):
            do {
                if let made = try leaf.init(json: value) as? T { return made }
            } catch {
                throw error.below(place.path)
            }
        case .record(let record):
            let upgraded = try record.upgraded(value, at: place.path)
            return try T(from: RecordDecoder(value: upgraded, place: place, kinds: kinds))
        case .other: break
        }
        return try T(from: self)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value else { throw RecordError.wrongKind("an object", value, at: place.path) }
        return KeyedDecodingContainer(KeyedRecordReader(members: members, place: place, kinds: kinds))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw RecordError.wrongKind("a list", value, at: place.path) }
        return UnkeyedRecordReader(elements: elements, place: place, kinds: kinds)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleRecordReader(decoder: self) }
}

extension JSONValue {
    /// Nil for all but a list of whole numbers.
    fileprivate var wholeNumbers: [Int]? {
        guard case .array(let elements) = self else { return nil }
        var numbers: [Int] = []
        numbers.reserveCapacity(elements.count)
        for element in elements {
            guard case .integer(let number) = element else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

/// The way to the value that is being read; written out only when an error needs it, for there are millions of values.
indirect enum DecodingPlace {
    case start(RecordPath)
    case key(String, DecodingPlace)
    case element(Int, DecodingPlace)

    var path: RecordPath {
        switch self {
        case .start(let path): path
        case .key(let key, let above): above.path.appending(key: key)
        case .element(let index, let above): above.path.appending(index: index)
        }
    }
}

/// How values of each type are read.
///
/// Asking a type what it conforms to takes far longer than looking it up here.
final class TypeKinds {
    enum Kind {
        case leaf(any JSONReadable.Type)
        case record(any VersionedRecord.Type)
        case other
    }

    private var known: [ObjectIdentifier: Kind] = [:]

    subscript(_ type: any Decodable.Type) -> Kind {
        let identifier = ObjectIdentifier(type)
        if let kind = known[identifier] { return kind }
        let kind: Kind =
            if let leaf = type as? any JSONReadable.Type {
                .leaf(leaf)
            } else if let record = type as? any VersionedRecord.Type {
                .record(record)
            } else {
                .other
            }
        known[identifier] = kind
        return kind
    }
}

/// Reads the keys of one object.
struct KeyedRecordReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: JSONValue]
    let place: DecodingPlace
    let kinds: TypeKinds
    var codingPath: [any CodingKey] { place.path.codingPath }
    var allKeys: [Key] { members.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }
    func decodeNil(forKey key: Key) -> Bool { isAbsent(members[key.stringValue]) }

    private func isAbsent(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null: true
        default: false
        }
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let value = members[key.stringValue]
        if isAbsent(value), let list = type as? any MayBeAbsent.Type, let empty = list.init() as? T { return empty }
        guard let value else { throw missing(key) }
        return try decoder(value, key).decode(type)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = members[key.stringValue], !isAbsent(value) else { return nil }
        return try decoder(value, key).decode(type)
    }

    // The most common ones, without the detour.
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try leaf(key) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try leaf(key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try leaf(key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try leaf(key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try leafIfPresent(key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try leafIfPresent(key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try leafIfPresent(key) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try leafIfPresent(key) }

    private func leaf<Leaf: JSONLeaf>(_ key: Key) throws(RecordError) -> Leaf {
        guard let value = members[key.stringValue] else { throw missing(key) }
        return try leaf(value, key)
    }

    private func leafIfPresent<Leaf: JSONLeaf>(_ key: Key) throws(RecordError) -> Leaf? {
        guard let value = members[key.stringValue], !isAbsent(value) else { return nil }
        return try leaf(value, key)
    }

    private func leaf<Leaf: JSONLeaf>(_ value: JSONValue, _ key: Key) throws(RecordError) -> Leaf {
        do {
            return try Leaf(json: value)
        } catch {
            throw error.below(DecodingPlace.key(key.stringValue, place).path)
        }
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

    private func missing(_ key: Key) -> RecordError {
        RecordError(.missingKey, at: DecodingPlace.key(key.stringValue, place).path)
    }

    private func decoder(_ value: JSONValue, _ key: Key) -> RecordDecoder {
        RecordDecoder(value: value, place: .key(key.stringValue, place), kinds: kinds)
    }

    private func decoder(forKey key: String) throws -> RecordDecoder {
        let place = DecodingPlace.key(key, place)
        guard let value = members[key] else { throw RecordError(.missingKey, at: place.path) }
        return RecordDecoder(value: value, place: place, kinds: kinds)
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
    let place: DecodingPlace
    let kinds: TypeKinds
    var currentIndex = 0
    var codingPath: [any CodingKey] { place.path.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSONValue], place: DecodingPlace, kinds: TypeKinds) {
        self.elements = elements
        self.place = place
        self.kinds = kinds
    }

    mutating func decodeNil() -> Bool {
        guard !isAtEnd, elements[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try nextDecoder().decode(type) }

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
        let place = DecodingPlace.element(currentIndex, place)
        guard !isAtEnd else { throw RecordError(.missingKey, at: place.path) }
        defer { currentIndex += 1 }
        return RecordDecoder(value: elements[currentIndex], place: place, kinds: kinds)
    }
}

/// Reads a value that is no container, or one that another type wraps.
struct SingleRecordReader: SingleValueDecodingContainer {
    let decoder: RecordDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value == .null }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decode(type) }
}
