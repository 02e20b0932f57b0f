/// What executes a variant; an engine that a later version adds still reads.
public struct EngineName: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let native = Self(rawValue: "native")
    public static let onnxruntime = Self(rawValue: "onnxruntime")
    public static let openvino = Self(rawValue: "openvino")
    public static let litert = Self(rawValue: "litert")
    public static let tflite = Self(rawValue: "tflite")
    public static let llamaCpp = Self(rawValue: "llama.cpp")
    public static let ctranslate2 = Self(rawValue: "ctranslate2")
    public static let vllm = Self(rawValue: "vllm")

    public static let known: [Self] = [
        .native, .onnxruntime, .openvino, .litert, .tflite, .llamaCpp, .ctranslate2, .vllm,
    ]
}
