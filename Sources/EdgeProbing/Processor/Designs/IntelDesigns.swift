/// Intel's generations by family and model, and the designs of their cores.
enum IntelDesigns {
    static func generation(family: Int, model: Int, stepping: Int?) -> String? {
        switch family {
        case 5: return model == 9 ? "Quark" : "P5"
        case 6: return stepped(model: model, stepping: stepping) ?? models[model]
        case 15: return "NetBurst"
        case 18: return novaLake.contains(model) ? "Nova Lake" : nil
        case 19: return model == 1 ? "Diamond Rapids" : nil
        default: return nil
        }
    }

    /// The design of one kind of core; `name` is that of a core kind.
    static func core(family: Int, model: Int, kind name: String) -> String? {
        let designs = family == 18 && novaLake.contains(model) ? novaLakeCores : family == 6 ? cores[model] : nil
        guard let designs else { return nil }
        switch name {
        case "performance": return designs.performance
        case "efficiency": return designs.efficiency
        case "lowPower": return designs.lowPower ?? designs.efficiency
        default: return nil
        }
    }

    /// Models whose steppings were sold as generations of their own.
    private static func stepped(model: Int, stepping: Int?) -> String? {
        guard let stepping else { return nil }
        switch (model, stepping) {
        case (0x55, 5...7): return "Cascade Lake"
        case (0x55, 8...15): return "Cooper Lake"
        case (0x8E, 10), (0x9E, 10...13): return "Coffee Lake"
        case (0x8E, 11...12): return "Whiskey Lake"
        default: return nil
        }
    }

    private static let novaLake = [1, 3]

    private static let models: [Int: String] = {
        var models: [Int: String] = [:]
        for (name, numbers) in generations { for number in numbers { models[number] = name } }
        return models
    }()

    private static let generations: [(String, [Int])] = [
        ("P6", [0x01, 0x03, 0x05, 0x06, 0x07, 0x08, 0x0A, 0x0B]), ("Pentium M", [0x09, 0x0D, 0x15]),
        ("Yonah", [0x0E]), ("Core", [0x0F, 0x16]), ("Penryn", [0x17, 0x1D]),
        ("Nehalem", [0x1A, 0x1E, 0x1F, 0x2E]), ("Westmere", [0x25, 0x2C, 0x2F]),
        ("Sandy Bridge", [0x2A, 0x2D]), ("Ivy Bridge", [0x3A, 0x3E]),
        ("Haswell", [0x3C, 0x3F, 0x45, 0x46]), ("Broadwell", [0x3D, 0x47, 0x4F, 0x56]),
        ("Skylake", [0x4E, 0x5E, 0x55]), ("Kaby Lake", [0x8E, 0x9E]), ("Comet Lake", [0xA5, 0xA6]),
        ("Cannon Lake", [0x66]), ("Ice Lake", [0x6A, 0x6C, 0x7D, 0x7E, 0x9D]), ("Rocket Lake", [0xA7]),
        ("Tiger Lake", [0x8C, 0x8D]), ("Sapphire Rapids", [0x8F]), ("Emerald Rapids", [0xCF]),
        ("Granite Rapids", [0xAD, 0xAE]), ("Lakefield", [0x8A]), ("Alder Lake", [0x97, 0x9A]),
        ("Raptor Lake", [0xB7, 0xBA, 0xBF]), ("Bartlett Lake", [0xD7]), ("Meteor Lake", [0xAA, 0xAC]),
        ("Arrow Lake", [0xB5, 0xC5, 0xC6]), ("Lunar Lake", [0xBD]), ("Panther Lake", [0xCC]),
        ("Wildcat Lake", [0xD5]),
        ("Bonnell", [0x1C, 0x26]), ("Saltwell", [0x27, 0x35, 0x36]), ("Silvermont", [0x37, 0x4A, 0x4D, 0x5D]),
        ("Airmont", [0x4C, 0x5A, 0x75]), ("Goldmont", [0x5C, 0x5F]), ("Goldmont Plus", [0x7A]),
        ("Tremont", [0x86, 0x96, 0x9C]), ("Gracemont", [0xBE]), ("Sierra Forest", [0xAF]), ("Grand Ridge", [0xB6]),
        ("Clearwater Forest", [0xDD]), ("Knights Landing", [0x57]), ("Knights Mill", [0x85]),
    ]

    private typealias Cores = (performance: String, efficiency: String, lowPower: String?)

    private static let novaLakeCores: Cores = ("Coyote Cove", "Arctic Wolf", nil)

    private static let cores: [Int: Cores] = [
        0x8A: ("Sunny Cove", "Tremont", nil),
        0x97: ("Golden Cove", "Gracemont", nil), 0x9A: ("Golden Cove", "Gracemont", nil),
        0xB7: ("Raptor Cove", "Gracemont", nil), 0xBA: ("Raptor Cove", "Gracemont", nil),
        0xBF: ("Raptor Cove", "Gracemont", nil),
        0xAA: ("Redwood Cove", "Crestmont", nil), 0xAC: ("Redwood Cove", "Crestmont", nil),
        0xB5: ("Redwood Cove", "Crestmont", nil), 0xC5: ("Lion Cove", "Skymont", "Crestmont"),
        0xC6: ("Lion Cove", "Skymont", nil), 0xBD: ("Lion Cove", "Skymont", nil),
        0xCC: ("Cougar Cove", "Darkmont", nil), 0xD5: ("Cougar Cove", "Darkmont", nil),
    ]
}
