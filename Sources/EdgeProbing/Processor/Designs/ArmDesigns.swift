/// The parts that makers of Arm processors have published.
enum ArmDesigns {
    struct Part {
        let name: String
        let rank: ArmDesign.Rank
        /// The place in the maker's list.
        let order: Int
    }

    static let vendors: [Int: String] = [
        0x41: "Arm", 0x42: "Broadcom", 0x43: "Cavium", 0x44: "DEC", 0x46: "Fujitsu", 0x48: "HiSilicon",
        0x49: "Infineon", 0x4D: "Motorola", 0x4E: "NVIDIA", 0x50: "AppliedMicro", 0x51: "Qualcomm", 0x53: "Samsung",
        0x54: "Texas Instruments", 0x56: "Marvell", 0x61: "Apple", 0x66: "Faraday", 0x69: "Intel", 0x6D: "Microsoft",
        0x70: "Phytium", 0xC0: "Ampere",
    ]

    static let parts: [Int: [Int: Part]] = lists.mapValues { list in
        var parts: [Int: Part] = [:]
        for (order, entry) in list.enumerated() {
            parts[entry.part] = Part(name: entry.name, rank: entry.rank, order: order + 1)
        }
        return parts
    }

    typealias Entry = (part: Int, name: String, rank: ArmDesign.Rank)

    private static let lists: [Int: [Entry]] = [
        0x41: old + cortexA + neoverse,
        0x42: [(0x00F, "Brahma-B15", .big), (0x100, "Brahma-B53", .little), (0x516, "ThunderX2", .big)],
        0x43: [
            (0x0A0, "ThunderX", .big), (0x0A1, "ThunderX", .big), (0x0A2, "ThunderX", .big), (0x0A3, "ThunderX", .big),
            (0x0AF, "ThunderX2", .big), (0x0B0, "OcteonTX2", .big), (0x0B1, "OcteonTX2", .big),
            (0x0B2, "OcteonTX2", .big), (0x0B3, "OcteonTX2", .big), (0x0B4, "OcteonTX2", .big),
            (0x0B5, "OcteonTX2", .big), (0x0B8, "ThunderX3", .big),
        ],
        0x44: [(0xA10, "SA-110", .big), (0xA11, "SA-1100", .big)],
        0x46: [(0x001, "A64FX", .big), (0x003, "Monaka", .big)],
        0x48: [
            (0xD01, "TaiShan v110", .big), (0xD02, "TaiShan v120", .big), (0xD06, "HIP12", .big),
            (0xD40, "Cortex-A76", .big), (0xD41, "Cortex-A77", .big),
        ],
        0x4E: [
            (0x000, "Denver", .big), (0x003, "Denver 2", .big), (0x004, "Carmel", .big), (0x010, "Olympus", .big),
        ],
        0x50: [(0x000, "X-Gene", .big)],
        0x51: qualcomm,
        0x53: [
            (0x001, "Exynos M1", .big), (0x002, "Exynos M3", .big), (0x003, "Exynos M4", .big),
            (0x004, "Exynos M5", .big),
        ],
        0x56: [
            (0x131, "Feroceon", .big), (0x581, "PJ4", .big), (0x584, "PJ4B-MP", .big),
        ],
        0x61: apple,
        0x66: [(0x526, "FA526", .big), (0x626, "FA626", .big)],
        0x69: [(0x2D0, "XScale", .big), (0x411, "XScale", .big), (0x682, "XScale", .big), (0x688, "XScale", .big)],
        0x6D: [(0xD49, "Neoverse-N2", .big)],
        0x70: [
            (0x303, "FTC310", .little), (0x660, "FTC660", .big), (0x661, "FTC661", .big), (0x662, "FTC662", .big),
            (0x663, "FTC663", .big), (0x664, "FTC664", .big), (0x862, "FTC862", .big),
        ],
        0xC0: [(0xAC3, "Ampere-1", .big), (0xAC4, "Ampere-1a", .big), (0xAC5, "Ampere-1b", .big)],
    ]

    private static let old: [Entry] = [
        (0x720, "ARM720", .big), (0x810, "ARM810", .big), (0x920, "ARM920", .big), (0x922, "ARM922", .big),
        (0x926, "ARM926", .big), (0x940, "ARM940", .big), (0x946, "ARM946", .big), (0x966, "ARM966", .big),
        (0xA20, "ARM1020", .big), (0xA22, "ARM1022", .big), (0xA26, "ARM1026", .big), (0xB02, "ARM11 MPCore", .big),
        (0xB36, "ARM1136", .big), (0xB56, "ARM1156", .big), (0xB76, "ARM1176", .big),
    ]

