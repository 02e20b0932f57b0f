/// An instruction set that our kernels are written for, by its short name.
///
/// A name that a later version adds still reads.
public struct InstructionSetName: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let scalar = Self(rawValue: "scalar")
    public static let avx2 = Self(rawValue: "avx2")
    public static let avxvnni = Self(rawValue: "avxvnni")
    public static let avx512 = Self(rawValue: "avx512")
    public static let avx512vnni = Self(rawValue: "avx512vnni")
    public static let avx512bf16 = Self(rawValue: "avx512bf16")
    public static let avx512fp16 = Self(rawValue: "avx512fp16")
    public static let amxint8 = Self(rawValue: "amxint8")
    public static let amxbf16 = Self(rawValue: "amxbf16")
    public static let neon = Self(rawValue: "neon")
    public static let dotprod = Self(rawValue: "dotprod")
    public static let i8mm = Self(rawValue: "i8mm")
    public static let neonbf16 = Self(rawValue: "neonbf16")
    public static let sve = Self(rawValue: "sve")

    /// Every one that this version has kernels for.
    public static let known: [Self] = [
        .scalar, .avx2, .avxvnni, .avx512, .avx512vnni, .avx512bf16, .avx512fp16, .amxint8, .amxbf16, .neon, .dotprod,
        .i8mm, .neonbf16, .sve,
    ]

    /// The kernel's names of the features that its instructions need; nil for a name this version does not know.
    public var neededFeatures: [String]? {
        let avx512 = ["avx512f", "avx512bw", "avx512vl"]
        return switch self {
        case .scalar: []
        case .avx2: ["avx2", "fma", "f16c"]
        case .avxvnni: ["avx2", "fma", "f16c", "avx_vnni"]
        case .avx512: avx512
        case .avx512vnni: avx512 + ["avx512_vnni"]
        case .avx512bf16: avx512 + ["avx512_bf16"]
        case .avx512fp16: avx512 + ["avx512_fp16"]
        case .amxint8: avx512 + ["amx_tile", "amx_int8"]
        case .amxbf16: avx512 + ["amx_tile", "amx_bf16"]
        case .neon: ["asimd"]
        case .dotprod: ["asimd", "asimddp"]
        case .i8mm: ["asimd", "i8mm"]
        case .neonbf16: ["asimd", "bf16"]
        case .sve: ["sve"]
        default: nil
        }
    }
}
