import CEdgeWeights
public import EdgeRecords

/// The networks that lie inside the program: small ones, trained by `models/train-fashion-mnist`.
public enum EmbeddedModels {
    public static let all: [EmbeddedModel] = {
        var count = 0
        guard let models = unsafe ep_embedded_models(&count) else { return [] }
        return unsafe UnsafeBufferPointer(start: models, count: count).compactMap { unsafe EmbeddedModel($0) }
    }()

    /// Nil if there is none of this name.
    public static func model(named name: String) -> EmbeddedModel? { all.first { $0.name == name } }
}

/// A network of the program's own, with its weights.
public struct EmbeddedModel: Sendable {
    public let name: String
    /// All that is known of it, with the accuracy that was measured of just this file.
    public let record: Model
    /// ONNX.
    public let file: [UInt8]
    private let int8: [UInt8]

    /// The file of a variant, by its hash as the record has it; nil if none has it.
    public func file(withHash hash: String?) -> [UInt8]? {
        guard let hash, let variant = record.variants.first(where: { $0.hash == hash }) else { return nil }
        return variant.precision == .int8 ? int8 : file
    }

    /// Nil for a record that does not read; a test reads all.
    fileprivate init?(_ model: ep_embedded_model) {
        guard let record = unsafe model.record, let file = unsafe model.file, let name = unsafe model.name else {
            return nil
        }
        let text = unsafe Array(UnsafeBufferPointer(start: record, count: model.record_bytes))
        guard let read = try? RecordText.decode(Model.self, from: text, file: "") else { return nil }
        self.record = read
        self.name = unsafe String(cString: name)
        self.file = unsafe Array(UnsafeBufferPointer(start: file, count: model.file_bytes))
        int8 = unsafe Array(UnsafeBufferPointer(start: model.int8_file, count: model.int8_bytes))
    }
}
