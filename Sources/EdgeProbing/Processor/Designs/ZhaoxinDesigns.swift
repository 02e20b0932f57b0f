/// VIA's, Centaur's and Zhaoxin's designs.
enum ZhaoxinDesigns {
    static func design(family: Int, model: Int) -> String? {
        switch (family, model) {
        case (6, 0x0F), (6, 0x19): "ZhangJiang"
        case (6, 0x06...0x0D): "VIA C7"
        case (7, 0x1B): "WuDaoKou"
        case (7, 0x3B): "LuJiaZui"
        case (7, 0x5B): "YongFeng"
        case (7, 0x6B): "ShiJiDaDao"
        default: nil
        }
    }
}
