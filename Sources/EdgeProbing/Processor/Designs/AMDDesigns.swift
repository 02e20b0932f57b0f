/// AMD's designs by family and model.
enum AMDDesigns {
    static func design(family: Int, model: Int) -> String? {
        switch family {
        case 0x0F: "K8"
        case 0x10, 0x12: "K10"
        case 0x11: "K8"
        case 0x14: "Bobcat"
        case 0x15: bulldozer(model)
        case 0x16: model < 0x30 ? "Jaguar" : "Puma"
        case 0x17: zen(model)
        case 0x19: zenThree(model)
        case 0x1A: zenFive(model)
        default: nil
        }
    }

    private static func bulldozer(_ model: Int) -> String {
        switch model {
        case 0x00, 0x01: "Bulldozer"
        case 0x02...0x1F: "Piledriver"
        case 0x20...0x3F: "Steamroller"
        default: "Excavator"
        }
    }

    private static func zen(_ model: Int) -> String {
        switch model {
        case 0x08, 0x18: "Zen+"
        case 0x00...0x2F, 0x50...0x5F: "Zen"
        default: "Zen 2"
        }
    }

    private static func zenThree(_ model: Int) -> String {
        switch model {
        case 0x40...0x4F: "Zen 3+"
        case 0xA0...0xAF: "Zen 4c"
        case 0x10...0x1F, 0x60...0x7F, 0x90...0x9F: "Zen 4"
        default: "Zen 3"
        }
    }

    private static func zenFive(_ model: Int) -> String? {
        switch model {
        case 0x10...0x1F: "Zen 5c"
        case 0x00...0x2F, 0x40...0x4F, 0x60...0x7F: "Zen 5"
        case 0x50...0x5F, 0x80...0xAF, 0xC0...0xCF: "Zen 6"
        default: nil
        }
    }
}
