import EdgeRecords

/// A dump of CPUID leaves in hwloc's text form, made of the few that a test writes down.
struct SketchedLeaves {
    private var lines: [Int: [String]] = [:]
    private let count: Int

    /// A processor of `count` CPUs; `vendor` is the maker's twelve letters.
    init(vendor: String, count: Int, signature: UInt32, features: UInt32 = 0) {
        self.count = count
        let letters = Array(vendor.utf8)
        func word(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(letters[start + $1]) << UInt32(8 * $1) }
        }
        add(0) { _ in (0x20, word(0), word(8), word(4)) }
        add(0x8000_0000) { _ in (0x8000_0026, 0, 0, 0) }
        add(1) { cpu in (signature, UInt32(cpu) << 24 | UInt32(count) << 16, features, 1 << 28) }
    }

    /// The answer to a leaf on each CPU; the first answer counts, so what is added here replaces nothing.
    mutating func add(
        _ leaf: UInt32, _ subleaf: UInt32? = nil, answer: (Int) -> (UInt32, UInt32, UInt32, UInt32)
    ) {
        for cpu in 0..<count {
            let (eax, ebx, ecx, edx) = answer(cpu)
            let question = [subleaf == nil ? 1 : 5, leaf, 0, subleaf ?? 0, 0]
            let words = (question + [eax, ebx, ecx, edx]).map { String($0, radix: 16) }
            lines[cpu, default: []].append(
                words[..<5].joined(separator: " ") + " => " + words[5...].joined(separator: " "))
        }
    }

    /// Levels of leaf 0xB, 0x1F or 0x80000026: each by its kind and by how many bits to shift.
    mutating func addLevels(_ leaf: UInt32, _ levels: [(kind: UInt32, bits: UInt32)], identifier: (Int) -> UInt32) {
        for (number, level) in levels.enumerated() {
            add(leaf, UInt32(number)) { cpu in
                (level.bits, 1 << level.bits, level.kind << 8 | UInt32(number), identifier(cpu))
            }
        }
        add(leaf, UInt32(levels.count)) { cpu in (0, 0, UInt32(levels.count), identifier(cpu)) }
    }

    /// A cache of leaf 4 or 0x8000001D with lines of 64 bytes.
    mutating func addCache(
        _ leaf: UInt32, _ subleaf: UInt32, kind: UInt32, level: UInt32, places: UInt32, ways: UInt32, sets: UInt32
    ) {
        add(leaf, subleaf) { _ in (kind | level << 5 | (places - 1) << 14, (ways - 1) << 22 | 63, sets - 1, 0) }
    }

    var files: [String: String] {
        Dictionary(uniqueKeysWithValues: lines.map { ("cpuid/pu\($0.key)", $0.value.joined(separator: "\n")) })
    }

    func probed() -> Device.Processor { SketchedDevice(files).probed().processor }
}
