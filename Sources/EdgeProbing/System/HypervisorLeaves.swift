import EdgePlatform

/// What CPUID says of a hypervisor, on x86 alone.
struct HypervisorLeaves {
    /// Leaf 1, ECX bit 31.
    let isGuest: Bool
    /// The twelve letters of leaf 0x40000000, and of the later ones where one hypervisor imitates another.
    let signatures: [String]

    /// Nil where the table lacks the leaf that tells.
    init?(_ table: CPUIDTable) {
        guard let features = table[1] else { return nil }
        isGuest = features.ecx >> 31 == 1
        // Xen looks for itself in steps of 256 leaves.
        signatures = stride(from: UInt32(0x4000_0000), through: 0x4000_0400, by: 0x100).compactMap { leaf in
            table[leaf].map { Self.letters([$0.ebx, $0.ecx, $0.edx]) }
        }
    }

    private static func letters(_ words: [UInt32]) -> String {
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        return String(decoding: bytes, as: UTF8.self)
    }
}
