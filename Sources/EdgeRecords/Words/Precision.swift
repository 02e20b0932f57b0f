/// How a variant's numbers are stored and computed.
///
/// GGUF types stand here in lower case (`q4_0`, `q4_k_m`), and a word that a later version adds still reads.
public struct Precision: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let fp32 = Self(rawValue: "fp32")
    public static let fp16 = Self(rawValue: "fp16")
    public static let bf16 = Self(rawValue: "bf16")
    /// Weights and activations in 8 bits, with scales fixed beforehand.
    public static let int8 = Self(rawValue: "int8")
    /// Activations are scaled anew at every run.
    public static let int8Dynamic = Self(rawValue: "int8-dynamic")
    /// Weights in 8 bits, activations in 16.
    public static let int8Activations16 = Self(rawValue: "int8-a16")
    /// Weights alone in 8 bits, arithmetic in floating point.
    public static let int8Weights = Self(rawValue: "int8-weights")
    public static let int4Weights = Self(rawValue: "int4-weights")

    /// Every one that has a word of its own; GGUF types come beside them.
    public static let known: [Self] = [
        .fp32, .fp16, .bf16, .int8, .int8Dynamic, .int8Activations16, .int8Weights, .int4Weights,
    ]
}
