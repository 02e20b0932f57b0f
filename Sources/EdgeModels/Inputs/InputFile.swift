internal import EdgePlatform
package import EdgeRecords

/// What a user names as a model's input: tensors, or a picture or a sound that becomes one.
package struct InputFile {
    private static let limitBytes = 2 << 30

    /// How pictures are prepared; nil if nobody said it.
    package private(set) var pictures: ImagePreprocessing?
    /// How sounds are prepared; their samples are given as they are if nobody said it.
    private var sounds: SoundPreprocessing?

    /// - Parameter path: of a JSON file with the keys that a model's record has under `preprocessing`.
    package init(preprocessing path: String?) throws {
        guard let path else {
            try self.init(record: [:])
            return
        }
        let bytes = try UserFile.bytes(of: path, limitBytes: 1 << 20)
        guard case .object(let record) = try JSONReader.value(of: bytes) else {
            throw PreprocessingError.missing("width and height")
        }
        try self.init(record: record)
    }

    /// - Parameter record: what the model's own record has under `preprocessing`; empty for nothing.
    package init(record: [String: JSONValue]) throws {
        guard !record.isEmpty else { return }
        if record["features"] == nil {
            pictures = try ImagePreprocessing(record: record)
        } else {
            sounds = try SoundPreprocessing(record: record)
        }
    }

    /// The tensors of a file; those of an archive bring their names.
    package func tensors(at path: String) throws -> [(name: String?, tensor: Tensor)] {
        try tensors(in: try UserFile.bytes(of: path, limitBytes: Self.limitBytes), named: path)
    }

    /// The tensors of a file's content; its name's ending tells what it is.
    package func tensors(in bytes: [UInt8], named path: String) throws -> [(name: String?, tensor: Tensor)] {
        switch path.split(separator: ".").last?.lowercased() {
        case "pb": return [(nil, try ONNXTensorFile.tensor(from: bytes))]
        case "npz": return try NumPyArchive.tensors(from: bytes, named: path).map { ($0, $1) }
        case "png", "jpg", "jpeg":
            guard let pictures else { throw PreprocessingError.missing("width and height") }
            return [(nil, pictures.tensor(of: try Image(decoding: bytes, named: path)))]
        case "wav":
            let sound = try Sound(wave: bytes, named: path)
            if let sounds { return [(nil, try sounds.tensor(of: sound, named: path))] }
            let samples = sound.mono
            return [(nil, try Tensor(shape: [1, samples.count], elements: .f32(samples)))]
        case "safetensors":
            let file = try SafetensorsFile(bytes, named: path)
            return file.entries.keys.sorted().map { name in (name, file.tensor(named: name)) }
                .compactMap { name, tensor in tensor.map { (name, $0) } }
        default: return [(nil, try NumPyArray.tensor(from: bytes, named: path))]
        }
    }
}
