/// How a model's file is written; one that a later version adds still reads.
public struct ModelFormat: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let onnx = Self(rawValue: "onnx")
    public static let tflite = Self(rawValue: "tflite")

    public static let gguf = Self(rawValue: "gguf")

    /// OpenVINO's own, whose numbers lie in a second file beside it.
    public static let openvinoIR = Self(rawValue: "xml")
    /// A tar archive of what CTranslate2 has in a folder.
    public static let ctranslate2 = Self(rawValue: "ct2")

    /// A folder as language models are published in: `config.json`, tensors and a tokenizer.
    public static let safetensors = Self(rawValue: "safetensors")

    public static let known: [Self] = [.onnx, .tflite, .gguf, .openvinoIR, .ctranslate2, .safetensors]

    /// By the ending of a file's name; nil for any other.
    public init?(ofFileNamed name: String) {
        guard let format = Self.known.first(where: { name.hasSuffix($0.ending) }) else { return nil }
        self = format
    }

    /// What names of such files end with.
    public var ending: String { "." + rawValue }

    /// As people write it.
    public var title: String {
        switch self {
        case .onnx: "ONNX"
        case .tflite: "TensorFlow Lite"
        case .gguf: "GGUF"
        case .openvinoIR: "OpenVINO"
        case .ctranslate2: "CTranslate2"
        case .safetensors: "safetensors"
        default: rawValue
        }
    }
}
