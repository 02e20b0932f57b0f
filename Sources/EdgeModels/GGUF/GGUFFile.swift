import EdgePlatform
import EdgeRecords

/// A GGUF file's description: what it says of itself and of its tensors, without their numbers.
public struct GGUFFile: Sendable {
    public struct TensorEntry: Hashable, Sendable {
        public let name: String
        /// The innermost first.
        public let shape: [Int]
        public let type: GGUFType
        /// Counted from the start of the numbers.
        public let offset: Int
        public let bytes: Int

        public var count: Int { shape.reduce(1, *) }
    }

    public let version: Int
    public let values: [String: GGUFValue]
    public let tensors: [TensorEntry]
    /// Of the whole file.
    public let fileBytes: Int
    /// Where the numbers begin.
    let start: Int

    private static let mark: [UInt8] = Array("GGUF".utf8)
    private static let valueLimit = 1 << 16
    private static let tensorLimit = 1 << 17
    private static let nameLimitBytes = 1 << 16
    private static let rankLimit = 4
    /// Descriptions are as long as their vocabularies: 20 MB are many.
    private static let headLimitBytes = 256 << 20

    /// Reads only as much of a file as its description is long.
    public static func read(at path: String) throws -> GGUFFile {
        var wanted = 1 << 22
        while wanted < headLimitBytes {
            let head = try UserFile.head(of: path, count: wanted)
            if let file = try whole(head.bytes, fileBytes: head.fileBytes, named: path) { return file }
            wanted *= 4
        }
        throw InputError.tooLarge(.gguf, file: path, place: "description", limit: "\(headLimitBytes) bytes")
    }

    /// Nil if more of the file has to be read.
    private static func whole(_ bytes: [UInt8], fileBytes: Int, named file: String) throws(InputError) -> GGUFFile? {
        do throws(InputError) {
            return try GGUFFile(bytes, fileBytes: fileBytes, named: file)
        } catch {
            if case .truncated = error, bytes.count < fileBytes { return nil }
            throw error
        }
    }

    /// - Parameter bytes: the start of the file, with all of its description.
    public init(_ bytes: [UInt8], fileBytes: Int, named file: String) throws(InputError) {
        guard bytes.starts(with: Self.mark) else { throw .notThis(.gguf, file: file) }
        var cursor = GGUFCursor(bytes, from: Self.mark.count, named: file)
        let version = try cursor.number(UInt32.self, "version")
        guard (2...3).contains(version) else {
            throw .unsupported(
                .gguf, file: file, place: "version",
                feature: version.byteSwapped <= 3 ? "the highest byte first" : "version \(version)")
        }
        self.version = Int(version)
        self.fileBytes = fileBytes
        let tensorCount = try cursor.count("number of tensors", limit: Self.tensorLimit)
        let valueCount = try cursor.count("number of values", limit: Self.valueLimit)
        var values: [String: GGUFValue] = [:]
        for number in 0..<valueCount {
            let key = try cursor.text("key \(number)", limit: Self.nameLimitBytes).printable
            guard values.updateValue(try cursor.value(key), forKey: key) == nil else {
                throw .malformed(.gguf, file: file, place: key, why: "it is there twice")
            }
        }
        self.values = values
        let alignment = values["general.alignment"]?.integer ?? 32
        guard (1...1 << 20).contains(alignment), alignment & (alignment - 1) == 0 else {
            throw .malformed(.gguf, file: file, place: "general.alignment", why: "\(alignment) is no power of two")
        }
        var tensors: [TensorEntry] = []
        var names: Set<String> = []
        for number in 0..<tensorCount {
            let tensor = try Self.tensor(&cursor, number, alignment, file)
            guard names.insert(tensor.name).inserted else {
                throw .malformed(.gguf, file: file, place: tensor.name, why: "it is there twice")
            }
            tensors.append(tensor)
        }
        self.tensors = tensors
        start = (cursor.place + alignment - 1) / alignment * alignment
        for tensor in tensors {
            let (end, isTooFar) = tensor.offset.addingReportingOverflow(tensor.bytes)
            guard !isTooFar, start <= fileBytes, end <= fileBytes - start else {
                throw .malformed(
                    .gguf, file: file, place: tensor.name, why: "the file ends before its \(tensor.bytes) bytes do")
            }
        }
    }

    private static func tensor(
        _ cursor: inout GGUFCursor, _ number: Int, _ alignment: Int, _ file: String
    ) throws(InputError) -> TensorEntry {
        let name = try cursor.text("name of tensor \(number)", limit: nameLimitBytes).printable
        let rank = Int(try cursor.number(UInt32.self, name))
        guard rank <= rankLimit else {
            throw .unsupported(.gguf, file: file, place: name, feature: "\(rank) dimensions")
        }
        var shape: [Int] = []
        for _ in 0..<rank { shape.append(try cursor.count(name, limit: 1 << 48)) }
        let typeNumber = try cursor.number(UInt32.self, name)
        let offset = try cursor.count(name, limit: .max)
        guard let type = GGUFType(typeNumber) else {
            throw .unsupported(.gguf, file: file, place: name, feature: "numbers of the type \(typeNumber)")
        }
        guard offset % alignment == 0 else {
            throw .malformed(.gguf, file: file, place: name, why: "its numbers begin at no multiple of \(alignment)")
        }
        guard (shape.first ?? 1) % type.blockCount == 0, let count = Tensor.count(shape),
            let bytes = type.bytes(count: count)
        else {
            throw .malformed(
                .gguf, file: file, place: name, why: "its shape \(shape) does not fill blocks of \(type.name)")
        }
        return TensorEntry(name: name, shape: shape, type: type, offset: offset, bytes: bytes)
    }
}
