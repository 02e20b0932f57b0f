import EdgeRecords

/// Groups online CPUs into physical cores.
struct CoreReader {
    let observation: Observation
    let online: CPUSet
    let field: CPUField
    let places: ProcessorPlaces?

    /// One set a core; every online CPU is in exactly one.
    func cores() -> [CPUSet] {
        if online.isEmpty {
            observation.findings.unknown("processor.physicalCores", because: "no online CPU is known")
            return []
        }
        if let cores = siblingCores() ?? numberedCores() {
            compare(cores)
            return cores
        }
        return noted(listedCores(), from: Self.listSource) ?? noted(leafCores(), from: Self.leafSource) ?? singleCores()
    }

    private static let listSource = "/proc/cpuinfo: physical id and core id"
    private static let leafSource = "/cpuid: the places of the CPUs"

    /// Other sources that count differently are worth a note, not a warning: modules of AMD are one such case.
    private func compare(_ cores: [CPUSet]) {
        for (others, source) in [(listedCores(), Self.listSource), (leafCores(), Self.leafSource)] {
            guard let others, others.count != cores.count else { continue }
            observation.findings.disagree("processor.physicalCores", others.count, from: source)
        }
    }

    private func noted(_ cores: [CPUSet]?, from source: String) -> [CPUSet]? { cores.map { note($0, from: source) } }

    /// The kernel's sibling lists, each CPU's own word.
    private func siblingCores() -> [CPUSet]? {
        var neighbours: [Int: CPUSet] = [:]
        var source: String?
        for cpu in online.elements {
            guard let said = observation.cpus(in: folder(of: cpu), named: ["core_cpus", "thread_siblings"]) else {
                continue
            }
            neighbours[cpu] = said.cpus
            source = source ?? said.path.split(separator: "/").last.map(String.init)
        }
        guard let source else { return nil }
        let pattern = "/\(Observation.cpuRoot)/cpu*/topology/\(source)"
        let partition = Partition(of: online, neighbours: neighbours)
        if !partition.contradicted.isEmpty {
            observation.findings.warn(
                "CPUs \(partition.contradicted.listText) disagree with their neighbours about who shares a core",
                at: pattern, why: "two CPUs share a core only if each names the other",
                remedy: "such CPUs are kept apart; capture the tree again if it was copied by hand")
        }
        let silent = online.subtracting(CPUSet(neighbours.keys))
        if !silent.isEmpty {
            observation.findings.warn(
                "CPUs \(silent.listText) name no siblings", at: pattern,
                why: "their topology folder is missing or empty",
                remedy: "each is taken for a core of its own unless another names it")
        }
        return note(partition.groups, from: pattern)
    }

    /// Numbers in sysfs; they repeat from cluster to cluster, so that only all of them together name a core.
    private func numberedCores() -> [CPUSet]? {
        let groups = Partition.groups(of: online) { cpu -> [Int]? in
            guard let core = observation.integer("\(folder(of: cpu))/core_id"), core >= 0 else { return nil }
            let outer = ["physical_package_id", "die_id", "cluster_id"].map {
                observation.integer("\(folder(of: cpu))/\($0)") ?? -1
            }
            return outer + [core]
        }
        let anyNumber = online.elements.contains { observation.exists("\(folder(of: $0))/core_id") }
        return anyNumber ? note(groups, from: "/\(Observation.cpuRoot)/cpu*/topology/core_id") : nil
    }

    /// `physical id` and `core id` of x86 and s390x, `package` and `core` of LoongArch and MIPS.
    private func listedCores() -> [CPUSet]? {
        var named = 0
        let groups = Partition.groups(of: online) { cpu -> [String]? in
            guard let core = field("core id", cpu) ?? field("core", cpu) else { return nil }
            named += 1
            return [field("drawer id", cpu), field("book id", cpu), field("physical id", cpu) ?? field("package", cpu)]
                .map { $0 ?? "" } + [core]
        }
        return named > 0 ? groups : nil
    }

    private func leafCores() -> [CPUSet]? { places?.cores(of: online) }

    private func singleCores() -> [CPUSet] {
        observation.findings.unknown(
            "processor.cores", because: "nothing names the threads of a core: each CPU is taken for a core of its own")
        return note(online.elements.map { CPUSet([$0]) }, from: "the number of online CPUs")
    }

    private func folder(of cpu: Int) -> String { "\(Observation.cpuRoot)/cpu\(cpu)/topology" }

    private func note(_ cores: [CPUSet], from source: String) -> [CPUSet] {
        observation.findings.note("processor.physicalCores", cores.count, from: source)
        return cores
    }
}
