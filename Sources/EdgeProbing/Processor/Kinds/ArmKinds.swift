import EdgeRecords

/// Divides Arm CPUs by design, and those of one design where their ceilings lie far apart.
struct ArmKinds {
    let registers: ArmRegisters
    let ceilings: CoreCeilings
    let topology: CoreTopology

    /// Nil where not every CPU's design is known.
    func verdict() -> KindVerdict? {
        guard registers.covers(topology.online) else { return nil }
        var sets: [ArmDesign: CPUSet] = [:]
        for cpu in topology.online.elements {
            if let design = registers.designs[cpu] { sets[design, default: CPUSet()].insert(cpu) }
        }
        guard sets.count <= KindVerdict.groupsAtMost else { return nil }
        var groups: [KindGroup] = []
        for (design, cpus) in sets {
            let byFrequency = CoreCeilings.split(cpus, by: ceilings.maxKilohertz)
            let isTimed = cpus.elements.allSatisfy { ceilings.maxKilohertz[$0] != nil }
            let parts = isTimed ? byFrequency : CoreCeilings.split(cpus, by: ceilings.capacities)
            let basis: Device.CoreKind.Basis = parts.count == 1 ? .midr : isTimed ? .frequency : .capacity
            groups += parts.map { KindGroup(cpus: $0, basis: basis, name: "uniform", armDesign: design) }
        }
        return KindVerdict(groups: named(groups), source: registers.source)
    }

    private func named(_ groups: [KindGroup]) -> [KindGroup] {
        var sorted = KindStrength.sorted(groups, ceilings: ceilings)
        let members = sorted.map { group in
            BigLittleNames.Member(
                rank: group.armDesign?.rank, design: group.armDesign,
                physicalCores: topology.cores.count { !$0.intersection(group.cpus).isEmpty })
        }
        for (index, name) in BigLittleNames.names(for: members).enumerated() { sorted[index].name = name }
        return sorted
    }
}

/// Orders groups from the fastest to the slowest.
enum KindStrength {
    /// By the kernel's capacities; else by the maker's intent, which clocks may belie; else by clock and age.
    static func sorted(_ groups: [KindGroup], ceilings: CoreCeilings) -> [KindGroup] {
        let hasCapacities = groups.allSatisfy { highest($0, ceilings.capacities) != nil }
        let hasRanks = groups.allSatisfy { $0.armDesign?.rank != nil }
        // A maker's list orders his own designs only; among those of several the few cores are the special ones.
        let isOneMaker = Set(groups.map { $0.armDesign?.implementer }).count == 1
        func strength(_ group: KindGroup) -> [Int] {
            [
                hasCapacities ? highest(group, ceilings.capacities) ?? 0 : 0,
                hasRanks ? group.armDesign?.rank?.rawValue ?? 0 : 0, highest(group, ceilings.maxKilohertz) ?? 0,
                isOneMaker ? group.armDesign?.order ?? 0 : -group.cpus.count, -(group.cpus.first ?? 0),
            ]
        }
        return groups.sorted { strength($1).lexicographicallyPrecedes(strength($0)) }
    }

    private static func highest(_ group: KindGroup, _ values: [Int: Int]) -> Int? {
        group.cpus.elements.compactMap { values[$0] }.max()
    }
}
