import EdgeRecords

/// Instruction set extensions in the few words that people compare processors by.
struct FeatureWords {
    private let names: Set<String>

    init(_ features: [Device.Feature]) {
        names = Set(features.filter(\.isUsable).map(\.name))
    }

    /// The newest first; families are summed up, as in `AVX-512 (F BW DQ VL VNNI BF16)`.
    var text: String {
        let words = [matrix, avx512, vex, arm, others].flatMap { $0 }
        return words.isEmpty ? "none known" : words.joined(separator: ", ")
    }

    private var matrix: [String] {
        let parts = [("amx_int8", "int8"), ("amx_bf16", "bf16"), ("amx_fp16", "fp16")].filter { names.contains($0.0) }
        let amx = names.contains("amx_tile") ? ["AMX" + Self.bracketed(parts.map(\.1))] : []
        return amx + (names.contains("sme2") ? ["SME2"] : names.contains("sme") ? ["SME"] : [])
    }

    private var avx512: [String] {
        guard names.contains("avx512f") else { return [] }
        let parts = [
            ("avx512bw", "BW"), ("avx512dq", "DQ"), ("avx512vl", "VL"), ("avx512_vnni", "VNNI"),
            ("avx512_bf16", "BF16"), ("avx512_fp16", "FP16"), ("avx512vbmi", "VBMI"), ("avx512_vbmi2", "VBMI2"),
        ].filter { names.contains($0.0) }
        return ["AVX-512" + Self.bracketed(parts.map(\.1))]
    }

    private var vex: [String] {
        var words: [String] = []
        if names.contains("avx_vnni") {
            words.append("AVX-VNNI" + Self.bracketed(names.contains("avx_vnni_int8") ? ["int8"] : []))
        }
        if names.contains("avx2") {
            words.append("AVX2" + (names.contains("fma") ? " + FMA" : ""))
        } else if names.contains("avx") {
            words.append("AVX")
        } else if let best = ["sse4_2", "sse4_1", "ssse3", "sse2"].first(where: names.contains) {
            words.append(best.uppercased().split(separator: "_").joined(separator: "."))
        }
        return words
    }

    private var arm: [String] {
        let parts = [
            ("sve2", "SVE2"), ("sve", "SVE"), ("i8mm", "I8MM"), ("bf16", "BF16"), ("asimddp", "dotprod"),
            ("asimdhp", "FP16"), ("asimd", "NEON"), ("neon", "NEON"),
        ].filter { names.contains($0.0) }
        return parts.map(\.1).filter { !($0 == "SVE" && names.contains("sve2")) }
    }

    private var others: [String] {
        let parts = [
            ("v", "RVV"), ("lasx", "LASX"), ("lsx", "LSX"), ("vsx", "VSX"), ("altivec", "AltiVec"), ("vxe2", "VXE2"),
            ("vxe", "VXE"), ("vx", "VX"),
        ]
        return parts.filter { names.contains($0.0) }.map(\.1)
    }

    private static func bracketed(_ parts: [String]) -> String {
        parts.isEmpty ? "" : " (" + parts.joined(separator: " ") + ")"
    }
}
