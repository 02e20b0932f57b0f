/// The way to one value inside a record, such as `processor.caches[2].bytes`.
public struct RecordPath: Hashable, Sendable, CustomStringConvertible {
    private enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    private var steps: [Step] = []

    public init() {}

    init(_ keys: [any CodingKey]) {
        steps = keys.map { key in key.intValue.map { .index($0) } ?? .key(key.stringValue) }
    }

    func appending(key: String) -> RecordPath {
        var longer = self
        longer.steps.append(.key(key))
        return longer
    }

    func appending(index: Int) -> RecordPath {
        var longer = self
        longer.steps.append(.index(index))
        return longer
    }

    func appending(_ path: RecordPath) -> RecordPath {
        var longer = self
        longer.steps += path.steps
        return longer
    }

    /// For the standard library's own errors, which carry such keys.
    var codingPath: [any CodingKey] {
        steps.map { step in
            switch step {
            case .key(let name): StepKey(name: name, intValue: nil)
            case .index(let index): StepKey(name: "\(index)", intValue: index)
            }
        }
    }

    /// Empty for the record itself.
    public var description: String {
        steps.reduce(into: "") { text, step in
            switch step {
            case .key(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

/// A key that is made from data, not declared by a type.
struct StepKey: CodingKey {
    var stringValue: String
    var intValue: Int?

    init(name: String, intValue: Int?) {
        stringValue = name
        self.intValue = intValue
    }

    init(stringValue: String) { self.init(name: stringValue, intValue: nil) }
    init(intValue: Int) { self.init(name: "\(intValue)", intValue: intValue) }
}

extension KeyedDecodingContainer {
    /// A value that the record's own rules forbid; nothing where there is none.
    func refuse(_ flaw: (key: String, why: String)?) throws {
        guard let flaw else { return }
        throw DecodingError.dataCorrupted(
            .init(codingPath: codingPath + [StepKey(name: flaw.key, intValue: nil)], debugDescription: flaw.why))
    }
}
