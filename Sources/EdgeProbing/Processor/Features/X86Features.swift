import EdgePlatform

/// The x86 extensions that matter to our work, by the kernel's names.
enum X86Features {
    /// A register state that the system must save before an extension may be used.
    enum State {
        case always, avx, avx512, amx, apx

        var mask: UInt64 {
            switch self {
            case .always: 0
            case .avx: 0x6
            case .avx512: 0xE6
            case .amx: 0x6_0000
            case .apx: 0x8_0000
            }
        }
    }

    enum Register {
        case ebx, ecx, edx, eax
    }

    struct Feature {
        let name: String
        let leaf: UInt32
        let subleaf: UInt32
        let register: Register
        let bit: UInt32
        let state: State
        /// Kernels that are not the newest may not name it among their flags though it works.
        let isNew: Bool

        /// Whether the processor says that it has it; nil if that leaf was not read.
        func isAdvertised(by table: CPUIDTable) -> Bool? {
            guard let registers = table[leaf, subleaf] else { return isBeyondEnd(of: table) ? false : nil }
            let word =
                switch register {
                case .eax: registers.eax
                case .ebx: registers.ebx
                case .ecx: registers.ecx
                case .edx: registers.edx
                }
            return word.bits(bit...bit) == 1
        }

        /// A processor that ends before the leaf lacks what the leaf would tell.
        private func isBeyondEnd(of table: CPUIDTable) -> Bool {
            let base = leaf & 0x8000_0000
            guard let first = table[base] else { return false }
            if leaf > first.eax { return true }
            guard subleaf > 0, let counts = table[leaf, 0] else { return false }
            return subleaf > counts.eax
        }
    }

    static let all: [Feature] =
        basic + structured + extended

    /// The leaves and subleaves that hold all of them.
    static let questions: [(UInt32, UInt32)] = [(1, 0), (7, 0), (7, 1), (0x8000_0001, 0)]

    /// What a kernel calls otherwise than the rest of the world.
    static func kernelName(_ flag: String) -> String {
        switch flag {
        case "sse3": "pni"
        case "lse": "atomics"
        case "sse4.1": "sse4_1"
        case "sse4.2": "sse4_2"
        default: flag
        }
    }

    private static func one(
        _ leaf: UInt32, _ register: Register, _ state: State, subleaf: UInt32 = 0, isNew: Bool = false,
        _ names: [(String, UInt32)]
    ) -> [Feature] {
        names.map {
            Feature(
                name: $0.0, leaf: leaf, subleaf: subleaf, register: register, bit: $0.1, state: state, isNew: isNew)
        }
    }

    private static let basic: [Feature] =
        one(1, .edx, .always, [("sse", 25), ("sse2", 26)])
        + one(
            1, .ecx, .always,
            [("pni", 0), ("pclmulqdq", 1), ("ssse3", 9), ("sse4_1", 19), ("sse4_2", 20), ("popcnt", 23), ("aes", 25)])
        + one(1, .ecx, .avx, [("fma", 12), ("avx", 28), ("f16c", 29)])

    private static let structured: [Feature] =
        one(7, .ebx, .always, [("bmi1", 3), ("bmi2", 8), ("sha_ni", 29)])
        + one(7, .ebx, .avx, [("avx2", 5)])
        + one(
            7, .ebx, .avx512,
            [
                ("avx512f", 16), ("avx512dq", 17), ("avx512ifma", 21), ("avx512pf", 26), ("avx512er", 27),
                ("avx512cd", 28), ("avx512bw", 30), ("avx512vl", 31),
            ])
        + one(7, .ecx, .always, [("gfni", 8)])
        + one(7, .ecx, .avx, [("vaes", 9), ("vpclmulqdq", 10)])
        + one(
            7, .ecx, .avx512,
            [
                ("avx512vbmi", 1), ("avx512_vbmi2", 6), ("avx512_vnni", 11), ("avx512_bitalg", 12),
                ("avx512_vpopcntdq", 14),
            ])
        + one(
            7, .edx, .avx512,
            [("avx512_4vnniw", 2), ("avx512_4fmaps", 3), ("avx512_vp2intersect", 8), ("avx512_fp16", 23)])
        + one(7, .edx, .amx, [("amx_bf16", 22), ("amx_tile", 24), ("amx_int8", 25)])
        + one(7, .eax, .avx, subleaf: 1, [("avx_vnni", 4)])
        + one(7, .eax, .avx512, subleaf: 1, [("avx512_bf16", 5)])
        + one(7, .eax, .amx, subleaf: 1, isNew: true, [("amx_fp16", 21)])
        + one(7, .eax, .avx, subleaf: 1, isNew: true, [("avx_ifma", 23)])
        + one(
            7, .edx, .avx, subleaf: 1, isNew: true,
            [("avx_vnni_int8", 4), ("avx_ne_convert", 5), ("avx_vnni_int16", 10)])
        + one(7, .edx, .amx, subleaf: 1, isNew: true, [("amx_complex", 8)])
        + one(7, .edx, .avx512, subleaf: 1, isNew: true, [("avx10", 19)])
        + one(7, .edx, .apx, subleaf: 1, isNew: true, [("apx", 21)])

    private static let extended: [Feature] =
        one(0x8000_0001, .ecx, .always, [("sse4a", 6)])
        + one(0x8000_0001, .ecx, .avx, [("xop", 11), ("fma4", 16)])
}
