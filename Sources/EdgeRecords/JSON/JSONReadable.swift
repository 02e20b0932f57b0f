/// What is made straight out of a JSON value, because there are so many of it that Codable's detours would be felt.
///
/// No path is kept while reading: an error names the place below, and whoever called adds the way there.
protocol JSONReadable {
    init(json: JSONValue) throws(RecordError)
}

/// The members of one object, each read by its key; what a record of this kind may lack may be null too.
struct JSONMembers {
    private let members: [String: JSONValue]

    init(_ json: JSONValue) throws(RecordError) {
        guard case .object(let members) = json else { throw .wrongKind("an object", json) }
        self.members = members
    }

    func required<Value: JSONReadable>(_ key: String) throws(RecordError) -> Value {
        guard let value = members[key] else { throw RecordError(.missingKey, at: Self.path(key)) }
        return try read(value, key)
    }

    func optional<Value: JSONReadable>(_ key: String) throws(RecordError) -> Value? {
        switch members[key] {
        case nil, .null?: nil
        case let value?: try read(value, key)
        }
    }

    /// What is too rare for a way of its own.
    func coded<Value: Decodable>(_ key: String) throws(RecordError) -> Value? {
        switch members[key] {
        case nil, .null?: return nil
        case let value?:
            do {
                return try RecordText.decode(Value.self, from: value)
            } catch {
                throw error.below(Self.path(key))
            }
        }
    }

    private func read<Value: JSONReadable>(_ value: JSONValue, _ key: String) throws(RecordError) -> Value {
        do {
            return try Value(json: value)
        } catch {
            throw error.below(Self.path(key))
        }
    }

    private static func path(_ key: String) -> RecordPath { RecordPath().appending(key: key) }
}

extension Figure: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let members = try JSONMembers(json)
        self.init(
            try members.required("value"), try members.required("statistic"), count: try members.required("count"),
            interval: try members.optional("interval"), confidence: try members.optional("confidence"),
            source: try members.required("source"), basis: try members.optional("basis") ?? [])
        if let flaw { throw RecordError(.refusedValue(flaw.why), at: RecordPath().appending(key: flaw.key)) }
    }
}

/// What is one of certain words, or any word.
protocol JSONWord: JSONReadable, RawRepresentable where RawValue == String {}

extension JSONWord {
    init(json: JSONValue) throws(RecordError) {
        let word = try String(json: json)
        guard let known = Self(rawValue: word) else {
            throw RecordError(.refusedValue("Cannot initialize \(Self.self) from invalid String value \(word)"))
        }
        self = known
    }
}

extension Statistic: JSONWord {}
extension Figure.Source: JSONWord {}

extension Figure.Interval: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        let ends = try [Double](json: json)
        guard ends.count == 2, ends[0] <= ends[1] else {
            throw RecordError(.refusedValue("an interval is [low, high]"))
        }
        self.init(low: ends[0], high: ends[1])
    }
}

extension FiguresByStatistic: JSONReadable {
    init(json: JSONValue) throws(RecordError) {
        guard case .object(let members) = json else { throw .wrongKind("an object", json) }
        self.init()
        for (name, value) in members {
            let figure: Figure
            do {
                figure = try Figure(json: value)
            } catch {
                throw error.below(RecordPath().appending(key: name))
            }
            guard figure.statistic.rawValue == name else { throw Self.misnamed(figure, as: name) }
            insert(figure)
        }
    }

    private static func misnamed(_ figure: Figure, as name: String) -> RecordError {
        RecordError(.refusedValue("the key \(name) holds a figure that is the \(figure.statistic.rawValue)"))
    }
}
