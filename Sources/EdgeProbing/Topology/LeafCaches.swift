import EdgePlatform
import EdgeRecords

/// Caches as CPUID describes them: Intel's leaf 4, AMD's leaf 0x8000001D or the two older ones.
struct LeafCaches {
    let leaves: ProcessorLeaves
    let places: ProcessorPlaces

    private struct Description {
        var level: Int
        var kind: Device.Cache.Kind
        var bytes: Int
        var lineBytes: Int
        /// Equal for the CPUs that share it.
        var group: UInt32
    }

    private struct Instance: Hashable {
        var level: Int
        var kind: Device.Cache.Kind
        var bytes: Int
        var group: UInt32
    }

    /// One entry an instance, over online CPUs.
    func caches(of online: CPUSet) -> [Device.Cache] {
        var shared: [Instance: CPUSet] = [:]
        var lines: [Instance: Int] = [:]
        for cpu in online.intersection(leaves.cpus).elements {
            guard let place = places[cpu] else { continue }
            for description in descriptions(of: cpu, at: place) {
                let instance = Instance(
                    level: description.level, kind: description.kind, bytes: description.bytes,
                    group: description.group)
                shared[instance, default: CPUSet()].insert(cpu)
                lines[instance] = description.lineBytes
            }
        }
        return CacheReader.sorted(
            shared.map { instance, cpus in
                Device.Cache(
                    level: instance.level, kind: instance.kind, bytes: instance.bytes, sharedBy: cpus.elements,
                    lineBytes: lines[instance])
            })
    }

    private func descriptions(of cpu: Int, at place: ProcessorPlace) -> [Description] {
        let isAMD = leaves.isAMD(cpu)
        if isAMD, !leaves.hasTopologyExtensions(cpu) { return olderDescriptions(of: cpu, at: place) }
        var found: [Description] = []
        for subleaf in 0..<UInt32(16) {
            guard let leaf = leaves.registers(isAMD ? 0x8000_001D : 4, subleaf, of: cpu), leaf.eax.bits(0...4) != 0
            else { break }
            if let description = Self.description(leaf, at: place) { found.append(description) }
        }
        return found
    }

    private static func description(_ leaf: CPUIDTable.Registers, at place: ProcessorPlace) -> Description? {
        let kinds: [UInt32: Device.Cache.Kind] = [1: .data, 2: .instruction, 3: .unified]
        let level = Int(leaf.eax.bits(5...7))
        guard let kind = kinds[leaf.eax.bits(0...4)], level > 0 else { return nil }
        let line = Int(leaf.ebx.bits(0...11)) + 1
        let lines = (Int(leaf.ebx.bits(22...31)) + 1) * (Int(leaf.ebx.bits(12...21)) + 1)
        let (bytes, overflow) = (lines * line).multipliedReportingOverflow(by: Int(leaf.ecx) + 1)
        guard !overflow else { return nil }
        // Places are handed out in powers of two, whether or not all of them are taken.
        let group = place.identifier >> (leaf.eax.bits(14...25) + 1).bitsToNumber
        return Description(level: level, kind: kind, bytes: bytes, lineBytes: line, group: group)
    }

    /// AMD before its family 15h: the first two levels belong to one core, the third to a die.
    private func olderDescriptions(of cpu: Int, at place: ProcessorPlace) -> [Description] {
        var found: [Description] = []
        func add(_ level: Int, _ kind: Device.Cache.Kind, kibibytes: UInt32, line: UInt32, group: UInt32) {
            guard kibibytes > 0, line > 0 else { return }
            found.append(
                Description(
                    level: level, kind: kind, bytes: Int(kibibytes) * 1024, lineBytes: Int(line), group: group))
        }
        let own = place.identifier
        if let first = leaves.registers(0x8000_0005, of: cpu) {
            add(1, .data, kibibytes: first.ecx.bits(24...31), line: first.ecx.bits(0...7), group: own)
            add(1, .instruction, kibibytes: first.edx.bits(24...31), line: first.edx.bits(0...7), group: own)
        }
        guard let outer = leaves.registers(0x8000_0006, of: cpu) else { return found }
        add(2, .unified, kibibytes: outer.ecx.bits(16...31), line: outer.ecx.bits(0...7), group: own)
        let dies = dies(of: cpu)
        let coresPerDie = max(1, ((leaves.registers(0x8000_0008, of: cpu)?.ecx.bits(0...7) ?? 0) + 1) / dies)
        let die = min(dies - 1, place.identifierInPackage / coresPerDie)
        add(
            3, .unified, kibibytes: outer.edx.bits(18...31) * 512 / dies, line: outer.edx.bits(0...7),
            group: place.package << 1 | die)
        return found
    }

    /// Family 10h model 9 is two dies in one package, and tells the third level of both as one.
    private func dies(of cpu: Int) -> UInt32 {
        guard let eax = leaves.registers(1, of: cpu)?.eax else { return 1 }
        return leaves.family(of: cpu) == 0x10 && eax.bits(4...7) == 9 && eax.bits(16...19) == 0 ? 2 : 1
    }
}
