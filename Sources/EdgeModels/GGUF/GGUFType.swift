public import EdgeRecords

/// How a tensor of a GGUF file has its numbers: blocks of so many in so many bytes.
public struct GGUFType: Hashable, Sendable {
    public let number: UInt32
    /// As precisions are written: `q4_0`.
    public let name: String
    public let blockCount: Int
    public let blockBytes: Int

    /// Nil for a number that this version does not know.
    public init?(_ number: UInt32) {
        guard let known = Self.known.first(where: { $0.number == number }) else { return nil }
        self = known
    }

    public init?(named name: String) {
        guard let known = Self.known.first(where: { $0.name == name }) else { return nil }
        self = known
    }

    private init(_ number: UInt32, _ name: String, _ blockCount: Int, _ blockBytes: Int) {
        (self.number, self.name, self.blockCount, self.blockBytes) = (number, name, blockCount, blockBytes)
    }

    /// Every word that a file's precision can be.
    public static let precisions: [Precision] =
        known.filter { $0.blockCount > 1 || $0.name.hasSuffix("p32") || $0.name.hasSuffix("p16") || $0.name == "bf16" }
        .map { Precision(rawValue: $0.name) } + mixtures.values.sorted().map { Precision(rawValue: $0) }

    /// Nil for a number of elements that does not fill its blocks, or that no memory could hold.
    public func bytes(count: Int) -> Int? {
        guard count >= 0, count % blockCount == 0 else { return nil }
        let (bytes, isTooMany) = (count / blockCount).multipliedReportingOverflow(by: blockBytes)
        return isTooMany ? nil : bytes
    }

    private static let known = [
        GGUFType(0, "fp32", 1, 4), GGUFType(1, "fp16", 1, 2), GGUFType(2, "q4_0", 32, 18),
        GGUFType(3, "q4_1", 32, 20), GGUFType(6, "q5_0", 32, 22), GGUFType(7, "q5_1", 32, 24),
        GGUFType(8, "q8_0", 32, 34), GGUFType(9, "q8_1", 32, 36), GGUFType(10, "q2_k", 256, 84),
        GGUFType(11, "q3_k", 256, 110), GGUFType(12, "q4_k", 256, 144), GGUFType(13, "q5_k", 256, 176),
        GGUFType(14, "q6_k", 256, 210), GGUFType(15, "q8_k", 256, 292), GGUFType(16, "iq2_xxs", 256, 66),
        GGUFType(17, "iq2_xs", 256, 74), GGUFType(18, "iq3_xxs", 256, 98), GGUFType(19, "iq1_s", 256, 50),
        GGUFType(20, "iq4_nl", 32, 18), GGUFType(21, "iq3_s", 256, 110), GGUFType(22, "iq2_s", 256, 82),
        GGUFType(23, "iq4_xs", 256, 136), GGUFType(24, "int8", 1, 1), GGUFType(25, "int16", 1, 2),
        GGUFType(26, "int32", 1, 4), GGUFType(27, "int64", 1, 8), GGUFType(28, "fp64", 1, 8),
        GGUFType(29, "iq1_m", 256, 56), GGUFType(30, "bf16", 1, 2), GGUFType(34, "tq1_0", 256, 54),
        GGUFType(35, "tq2_0", 256, 66), GGUFType(39, "mxfp4", 32, 17),
    ]

    /// Mixtures, which are called by what most of their numbers are and how much else there is.
    static let mixtures: [Int: String] = [
        11: "q3_k_s", 12: "q3_k_m", 13: "q3_k_l", 14: "q4_k_s", 15: "q4_k_m", 16: "q5_k_s", 17: "q5_k_m", 21: "q2_k_s",
    ]
}
