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

/// IBM Z by machine type.
enum MainframeDesigns {
    static func name(machine: String) -> String? { names[machine] }

    private static let names = [
        "2064": "z900", "2066": "z800", "2084": "z990", "2086": "z890", "2094": "z9", "2096": "z9", "2097": "z10",
        "2098": "z10", "2817": "z196", "2818": "z114", "2827": "zEC12", "2828": "zBC12", "2964": "z13", "2965": "z13s",
        "3906": "z14", "3907": "z14 ZR1", "8561": "z15", "8562": "z15", "3931": "z16", "3932": "z16", "9175": "z17",
    ]
}

/// RISC-V by the name of its design, or by the numbers of maker and design.
enum RISCVDesigns {
    static func vendor(identifier: Int) -> String? { vendors[identifier] }

    /// - Parameters:
    ///   - uarch: such as `sifive,u74-mc`.
    ///   - vendor: `mvendorid`.
    ///   - design: `marchid`.
    static func name(uarch: String?, vendor: Int?, design: UInt64?) -> String? {
        if let uarch, !uarch.isEmpty {
            let parts = uarch.split(separator: ",", maxSplits: 1)
            guard parts.count == 2, let maker = makers[String(parts[0])] else { return uarch }
            return "\(maker) \(parts[1].uppercased())"
        }
        guard let vendor, let design else { return nil }
        return designs[vendor]?[design]
    }

    private static let makers = [
        "sifive": "SiFive", "thead": "T-Head", "spacemit": "SpacemiT", "starfive": "StarFive", "andestech": "Andes",
        "canaan": "Canaan", "sophgo": "Sophgo", "ventana": "Ventana", "microchip": "Microchip",
    ]

    private static let vendors = [
        0x489: "SiFive", 0x5B7: "T-Head", 0x710: "SpacemiT", 0x31E: "Andes", 0x61F: "Ventana", 0x29: "Microchip",
        0x67E: "StarFive", 0x602: "Open Hardware Group",
    ]

    /// SiFive numbers its series, T-Head's first cores say nothing but the maker.
    private static let designs: [Int: [UInt64: String]] = [
        0x489: [
            0x8000_0000_0000_0001: "SiFive 3 series", 0x8000_0000_0000_0002: "SiFive 5 series",
            0x8000_0000_0000_0007: "SiFive 7 series",
        ],
        0x5B7: [0: "T-Head C910"],
        0x710: [0x8000_0000_5800_0001: "SpacemiT X60"],
    ]
}
