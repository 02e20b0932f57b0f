/// One Arm core design, by the numbers of its identification register.
struct ArmDesign: Hashable {
    /// How a maker means the cores of a mixed chip to be used.
    enum Rank: Int, Comparable {
        case little, middle, big, prime

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    let implementer: Int
    let part: Int

    /// Reads a register's low 32 bits: implementer, variant, architecture, part, revision.
    init(register: UInt64) {
        implementer = Int(register >> 24 & 0xFF)
        part = Int(register >> 4 & 0xFFF)
    }

    init(implementer: Int, part: Int) {
        self.implementer = implementer
        self.part = part
    }

    var name: String? { ArmDesigns.parts[implementer]?[part]?.name }
    var rank: Rank? { ArmDesigns.parts[implementer]?[part]?.rank }
    /// Higher is newer or larger within a rank; decides where nothing was measured.
    var order: Int { ArmDesigns.parts[implementer]?[part]?.order ?? 0 }
    var vendor: String? { ArmDesigns.vendors[implementer] }
    var implementerText: String { "0x" + hexadecimal(implementer, digits: 2) }
    var text: String { name ?? "Arm design \(implementerText)/0x\(hexadecimal(part, digits: 3))" }
}

/// At least so many digits, in lower case as the kernel writes them.
func hexadecimal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
