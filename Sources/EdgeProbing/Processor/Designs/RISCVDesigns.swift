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
