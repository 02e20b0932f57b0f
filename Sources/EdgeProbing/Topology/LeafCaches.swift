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
        /// How many places may share it; nil for a whole package.
        var places: UInt32?
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
            for description in descriptions(of: cpu) {
                // Places are handed out in powers of two, whether or not all of them are taken.
                let group = description.places.map { place.identifier >> $0.bitsToNumber } ?? place.package
                let instance = Instance(
                    level: description.level, kind: description.kind, bytes: description.bytes, group: group)
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

    private func descriptions(of cpu: Int) -> [Description] {
        let isAMD = leaves.isAMD(cpu)
        if isAMD, !leaves.hasTopologyExtensions(cpu) { return olderDescriptions(of: cpu) }
        let listed = (0..<UInt32(16)).lazy
            .map { leaves.registers(isAMD ? 0x8000_001D : 4, $0, of: cpu) }
            .prefix { $0.map { $0.eax.bits(0...4) != 0 } ?? false }
            .compactMap { $0.flatMap(Self.description) }
        return Array(listed)
    }

    private static func description(_ leaf: CPUIDTable.Registers) -> Description? {
        let kinds: [UInt32: Device.Cache.Kind] = [1: .data, 2: .instruction, 3: .unified]
        let level = Int(leaf.eax.bits(5...7))
        guard let kind = kinds[leaf.eax.bits(0...4)], level > 0 else { return nil }
        let line = Int(leaf.ebx.bits(0...11)) + 1
        let lines = (Int(leaf.ebx.bits(22...31)) + 1) * (Int(leaf.ebx.bits(12...21)) + 1)
        let (bytes, overflow) = (lines * line).multipliedReportingOverflow(by: Int(leaf.ecx) + 1)
        guard !overflow else { return nil }
        return Description(
            level: level, kind: kind, bytes: bytes, lineBytes: line, places: leaf.eax.bits(14...25) + 1)
    }

    /// AMD before its family 15h: the first two levels belong to one core, the third to the package.
    private func olderDescriptions(of cpu: Int) -> [Description] {
        var found: [Description] = []
        func add(_ level: Int, _ kind: Device.Cache.Kind, kibibytes: UInt32, line: UInt32, places: UInt32?) {
            guard kibibytes > 0, line > 0 else { return }
            found.append(
                Description(
                    level: level, kind: kind, bytes: Int(kibibytes) * 1024, lineBytes: Int(line), places: places))
        }
        if let first = leaves.registers(0x8000_0005, of: cpu) {
            add(1, .data, kibibytes: first.ecx.bits(24...31), line: first.ecx.bits(0...7), places: 1)
            add(1, .instruction, kibibytes: first.edx.bits(24...31), line: first.edx.bits(0...7), places: 1)
        }
        if let outer = leaves.registers(0x8000_0006, of: cpu) {
            add(2, .unified, kibibytes: outer.ecx.bits(16...31), line: outer.ecx.bits(0...7), places: 1)
            add(3, .unified, kibibytes: outer.edx.bits(18...31) * 512, line: outer.edx.bits(0...7), places: nil)
        }
        return found
    }
}