    /// Little ones first, each group from the oldest to the newest.
    private static let cortexA: [Entry] = [
        (0xC05, "Cortex-A5", .little), (0xC07, "Cortex-A7", .little), (0xD01, "Cortex-A32", .little),
        (0xD04, "Cortex-A35", .little), (0xD02, "Cortex-A34", .little), (0xD03, "Cortex-A53", .little),
        (0xD05, "Cortex-A55", .little), (0xD46, "Cortex-A510", .little), (0xD80, "Cortex-A520", .little),
        (0xD88, "Cortex-A520AE", .little), (0xD8F, "Cortex-A320", .little), (0xD8A, "C1-Nano", .little),
        (0xD06, "Cortex-A65", .little), (0xD43, "Cortex-A65AE", .little),
        (0xC08, "Cortex-A8", .big), (0xC09, "Cortex-A9", .big), (0xC0D, "Cortex-A12", .big),
        (0xC0E, "Cortex-A17", .big), (0xC0F, "Cortex-A15", .big), (0xD07, "Cortex-A57", .big),
        (0xD08, "Cortex-A72", .big), (0xD09, "Cortex-A73", .big), (0xD0A, "Cortex-A75", .big),
        (0xD0B, "Cortex-A76", .big), (0xD0E, "Cortex-A76AE", .big), (0xD0D, "Cortex-A77", .big),
        (0xD41, "Cortex-A78", .big), (0xD42, "Cortex-A78AE", .big), (0xD4B, "Cortex-A78C", .big),
        (0xD47, "Cortex-A710", .big), (0xD4D, "Cortex-A715", .big), (0xD81, "Cortex-A720", .big),
        (0xD89, "Cortex-A720AE", .big), (0xD87, "Cortex-A725", .big), (0xD8B, "C1-Pro", .big),
        (0xD44, "Cortex-X1", .prime), (0xD4C, "Cortex-X1C", .prime), (0xD48, "Cortex-X2", .prime),
        (0xD4E, "Cortex-X3", .prime), (0xD82, "Cortex-X4", .prime), (0xD90, "C1-Premium", .prime),
        (0xD85, "Cortex-X925", .prime), (0xD8C, "C1-Ultra", .prime),
        (0xC14, "Cortex-R4", .big), (0xC15, "Cortex-R5", .big), (0xD13, "Cortex-R52", .big),
        (0xD15, "Cortex-R82", .big),
    ]

    private static let neoverse: [Entry] = [
        (0xD4A, "Neoverse-E1", .little), (0xD0C, "Neoverse-N1", .big), (0xD49, "Neoverse-N2", .big),
        (0xD8E, "Neoverse-N3", .big), (0xD40, "Neoverse-V1", .big), (0xD4F, "Neoverse-V2", .big),
        (0xD84, "Neoverse-V3", .big), (0xD83, "Neoverse-V3AE", .big),
    ]

    private static let qualcomm: [Entry] = [
        (0x00F, "Scorpion", .big), (0x02D, "Scorpion", .big), (0x04D, "Krait", .big), (0x06F, "Krait", .big),
        (0x201, "Kryo", .little), (0x211, "Kryo", .little), (0x205, "Kryo", .big),
        (0x801, "Kryo 2xx Silver", .little), (0x803, "Kryo 3xx Silver", .little), (0x805, "Kryo 4xx Silver", .little),
        (0x800, "Kryo 2xx Gold", .big), (0x802, "Kryo 3xx Gold", .big), (0x804, "Kryo 4xx Gold", .big),
        (0xC00, "Falkor", .big), (0xC01, "Saphira", .big), (0x001, "Oryon", .big), (0x002, "Oryon 2", .big),
    ]

    /// Part 0 is what virtual machines show on any of them.
    private static let apple: [Entry] = [
        (0x000, "Apple silicon", .big), (0x001, "Cyclone", .big), (0x002, "Typhoon", .big), (0x003, "Typhoon", .big),
        (0x004, "Twister", .big), (0x005, "Twister", .big), (0x006, "Hurricane", .big), (0x007, "Hurricane", .big),
        (0x009, "Mistral", .little), (0x00C, "Tempest", .little), (0x00F, "Tempest", .little),
        (0x013, "Thunder", .little), (0x020, "Icestorm", .little), (0x022, "Icestorm", .little),
        (0x024, "Icestorm", .little), (0x028, "Icestorm", .little), (0x030, "Blizzard", .little),
        (0x032, "Blizzard", .little), (0x034, "Blizzard", .little), (0x038, "Blizzard", .little),
        (0x042, "Sawtooth", .little), (0x044, "Sawtooth", .little), (0x048, "Sawtooth", .little),
        (0x052, "M4 efficiency", .little), (0x054, "M4 efficiency", .little), (0x058, "M4 efficiency", .little),
        (0x008, "Monsoon", .big), (0x00B, "Vortex", .big), (0x010, "Vortex", .big), (0x012, "Lightning", .big),
        (0x021, "Firestorm", .big), (0x023, "Firestorm", .big), (0x025, "Firestorm", .big), (0x029, "Firestorm", .big),
        (0x031, "Avalanche", .big), (0x033, "Avalanche", .big), (0x035, "Avalanche", .big), (0x039, "Avalanche", .big),
        (0x043, "Everest", .big), (0x045, "Everest", .big), (0x049, "Everest", .big),
        (0x053, "M4 performance", .big), (0x055, "M4 performance", .big), (0x059, "M4 performance", .big),
    ]
}
