/// Writes the keys of one object.
struct KeyedRecordWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: RecordNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { _ = node.child(key.stringValue) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try node.child(key.stringValue).put(value, codingPath: codingPath + [key])
    }

    // The standard library's own versions of these leave the key out.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }
    func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try encodeOrNull(value, forKey: key) }

    private func encodeOrNull(_ value: (some Encodable)?, forKey key: Key) throws {
        if let value {
            try encode(value, forKey: key)
        } else {
            encodeNil(forKey: key)
        }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        RecordEncoder(node: node.child("super"), codingPath: codingPath + [StepKey(stringValue: "super")])
    }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(forKey: key) }

    private func encoder(forKey key: Key) -> RecordEncoder {
        RecordEncoder(node: node.child(key.stringValue), codingPath: codingPath + [key])
    }
}

/// Writes the elements of one list.
struct UnkeyedRecordWriter: UnkeyedEncodingContainer {
    let node: RecordNode
    let codingPath: [any CodingKey]
    var count: Int { node.count }

    func encodeNil() { _ = node.appendChild() }

    func encode(_ value: some Encodable) throws {
        let path = codingPath + [StepKey(intValue: count)]
        try node.appendChild().put(value, codingPath: path)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        nextEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nextEncoder().unkeyedContainer() }
    func superEncoder() -> any Encoder { nextEncoder() }

    private func nextEncoder() -> RecordEncoder {
        let path = codingPath + [StepKey(intValue: count)]
        return RecordEncoder(node: node.appendChild(), codingPath: path)
    }
}

/// Writes a value that is no container, or one that another type wraps.
struct SingleRecordWriter: SingleValueEncodingContainer {
    let node: RecordNode
    let codingPath: [any CodingKey]

    func encodeNil() {}
    func encode(_ value: some Encodable) throws { try node.put(value, codingPath: codingPath) }
}
