/// What becomes one JSON value without a container: texts, numbers, flags, and lists of them.
///
/// The Codable machinery would take a detour of several objects for every number; lists of samples are long. For the
/// same reason no path is kept while reading: an error names the place below, and whoever called adds the way there.
protocol JSONLeaf: JSONReadable {
    var json: JSONValue { get throws(RecordError) }
}

extension JSONValue: JSONLeaf {
    var json: JSONValue { self }
    init(json: JSONValue) { self = json }
}

extension String: JSONLeaf {
    var json: JSONValue { .string(self) }

    init(json: JSONValue) throws(RecordError) {
        guard case .string(let text) = json else { throw .wrongKind("a text", json) }
        self = text
    }
}

extension Bool: JSONLeaf {
    var json: JSONValue { .bool(self) }

    init(json: JSONValue) throws(RecordError) {
        guard case .bool(let flag) = json else { throw .wrongKind("true or false", json) }
        self = flag
    }
}

extension Double: JSONLeaf {
    var json: JSONValue { JSONValue(self) }

    init(json: JSONValue) throws(RecordError) {
        switch json {
        case .integer(let whole): self = Double(whole)
        case .number(let number): self = number
        default: throw .wrongKind("a number", json)
        }
    }
}

extension Float: JSONLeaf {
    var json: JSONValue { JSONValue(Double(self)) }

    init(json: JSONValue) throws(RecordError) { self = Float(try Double(json: json)) }
}

extension JSONLeaf where Self: FixedWidthInteger {
    var json: JSONValue {
        get throws(RecordError) {
            guard let whole = Int(exactly: self) else { throw RecordError(.numberOutOfRange("\(self)")) }
            return .integer(whole)
        }
    }

    init(json: JSONValue) throws(RecordError) {
        let exact: Self? =
            switch json {
            case .integer(let whole): Self(exactly: whole)
            case .number(let number): Self(exactly: number)
            default: throw .wrongKind("a whole number", json)
            }
        guard let exact else {
            throw RecordError(.numberOutOfRange(JSONWriter.text(of: json, layout: .line)))
        }
        self = exact
    }
}

extension Int: JSONLeaf {}
extension Int8: JSONLeaf {}
extension Int16: JSONLeaf {}
extension Int32: JSONLeaf {}
extension Int64: JSONLeaf {}
extension UInt: JSONLeaf {}
extension UInt8: JSONLeaf {}
extension UInt16: JSONLeaf {}
extension UInt32: JSONLeaf {}
extension UInt64: JSONLeaf {}

extension Array: JSONLeaf where Element: JSONLeaf {
    var json: JSONValue {
        get throws(RecordError) {
            var elements: [JSONValue] = []
            elements.reserveCapacity(count)
            for element in self { elements.append(try element.json) }
            return .array(elements)
        }
    }
}

extension Array: JSONReadable where Element: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        guard case .array(let elements) = json else { throw .wrongKind("a list", json) }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                append(try Element(json: element))
            } catch {
                throw error.below(RecordPath().appending(index: index))
            }
        }
    }
}
