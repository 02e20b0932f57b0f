/// Records as text: the one way in and out.
public enum RecordText {
    /// The record's bytes: the same record always gives the same.
    public static func encode(
        _ record: some Encodable, layout: JSONWriter.Layout = .readable
    ) throws(RecordError) -> String {
        JSONWriter.text(of: try value(of: record), layout: layout)
    }

    public static func value(of record: some Encodable) throws(RecordError) -> JSONValue {
        do {
            return try RecordEncoder.value(of: record)
        } catch {
            throw RecordError(error)
        }
    }

    /// Reads a record, of an older version too.
    ///
    /// Keys that this version does not know are passed over. An optional's or a list's key may be absent.
    /// - Parameter file: named in errors.
    public static func decode<Record: Decodable>(
        _ type: Record.Type, from bytes: [UInt8], file: String? = nil, limits: JSONReader.Limits = JSONReader.Limits()
    ) throws(RecordError) -> Record {
        if let many = type as? any RecordOfMany.Type,
            let record = try many.read(bytes, file: file, limits: limits) as? Record
        {
            return record
        }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: bytes, limits: limits)
        } catch {
            throw RecordError(.notJSON(error), file: file)
        }
        return try decode(type, from: value, file: file)
    }

    /// A profile out of a file that may hold another record; nil of one that has to be read as a whole to be told.
    public static func profile(
        from bytes: [UInt8], file: String? = nil, limits: JSONReader.Limits = JSONReader.Limits()
    ) throws(RecordError) -> Profile? {
        try Profile.read(bytes, file: file, limits: limits)
    }

    public static func decode<Record: Decodable>(
        _ type: Record.Type, from text: String, file: String? = nil
    ) throws(RecordError) -> Record {
        try decode(type, from: Array(text.utf8), file: file)
    }

    public static func decode<Record: Decodable>(
        _ type: Record.Type, from value: JSONValue, file: String? = nil
    ) throws(RecordError) -> Record {
        do {
            return try RecordDecoder.decode(type, from: value, at: RecordPath())
        } catch {
            var explained = RecordError(error)
            explained.file = file
            throw explained
        }
    }
}

extension RecordError {
    /// Brings the standard library's errors, which synthesized code throws, into ours.
    fileprivate init(_ error: any Error) {
        switch error {
        case let error as RecordError: self = error
        case DecodingError.dataCorrupted(let context):
            self.init(.refusedValue(context.debugDescription), at: RecordPath(context.codingPath))
        case DecodingError.keyNotFound(let key, let context):
            self.init(.missingKey, at: RecordPath(context.codingPath + [key]))
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            self.init(.refusedValue(context.debugDescription), at: RecordPath(context.codingPath))
        case EncodingError.invalidValue(_, let context):
            self.init(.refusedValue(context.debugDescription), at: RecordPath(context.codingPath))
        default: self.init(.refusedValue("\(error)"))
        }
    }
}
