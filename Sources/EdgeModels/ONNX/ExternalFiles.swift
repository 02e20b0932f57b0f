import EdgePlatform

/// The files beside a model in which its large tensors lie, and the memory that all its tensors may take.
///
/// Each file is read once. Links and `..` cannot lead out of the model's folder.
struct ExternalFiles {
    private let folder: FileTree?
    /// The model's own name in that folder: it holds no tensors' data for itself.
    private let modelName: String
    let limitBytes: Int
    private var remainingBytes: Int
    private var files: [String: [UInt8]] = [:]
    private var fileBytes = 0

    init(folder: FileTree?, modelName: String, limitBytes: Int) {
        self.folder = folder
        self.modelName = modelName
        self.limitBytes = limitBytes
        remainingBytes = limitBytes
    }

    /// Counts a tensor's bytes; false if all together are too many.
    mutating func take(_ bytes: Int) -> Bool {
        guard bytes <= remainingBytes else { return false }
        remainingBytes -= bytes
        return true
    }

    /// The bytes that an entry of a tensor describes, which are to be just so many.
    mutating func bytes(_ entry: [String: String], wanted: Int) throws(TensorDoubt) -> ArraySlice<UInt8> {
        guard let path = entry["location"] else { throw .fault(.noData) }
        let content = try content(of: path)
        let offset = try Self.number(entry["offset"], "offset") ?? 0
        let length = try Self.number(entry["length"], "length") ?? wanted
        guard length == wanted else { throw .fault(.wrongCount(found: length, wanted: wanted)) }
        guard offset <= content.count, wanted <= content.count - offset else {
            throw .fault(.badRange(offset: offset, bytes: wanted, fileBytes: content.count))
        }
        return content[offset..<offset + wanted]
    }

    private mutating func content(of path: String) throws(TensorDoubt) -> [UInt8] {
        if let known = files[path] { return known }
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
        guard !steps.isEmpty, !steps.contains(where: { $0.isEmpty || $0 == ".." }), !path.utf8.contains(0),
            steps.joined(separator: "/") != modelName
        else { throw .fault(.forbiddenPath(path)) }
        guard let folder else { throw .fault(.noFolder) }
        do throws(FileTreeError) {
            let bytes = try folder.bytes(at: path, limitBytes: limitBytes - fileBytes)
            files[path] = bytes
            fileBytes += bytes.count
            return bytes
        } catch {
            throw .file(error)
        }
    }

    private static func number(_ text: String?, _ field: String) throws(TensorDoubt) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), number >= 0 else { throw .fault(.badField(field)) }
        return number
    }
}

/// Why a tensor has no elements, before its name is known.
enum TensorDoubt: Error {
    case fault(ONNXError.TensorFault)
    case file(FileTreeError)

    func error(of tensor: String) -> ONNXError {
        switch self {
        case .fault(let fault): .badTensor(name: tensor, fault)
        case .file(let error): .file(error)
        }
    }
}
