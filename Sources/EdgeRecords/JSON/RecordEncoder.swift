/// Turns a record into JSON through its synthesized Codable.
///
/// Every key that the type knows is written: an optional without a value becomes `null`, so that a reader can tell
/// "unknown" from "this version has no such key".
struct RecordEncoder: Encoder {
    let node: RecordNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func value(of record: some Encodable) throws -> JSONValue {
        let node = RecordNode()
        try node.put(record, codingPath: [])
        return node.value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeObject()
        return KeyedEncodingContainer(KeyedRecordWriter(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeArray()
        return UnkeyedRecordWriter(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleRecordWriter(node: node, codingPath: codingPath)
    }
}

/// One value under construction; containers share it, since Codable may open the same place twice.
final class RecordNode {
    private enum Content {
        case value(JSONValue)
        case object([String: RecordNode])
        case array([RecordNode])
    }

    private var content = Content.value(.null)

    func put(_ encodable: some Encodable, codingPath: [any CodingKey]) throws {
        if let leaf = encodable as? any JSONLeaf {
            do {
                content = .value(try leaf.json)
            } catch {
                throw error.below(RecordPath(codingPath))
            }
        } else {
            try encodable.encode(to: RecordEncoder(node: self, codingPath: codingPath))
        }
    }

    func becomeObject() {
        if case .object = content { return }
        content = .object([:])
    }

    func becomeArray() {
        if case .array = content { return }
        content = .array([])
    }

    func child(_ key: String) -> RecordNode {
        let child = RecordNode()
        guard case .object(var members) = content else { return child }
        content = .value(.null)
        members[key] = child
        content = .object(members)
        return child
    }

    func appendChild() -> RecordNode {
        let child = RecordNode()
        guard case .array(var elements) = content else { return child }
        // The list is taken out before it grows, or each append would copy it.
        content = .value(.null)
        elements.append(child)
        content = .array(elements)
        return child
    }

    var count: Int {
        guard case .array(let elements) = content else { return 0 }
        return elements.count
    }

    var value: JSONValue {
        switch content {
        case .value(let value): value
        case .object(let members): .object(members.mapValues(\.value))
        case .array(let elements): .array(elements.map(\.value))
        }
    }
}
