import EdgeModels
import EdgePlatform
import EdgeRecords

/// Models as files that workers read; those of the catalogue are written into scratch when they are needed first.
final class ModelFiles {
    struct File {
        let path: String
        let bytes: Int
        let hash: String
    }

    private let folder: String
    private var written: [String: File] = [:]

    /// ONNX's own limit.
    private static let limitBytes = 2 << 30

    init(in folder: String) {
        self.folder = folder
    }

    func file(of model: CatalogueModel, _ precision: Precision) throws -> File {
        // bf16 is a way to run the fp32 file.
        let stored = precision == .int8 ? Precision.int8 : .fp32
        let path = "\(folder)/\(model.name)-\(stored.rawValue).onnx"
        if let known = written[path] { return known }
        let bytes = try ONNXWriter.bytes(of: model.graph(stored))
        try AtomicFile.write(bytes, to: path)
        return note(path, bytes)
    }

    /// A network that was made here.
    func file(of graph: Graph, named name: String, as format: ModelFormat = .onnx) throws -> File {
        let path = "\(folder)/\(name)\(format.ending)"
        if let known = written[path] { return known }
        let bytes = try format == .tflite ? TFLiteWriter.bytes(of: graph) : ONNXWriter.bytes(of: graph)
        try AtomicFile.write(bytes, to: path)
        return note(path, bytes)
    }

    /// A file that was made here.
    func file(of bytes: [UInt8], named name: String, _ format: ModelFormat) throws -> File {
        let path = "\(folder)/\(name)\(format.ending)"
        try AtomicFile.write(bytes, to: path)
        return note(path, bytes)
    }

    /// One that may be too large to be held in memory, or copied.
    func file(lyingAt path: String) throws -> File {
        if let known = written[path] { return known }
        let bytes = try UserFile.head(of: path, count: 0).fileBytes
        let file = File(path: path, bytes: bytes, hash: try UserFile.hash(of: path))
        written[path] = file
        return file
    }

    /// A folder of files that were made here.
    func folder(of files: [(name: String, bytes: [UInt8])], named name: String) throws -> String {
        let path = "\(folder)/\(name)\(ModelFormat.safetensors.ending)"
        try UserFile.makeFolder(path)
        for file in files { try AtomicFile.write(file.bytes, to: "\(path)/\(file.name)") }
        return path
    }

    /// A language model's folder.
    func folder(lyingAt path: String) throws -> File {
        if let known = written[path] { return known }
        let folder = try LanguageFolder(at: path)
        let file = File(path: path, bytes: folder.fileBytes, hash: try folder.hash())
        written[path] = file
        return file
    }

    /// OpenVINO's two files: the engine looks for the second beside the first.
    func pair(lyingAt path: String) throws -> File {
        if let known = written[path] { return known }
        let file = File(path: path, bytes: try IRReader.pair(at: path).bytes, hash: try IRReader.hash(of: path))
        written[path] = file
        return file
    }

    func file(at path: String) throws -> File {
        if let known = written[path] { return known }
        return note(path, try UserFile.bytes(of: path, limitBytes: Self.limitBytes))
    }

    /// A model that was added, only the very file that was, or one inside the program.
    func file(of model: Model, _ precision: Precision, in local: LocalCatalogue) throws -> File {
        // Engines tell formats by the ending.
        let format = model.variants.first { $0.precision == precision }?.format ?? .onnx
        let path = "\(folder)/\(model.name)-\(precision.rawValue)\(format.ending)"
        if let known = written[path] { return known }
        let bytes = try local.bytes(of: model, precision)
        try AtomicFile.write(bytes, to: path)
        return note(path, bytes)
    }

    private func note(_ path: String, _ bytes: [UInt8]) -> File {
        let file = File(path: path, bytes: bytes.count, hash: "sha256:" + SHA256.hex(of: bytes))
        written[path] = file
        return file
    }
}
