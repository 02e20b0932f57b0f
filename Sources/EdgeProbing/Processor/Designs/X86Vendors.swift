/// The makers of x86 processors by the twelve letters that CPUID gives.
enum X86Vendors {
    static func name(_ identifier: String, brand: String?) -> String {
        // Zhaoxin sells what Centaur designed under Centaur's letters.
        if identifier == "CentaurHauls", let brand, brand.contains("ZHAOXIN") || brand.hasPrefix("ZX") {
            return "Zhaoxin"
        }
        return names[identifier] ?? identifier
    }

    static func design(_ identifier: String, family: Int, model: Int, stepping: Int?) -> String? {
        switch identifier {
        case "GenuineIntel": IntelDesigns.generation(family: family, model: model, stepping: stepping)
        case "AuthenticAMD": AMDDesigns.design(family: family, model: model)
        case "HygonGenuine": family == 0x18 ? "Dhyana" : nil
        case "CentaurHauls", "Shanghai": ZhaoxinDesigns.design(family: family, model: model)
        default: nil
        }
    }

    private static let names = [
        "GenuineIntel": "Intel", "AuthenticAMD": "AMD", "CentaurHauls": "Centaur", "Shanghai": "Zhaoxin",
        "HygonGenuine": "Hygon", "GenuineTMx86": "Transmeta", "TransmetaCPU": "Transmeta", "CyrixInstead": "Cyrix",
        "Geode by NSC": "National Semiconductor", "NexGenDriven": "NexGen", "RiseRiseRise": "Rise",
        "SiS SiS SiS": "SiS", "UMC UMC UMC": "UMC", "VIA VIA VIA": "VIA", "Vortex86 SoC": "DM&P",
        "E2K MACHINE": "MCST", "Genuine  RDC": "RDC",
    ]
}
