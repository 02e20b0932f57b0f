import EdgeRecords

/// What CPUID answers on one CPU: read live, or out of a dump of another machine.
public struct CPUIDTable: Hashable, Sendable {
    public struct Registers: Hashable, Sendable {
        public var eax, ebx, ecx, edx: UInt32

        public init(eax: UInt32, ebx: UInt32, ecx: UInt32, edx: UInt32) {
            self.eax = eax
            self.ebx = ebx
            self.ecx = ecx
            self.edx = edx
        }
    }

    struct Entry: Hashable, Sendable {
        var leaf: UInt32
        /// Nil if the answer does not depend on it.
        var subleaf: UInt32?
        var registers: Registers
    }

    private struct Question: Hashable, Sendable {
        var leaf: UInt32
        var subleaf: UInt32?
    }

    /// In the order they were read.
    private(set) var entries: [Entry] = []
    private var answers: [Question: Registers] = [:]

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }
    public var count: Int { entries.count }

    /// Keeps one answer; the first to a question counts.
    ///
    /// - Parameter subleaf: nil if the answer does not depend on it.
    public mutating func insert(_ registers: Registers, leaf: UInt32, subleaf: UInt32?) {
        let question = Question(leaf: leaf, subleaf: subleaf)
        guard answers[question] == nil else { return }
        answers[question] = registers
        entries.append(Entry(leaf: leaf, subleaf: subleaf, registers: registers))
    }

    /// The answer to a leaf and subleaf; nil if it was not read or the processor does not have it.
    ///
    /// A processor answers a leaf past its last with another leaf's numbers, so those are not given out.
    public subscript(leaf: UInt32, subleaf: UInt32 = 0) -> Registers? {
        if let last = lastLeaf(inRangeOf: leaf), leaf > last { return nil }
        if let last = lastSubleaf(of: leaf), subleaf > last { return nil }
        return answers[Question(leaf: leaf, subleaf: subleaf)] ?? answers[Question(leaf: leaf, subleaf: nil)]
    }

    /// The answers to a leaf's subleaves 0, 1, 2 and on, as far as they were read.
    public func subleaves(of leaf: UInt32) -> [Registers] {
        var found: [Registers] = []
        while let next = answers[Question(leaf: leaf, subleaf: UInt32(found.count))], self[leaf] != nil {
            found.append(next)
        }
        if found.isEmpty, let only = self[leaf] { found = [only] }
        return found
    }

    /// The last leaf of a range: basic, of the hypervisor, extended; nil if its first leaf is not known.
    private func lastLeaf(inRangeOf leaf: UInt32) -> UInt32? {
        let base = leaf & 0xffff_0000
        // A hypervisor may speak a second time, 256 leaves further on.
        guard base == 0 || base == 0x8000_0000, leaf != base else { return nil }
        let first = answers[Question(leaf: base, subleaf: nil)] ?? answers[Question(leaf: base, subleaf: 0)]
        // A dump of chosen leaves may lack the first: then what was read is believed.
        return first?.eax
    }

    /// The last subleaf of those leaves whose first subleaf names it.
    private func lastSubleaf(of leaf: UInt32) -> UInt32? {
        switch leaf {
        case 0x7, 0x1d, 0x1e, 0x24: answers[Question(leaf: leaf, subleaf: 0)]?.eax
        default: nil
        }
    }
}

extension CPUIDTable {
    /// The maker's twelve letters, such as `GenuineIntel`.
    public var vendorIdentifier: String? {
        self[0].flatMap { Self.text([$0.ebx, $0.edx, $0.ecx]) }
    }

    /// The processor's name for people, as its maker wrote it, blanks within included: so the kernel shows it too.
    public var brand: String? {
        var words: [UInt32] = []
        for leaf in UInt32(0x8000_0002)...0x8000_0004 {
            guard let part = self[leaf] else { return nil }
            words += [part.eax, part.ebx, part.ecx, part.edx]
        }
        return Self.text(words)
    }

    /// The hypervisor's name, such as `KVMKVMKVM`; nil on bare metal.
    public var hypervisorIdentifier: String? {
        guard let first = self[1], first.ecx >> 31 == 1 else { return nil }
        return self[0x4000_0000].flatMap { Self.text([$0.ebx, $0.ecx, $0.edx]) }
    }

    /// The printable letters in registers, lowest byte first, up to a zero byte, without blanks at the ends.
    private static func text(_ words: [UInt32]) -> String? {
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        let letters = bytes.prefix { $0 != 0 }.map { (32..<127).contains($0) ? $0 : 63 }
        let text = String(decoding: letters, as: UTF8.self).trimmingBlanks
        return text.isEmpty ? nil : String(text)
    }
}
