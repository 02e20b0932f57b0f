import EdgePlatform
import EdgeRecords

/// Tells the kinds of cores apart: the first source that distinguishes decides, the others are kept as evidence.
struct CoreKindReader {
    let sources: ProcessorSources
    let family: ArchitectureFamily
    let registers: ArmRegisters
    let caches: [Device.Cache]
    /// A guest sees what its hypervisor shows: clocks and caches prove nothing there.
    let isGuest: Bool

    private static let fact = "processor.coreKinds"
    private var topology: CoreTopology { sources.topology }

    struct Answer {
        var groups: [KindGroup] = []
        var kinds: [Device.CoreKind] = []
    }

    func read() -> Answer {
        guard !topology.online.isEmpty else {
            sources.findings.unknown(Self.fact, because: "no online CPU is known")
            return Answer()
        }
        let ceilings = CoreCeilings(sources.observation, online: topology.online)
        let named = namedVerdicts(ceilings)
        let verdict = decided(named, ceilings)
        let kinds = verdict.groups.map { group in
            var kind = Device.CoreKind(
                name: group.name, basis: group.basis,
                physicalCores: topology.cores.count { !$0.intersection(group.cpus).isEmpty },
                cpus: group.cpus.elements)
            kind.design = group.armDesign?.text ?? design(of: group)
            kind.maxMegahertz = ceilings.maxMegahertz(of: group.cpus)
            return kind
        }
        let shown = kinds.map { "\($0.name) \(CPUSet($0.cpus).listText)" }.joined(separator: ", ")
        sources.findings.note(Self.fact, shown, from: verdict.source)
        noteOthers(named, than: verdict, ceilings)
        return Answer(groups: verdict.groups, kinds: kinds)
    }

    private func decided(_ named: [KindVerdict], _ ceilings: CoreCeilings) -> KindVerdict {
        if let verdict = named.first(where: { $0.groups.count > 1 }) { return verdict }
        // One Arm design is an answer too, and so are counters of which one kind alone is online.
        if let verdict = named.first(where: { [.midr, .pmu].contains($0.groups[0].basis) }) { return verdict }
        if isGuest { return whole("unknown", .unknown, from: "a guest, whose hypervisor shows no kinds") }
        let measured = MeasuredKinds(ceilings: ceilings, topology: topology, caches: caches, names: makersNames)
        return measured.ceilingVerdict() ?? measured.shapeVerdict()
            ?? whole("uniform", .uniform, from: "no source tells one core from another")
    }

    /// What names the kinds itself, by trust.
    private func namedVerdicts(_ ceilings: CoreCeilings) -> [KindVerdict] {
        let hybrid = HybridKinds(sources: sources)
        let verdicts: [KindVerdict?] =
            switch family {
            case .arm: [ArmKinds(registers: registers, ceilings: ceilings, topology: topology).verdict()]
            case .x86: [hybrid.counters(), hybrid.intelLeaf(), hybrid.amdLeaf()]
            case .riscv: [riscvVerdict()]
            default: []
            }
        return verdicts.compactMap(\.self)
    }

    /// RISC-V's numbers of maker and design, and the extensions, differ from hart to hart on mixed chips.
    private func riscvVerdict() -> KindVerdict? {
        var sets: [String: CPUSet] = [:]
        for cpu in topology.online.elements {
            let texts = ["uarch", "mvendorid", "marchid"].map { sources.cpuinfo.value($0, cpu: cpu) ?? "" }
            let key = (texts + [sources.cpuinfo.isaText(of: cpu) ?? ""]).joined(separator: " ")
            sets[key, default: CPUSet()].insert(cpu)
        }
        guard (2...KindVerdict.groupsAtMost).contains(sets.count) else { return nil }
        let sorted = sets.values.sorted { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
        let members = sorted.map { BigLittleNames.Member(physicalCores: $0.count) }
        let groups = zip(sorted, BigLittleNames.names(for: members)).map {
            KindGroup(cpus: $0, basis: .midr, name: $1)
        }
        return KindVerdict(groups: groups, source: "/proc/cpuinfo: uarch, marchid and isa of each hart")
    }

    private func whole(_ name: String, _ basis: Device.CoreKind.Basis, from source: String) -> KindVerdict {
        KindVerdict(groups: [KindGroup(cpus: topology.online, basis: basis, name: name)], source: source)
    }

    private var vendor: String? {
        sources.firstTable?.vendorIdentifier ?? sources.cpuinfo.value("vendor_id", cpu: sources.firstCPU)
    }

    /// Empty for those who speak of big and little.
    private var makersNames: [String] {
        guard family == .x86 else { return [] }
        return vendor == "AuthenticAMD" ? ["performance", "dense"] : ["performance", "efficiency", "lowPower"]
    }

    /// The design of a kind of x86 core.
    private func design(of group: KindGroup) -> String? {
        guard let vendor, let numbers = sources.x86Model else { return nil }
        let whole = X86Vendors.design(
            vendor, family: numbers.family, model: numbers.model, stepping: numbers.stepping)
        if vendor == "GenuineIntel" {
            let isMixed = ["performance", "efficiency", "lowPower"].contains(group.name)
            return isMixed ? IntelDesigns.core(family: numbers.family, model: numbers.model, kind: group.name) : whole
        }
        guard let whole else { return nil }
        return group.name == "dense" && !whole.hasSuffix("c") ? whole + "c" : whole
    }

    /// Sources that would have divided the CPUs otherwise.
    private func noteOthers(_ named: [KindVerdict], than verdict: KindVerdict, _ ceilings: CoreCeilings) {
        let count = verdict.groups.count
        func compare(_ values: [Int: Int], _ source: String, _ what: String) {
            let distinct = Set(topology.online.elements.compactMap { values[$0] }).count
            guard distinct > 0, distinct != count, source != verdict.source else { return }
            sources.findings.disagree(Self.fact, distinct == 1 ? "one for all" : "\(distinct) \(what)", from: source)
        }
        compare(ceilings.maxKilohertz, CoreCeilings.maxSource, "different frequency ceilings")
        compare(ceilings.capacities, CoreCeilings.capacitySource, "different capacities")
        // Equal variants are no statement: designs are what is compared.
        if Set(registers.variants.values).count > 1 {
            compare(registers.variants, "CPU variant", "different variants")
        }
        for other in named where other.source != verdict.source && other.groups.count != count {
            sources.findings.disagree(Self.fact, "\(other.groups.count) kinds", from: other.source)
        }
    }
}
