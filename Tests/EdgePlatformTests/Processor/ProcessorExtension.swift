import EdgePlatform

/// What CPUID names, written down once more: an oracle for the trials that shares nothing with the probe.
extension CPUIDTable {
    /// An instruction set extension: where CPUID names it, and which register states it needs the system to save.
    struct Feature: Hashable, Sendable {
        enum Register: Hashable, Sendable {
            case eax, ebx, ecx, edx
        }

        /// The Linux kernel's own name.
        let name: String
        let leaf: UInt32
        let subleaf: UInt32
        let register: Register
        let bit: UInt32
        /// Bits of XCR0.
        let states: UInt64
    }

    /// Every extension that is told apart here.
    static let features: [Feature] =
        [
            row(1, .edx, [("sse2", 26)]),
            row(1, .ecx, [("ssse3", 9), ("sse4_1", 19), ("sse4_2", 20), ("aes", 25)]),
            row(1, .ecx, states: avx, [("fma", 12), ("avx", 28), ("f16c", 29)]),
            row(0x8000_0001, .ecx, [("sse4a", 6)]),
            row(0x8000_0001, .ecx, states: avx, [("xop", 11), ("fma4", 16)]),
            row(7, .ecx, [("gfni", 8)]),
            row(7, .ebx, states: avx, [("avx2", 5)]),
            row(7, .ecx, states: avx, [("vaes", 9), ("vpclmulqdq", 10)]),
            row(
                7, .ebx, states: avx512,
                [
                    ("avx512f", 16), ("avx512dq", 17), ("avx512ifma", 21), ("avx512pf", 26), ("avx512er", 27),
                    ("avx512cd", 28), ("avx512bw", 30), ("avx512vl", 31),
                ]),
            row(
                7, .ecx, states: avx512,
                [
                    ("avx512vbmi", 1), ("avx512_vbmi2", 6), ("avx512_vnni", 11), ("avx512_bitalg", 12),
                    ("avx512_vpopcntdq", 14),
                ]),
            row(7, .edx, states: avx512, [("avx512_vp2intersect", 8), ("avx512_fp16", 23)]),
            row(7, .edx, states: amx, [("amx_bf16", 22), ("amx_tile", 24), ("amx_int8", 25)]),
            row(7, subleaf: 1, .eax, states: avx, [("avx_vnni", 4), ("avx_ifma", 23)]),
            row(7, subleaf: 1, .eax, states: avx512, [("avx512_bf16", 5)]),
            row(7, subleaf: 1, .eax, states: amx, [("amx_fp16", 21)]),
            row(
                7, subleaf: 1, .edx, states: avx, [("avx_vnni_int8", 4), ("avx_ne_convert", 5), ("avx_vnni_int16", 10)]),
            row(7, subleaf: 1, .edx, states: amx, [("amx_complex", 8)]),
            row(7, subleaf: 1, .edx, states: avx512, [("avx10", 19)]),
        ].flatMap { $0 }

    /// Whether the processor says that it has the extension.
    func advertises(_ feature: Feature) -> Bool {
        guard let registers = self[feature.leaf, feature.subleaf] else { return false }
        let bits =
            switch feature.register {
            case .eax: registers.eax
            case .ebx: registers.ebx
            case .ecx: registers.ecx
            case .edx: registers.edx
            }
        return bits & (1 << feature.bit) != 0
    }

    /// Whether the system lets programs use what the processor has.
    ///
    /// - Parameter xcr0: the register states that the system saves; nil if it saves none past SSE's.
    func enables(_ feature: Feature, xcr0: UInt64?) -> Bool {
        advertises(feature) && (xcr0 ?? 0) & feature.states == feature.states
    }

    /// Names of all extensions that the processor says it has.
    var advertisedFeatureNames: [String] { Self.features.filter(advertises).map(\.name) }

    private static let avx: UInt64 = 0b110
    private static let avx512: UInt64 = 0b1110_0110
    private static let amx: UInt64 = 0x6_0000

    private static func row(
        _ leaf: UInt32, subleaf: UInt32 = 0, _ register: Feature.Register, states: UInt64 = 0,
        _ bits: [(String, UInt32)]
    ) -> [Feature] {
        bits.map { Feature(name: $0, leaf: leaf, subleaf: subleaf, register: register, bit: $1, states: states) }
    }
}
