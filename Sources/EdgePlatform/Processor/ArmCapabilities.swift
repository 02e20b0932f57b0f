/// The meaning of AT_HWCAP and AT_HWCAP2 on 64-bit Arm, in the words of `/proc/cpuinfo`.
public struct ArmCapabilities: Hashable, Sendable {
    /// AT_HWCAP and AT_HWCAP2.
    public var first, second: UInt64

    public init(first: UInt64, second: UInt64 = 0) {
        self.first = first
        self.second = second
    }

    /// The kernel's names of all features that are set, in its own order; bits without a name here are left out.
    ///
    /// The kernel sets a bit only if every core has the feature and programs may use it.
    public var featureNames: [String] {
        Self.names(of: first, in: Self.firstNames) + Self.names(of: second, in: Self.secondNames)
    }

    /// Whether programs may read MIDR_EL1, which the kernel then answers for.
    public var answersForMIDR: Bool { first & (1 << 11) != 0 }

    private static func names(of bits: UInt64, in table: [String]) -> [String] {
        table.enumerated().compactMap { bits & (1 << UInt64($0)) != 0 ? $1 : nil }
    }

    /// From bit 0 on.
    private static let firstNames = [
        "fp", "asimd", "evtstrm", "aes", "pmull", "sha1", "sha2", "crc32",
        "atomics", "fphp", "asimdhp", "cpuid", "asimdrdm", "jscvt", "fcma", "lrcpc",
        "dcpop", "sha3", "sm3", "sm4", "asimddp", "sha512", "sve", "asimdfhm",
        "dit", "uscat", "ilrcpc", "flagm", "ssbs", "sb", "paca", "pacg",
        "gcs",
    ]

    private static let secondNames = [
        "dcpodp", "sve2", "sveaes", "svepmull", "svebitperm", "svesha3", "svesm4", "flagm2",
        "frint", "svei8mm", "svef32mm", "svef64mm", "svebf16", "i8mm", "bf16", "dgh",
        "rng", "bti", "mte", "ecv", "afp", "rpres", "mte3", "sme",
        "smei16i64", "smef64f64", "smei8i32", "smef16f32", "smeb16f32", "smef32f32", "smefa64", "wfxt",
        "ebf16", "sveebf16", "cssc", "rprfm", "sve2p1", "sme2", "sme2p1", "smei16i32",
        "smebi32i32", "smeb16b16", "smef16f16", "mops", "hbc", "sveb16b16", "lrcpc3", "lse128",
        "fpmr", "lut", "faminmax", "f8cvt", "f8fma", "f8dp4", "f8dp2", "f8e4m3",
        "f8e5m2", "smelutv2", "smef8f16", "smef8f32", "smesf8fma", "smesf8dp4", "smesf8dp2", "poe",
    ]
}
