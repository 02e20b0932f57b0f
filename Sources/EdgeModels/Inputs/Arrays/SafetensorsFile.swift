internal import EdgePlatform
internal import EdgeRecords

/// Tensors by name, as most published weights are kept: a length, a JSON text that says what lies where, the bytes.
public struct SafetensorsFile: Sendable {
    /// What the header says of one tensor.
    public struct Entry: Hashable, Sendable {
        public let type: ElementType
        public let shape: [Int]
        let bytes: Range<Int>
    }

    public let entries: [String: Entry]
    private let bytes: [UInt8]

    private static let headerLimitBytes = 32 << 20

    /// Reads the header, and checks that each tensor lies in the file and has just the bytes that its shape needs.
    public init(_ bytes: [UInt8], named file: String) throws(InputError) {
        self.bytes = bytes
        entries = try Self.entries(ofHead: bytes, fileBytes: bytes.count, named: file)
    }

    /// What the header of a file at a path says; its numbers are not read.
    static func entries(at path: String) throws -> [String: Entry] {
        let length = try UserFile.head(of: path, count: 8).bytes.littleEndian(UInt64.self, at: 0) ?? 0
        let head = try UserFile.head(of: path, count: 8 + Int(min(length, UInt64(headerLimitBytes))))
        return try entries(ofHead: head.bytes, fileBytes: head.fileBytes, named: path)
    }

    /// - Parameter bytes: the start of the file, with all of its header.
    private static func entries(
        ofHead bytes: [UInt8], fileBytes: Int, named file: String
    ) throws(InputError) -> [String: Entry] {
        guard let length = bytes.littleEndian(UInt64.self, at: 0) else {
            throw .truncated(.safetensors, file: file, place: "length of the header")
        }
        guard length <= UInt64(headerLimitBytes) else {
            throw .tooLarge(.safetensors, file: file, place: "header", limit: "\(headerLimitBytes) bytes")
        }
        let start = 8 + Int(length)
        guard start <= bytes.count else { throw .truncated(.safetensors, file: file, place: "header") }
        let members = try members(of: Array(bytes[8..<start]), file)
        var entries: [String: Entry] = [:]
        for (name, value) in members where name != "__metadata__" {
            entries[name] = try entry(value, name: name, content: start..<max(fileBytes, start), file)
        }
        return entries
    }

    /// Reads one tensor; nil if none has the name.
    public func tensor(named name: String) -> Tensor? {
        guard let entry = entries[name] else { return nil }
        return Tensor(unchecked: Elements(entry.type, stored: bytes[entry.bytes]), shape: entry.shape)
    }

    private static func members(of header: [UInt8], _ file: String) throws(InputError) -> [String: JSONValue] {
        var limits = JSONReader.Limits()
        limits.bytes = headerLimitBytes
        limits.depth = 4
        limits.values = 1 << 20
        do throws(JSONError) {
            if case .object(let members) = try JSONReader.value(of: header, limits: limits) { return members }
        } catch {
            throw .malformed(.safetensors, file: file, place: "header, \(error.where)", why: error.why)
        }
        throw .malformed(.safetensors, file: file, place: "header", why: "it is not a JSON object")
    }

    private static func entry(
        _ value: JSONValue, name: String, content: Range<Int>, _ file: String
    ) throws(InputError) -> Entry {
        guard case .string(let typeName)? = value["dtype"], let shape = integers(value["shape"]),
            let ends = integers(value["data_offsets"]), ends.count == 2
        else {
            throw .malformed(
                .safetensors, file: file, place: name, why: "dtype, shape and data_offsets are not given as usual")
        }
        guard let type = type(named: typeName) else {
            throw .unsupported(.safetensors, file: file, place: name, feature: "elements of the type \(typeName)")
        }
        guard 0 <= ends[0], ends[0] <= ends[1] else {
            throw .malformed(.safetensors, file: file, place: name, why: "its end lies before its start")
        }
        guard ends[1] <= content.count else { throw .truncated(.safetensors, file: file, place: name) }
        guard let count = Tensor.count(shape), type.bytes(count: count) == ends[1] - ends[0] else {
            throw .malformed(
                .safetensors, file: file, place: name,
                why: "its shape \(shape) of \(typeName) does not take the \(ends[1] - ends[0]) bytes that it has")
        }
        let first = content.lowerBound
        return Entry(type: type, shape: shape, bytes: first + ends[0]..<first + ends[1])
    }

    private static func integers(_ value: JSONValue?) -> [Int]? {
        guard case .array(let all)? = value else { return nil }
        var integers: [Int] = []
        for case .integer(let integer) in all { integers.append(integer) }
        return integers.count == all.count ? integers : nil
    }

    private static func type(named name: String) -> ElementType? {
        switch name {
        case "F64": .f64
        case "F32": .f32
        case "F16": .f16
        case "BF16": .bf16
        case "I64": .s64
        case "I32": .s32
        case "I16": .s16
        case "I8": .s8
        case "U64": .u64
        case "U32": .u32
        case "U16": .u16
        case "U8": .u8
        case "BOOL": .bool
        default: nil
        }
    }
}
