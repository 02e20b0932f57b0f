/// The names of the bits that a 64-bit Arm kernel passes to every program.
enum ArmCapabilities {
    /// What both words name, by the kernel's names.
    static func names(first: UInt64, second: UInt64) -> Set<String> {
        var names: Set<String> = []
        for (bit, name) in firstWord.enumerated() where first & (1 << UInt64(bit)) != 0 && !name.isEmpty {
            names.insert(name)
        }
        for (bit, name) in secondWord.enumerated() where second & (1 << UInt64(bit)) != 0 && !name.isEmpty {
            names.insert(name)
        }
        return names
    }

    private static let firstWord = [
        "fp", "asimd", "evtstrm", "aes", "pmull", "sha1", "sha2", "crc32", "atomics", "fphp", "asimdhp", "cpuid",
        "asimdrdm", "jscvt", "fcma", "lrcpc", "dcpop", "sha3", "sm3", "sm4", "asimddp", "sha512", "sve", "asimdfhm",
        "dit", "uscat", "ilrcpc", "flagm", "ssbs", "sb", "paca", "pacg", "gcs",
    ]

    private static let secondWord = [
        "dcpodp", "sve2", "sveaes", "svepmull", "svebitperm", "svesha3", "svesm4", "flagm2", "frint", "svei8mm",
        "svef32mm", "svef64mm", "svebf16", "i8mm", "bf16", "dgh", "rng", "bti", "mte", "ecv", "afp", "rpres", "mte3",
        "sme", "smei16i64", "smef64f64", "smei8i32", "smef16f32", "smeb16f32", "smef32f32", "smefa64", "wfxt",
        "ebf16", "sveebf16", "cssc", "rprfm", "sve2p1", "sme2", "sme2p1", "smei16i32", "smebi32i32", "smeb16b16",
        "smef16f16", "mops", "hbc", "sveb16b16", "lrcpc3", "lse128", "fpmr", "lut", "faminmax", "f8cvt", "f8fma",
        "f8dp4", "f8dp2", "f8e4m3", "f8e5m2", "smelutv2", "smef8f16", "smef8f32", "smesf8fma", "smesf8dp4",
        "smesf8dp2", "poe",
    ]
}
