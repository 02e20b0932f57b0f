/// POWER and PowerPC by the upper half of their version register.
enum PowerDesigns {
    static let areUsuallyLittleEndian: Set = [0x4B, 0x4C, 0x4D, 0x4E, 0x80, 0x82]

    /// The number in a text such as `2.1 (pvr 003f 0201)`.
    static func version(of revision: String) -> Int? {
        let words = revision.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == ")" })
        guard let place = words.firstIndex(of: "pvr"), place + 1 < words.count, words[place + 1].count <= 4 else {
            return nil
        }
        return Int(words[place + 1], radix: 16)
    }

    static func name(version: Int) -> String? { names[version] }

    static func vendor(version: Int) -> String? {
        switch version {
        case 0x33...0x4F, 0x70, 0x80, 0x82: "IBM"
        case 0x90: "P.A. Semi"
        case 0x8020, 0x8021, 0x8023, 0x8024, 0x8040: "NXP"
        default: nil
        }
    }

    static func is64Bit(_ version: Int) -> Bool {
        (0x33...0x46).contains(version) || (0x4A...0x4F).contains(version)
            || [0x70, 0x80, 0x82, 0x90].contains(version)
            || [0x8023, 0x8024, 0x8040].contains(version)
    }

    private static let names: [Int: String] = [
        0x01: "601", 0x03: "603", 0x04: "604", 0x06: "603e", 0x07: "603ev", 0x08: "750", 0x09: "604e", 0x0C: "7400",
        0x33: "RS64-II", 0x34: "RS64-III", 0x35: "POWER4", 0x36: "RS64-IV", 0x37: "RS64-IV", 0x38: "POWER4+",
        0x39: "PPC970", 0x3A: "POWER5", 0x3B: "POWER5+", 0x3C: "PPC970FX", 0x3E: "POWER6", 0x3F: "POWER7",
        0x44: "PPC970MP", 0x45: "PPC970GX", 0x4A: "POWER7+", 0x4B: "POWER8E", 0x4C: "POWER8NVL", 0x4D: "POWER8",
        0x4E: "POWER9", 0x70: "Cell", 0x80: "POWER10", 0x82: "POWER11", 0x90: "PA6T", 0x7000: "750FX", 0x7002: "750GX",
        0x8000: "7450", 0x8001: "7455", 0x8002: "7447", 0x8003: "7447A", 0x8004: "7448", 0x800C: "7410",
        0x8020: "e500v1", 0x8021: "e500v2", 0x8023: "e500mc", 0x8024: "e5500", 0x8040: "e6500",
    ]
}
