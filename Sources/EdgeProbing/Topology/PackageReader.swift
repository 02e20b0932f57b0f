import EdgeRecords

/// Groups cores into packages.
struct PackageReader {
    let observation: Observation
    let cores: [CPUSet]
    let nodes: [Device.NUMANode]
    let field: CPUField
    let places: ProcessorPlaces?

    struct Answer {
        var packages: [CPUSet]?
        /// Groups that the kernel numbers like packages though they are clusters of one chip.
        var clusters: [CPUSet] = []
    }

    func packages() -> Answer {
        if hasBooks {
            observation.findings.unknown(
                "processor.packages", because: "s390x numbers sockets, books and drawers, none of which is a package")
            return Answer()
        }
        let numbers = packageNumbers()
        let named = numbers.values.filter { $0 >= 0 }
        if !cores.isEmpty, named.count == cores.count {
            let groups = grouped(by: numbers)
            guard groups.count > 1, areClusters(groups) else {
                note(groups.count, from: "/\(Observation.cpuRoot)/cpu*/topology/physical_package_id")
                return Answer(packages: groups)
            }
            note(1, from: "/proc/cpuinfo: an Arm chip whose package ids number its clusters")
            disagree(groups.count, from: "/\(Observation.cpuRoot)/cpu*/topology/physical_package_id")
            return Answer(packages: [CPUSet(cores.flatMap(\.elements))], clusters: groups)
        }
        if numbers.isEmpty, let groups = listedPackages() {
            note(groups.count, from: "/proc/cpuinfo")
            return Answer(packages: groups)
        }
        if numbers.isEmpty, let groups = places?.packages(of: CPUSet(cores.flatMap(\.elements))), !groups.isEmpty {
            note(groups.count, from: "/cpuid: the places of the CPUs")
            return Answer(packages: groups)
        }
        if let whole = spanningPackage(isNumbered: !named.isEmpty) { return Answer(packages: [whole]) }
        observation.findings.unknown(
            "processor.packages",
            because: numbers.isEmpty
                ? "neither physical_package_id nor the processor list names packages"
                : "physical_package_id is -1: this kernel does not know its packages")
        return Answer()
    }

    /// By the first CPU of each core: a core never spans packages.
    private func packageNumbers() -> [Int: Int] {
        var numbers: [Int: Int] = [:]
        for core in cores {
            guard let cpu = core.first,
                let number = observation.integer("\(Observation.cpuRoot)/cpu\(cpu)/topology/physical_package_id")
            else { continue }
            numbers[cpu] = number
        }
        return numbers
    }

    private func grouped(by numbers: [Int: Int]) -> [CPUSet] {
        var groups: [CPUSet] = []
        var places: [Int: Int] = [:]
        for core in cores {
            guard let number = core.first.flatMap({ numbers[$0] }) else { continue }
            if let place = places[number] {
                groups[place] = groups[place].union(core)
            } else {
                places[number] = groups.count
                groups.append(core)
            }
        }
        return groups
    }

    /// `physical id` of x86, `package` of LoongArch; s390x counts books and drawers under other names.
    private func listedPackages() -> [CPUSet]? {
        var numbers: [Int: Int] = [:]
        for core in cores {
            guard let cpu = core.first, let text = field("physical id", cpu) ?? field("package", cpu),
                let number = Int(text), number >= 0
            else { return nil }
            numbers[cpu] = number
        }
        return cores.isEmpty ? nil : grouped(by: numbers)
    }

    /// Only s390x has them; its socket numbers begin anew in each.
    private var hasBooks: Bool {
        guard let first = cores.first?.first else { return false }
        let folder = "\(Observation.cpuRoot)/cpu\(first)/topology"
        return observation.exists("\(folder)/book_id") || observation.exists("\(folder)/drawer_id")
    }

    /// Without numbers: all CPUs of one core, or of one sibling list, stand in one package.
    private func spanningPackage(isNumbered: Bool) -> CPUSet? {
        guard !isNumbered, let first = cores.first?.first else { return nil }
        let folder = "\(Observation.cpuRoot)/cpu\(first)/topology"
        guard let said = observation.cpus(in: folder, named: ["package_cpus", "core_siblings"]) else { return nil }
        let all = CPUSet(cores.flatMap(\.elements))
        guard all.isSubset(of: said.cpus) else { return nil }
        note(1, from: "/" + said.path)
        return all
    }

    /// Kernels of phones and boards number clusters where servers number packages.
    ///
    /// On Arm, groups that memory nodes tell apart are packages. Others are clusters if the kernel's own clusters
    /// are the same, if they hold different designs, or if they are as small as clusters are.
    private func areClusters(_ groups: [CPUSet]) -> Bool {
        let firsts = groups.compactMap(\.first)
        guard firsts.contains(where: { field("CPU implementer", $0) != nil || field("CPU part", $0) != nil }) else {
            return hasArmRegisters(firsts)
                && !haveOwnNodes(groups)
                && groups.allSatisfy { $0.count <= Self.clusterCPUsAtMost }
        }
        if haveOwnNodes(groups) { return false }
        let parts = Set(firsts.compactMap { field("CPU part", $0) })
        if parts.count > 1 { return true }
        return groups.allSatisfy { $0.count <= Self.clusterCPUsAtMost } && groups.contains { $0.count > 1 }
    }

    /// The largest Arm clusters have this many cores; the smallest Arm server package has more.
    private static let clusterCPUsAtMost = 12

    private func hasArmRegisters(_ cpus: [Int]) -> Bool {
        cpus.contains { observation.exists("\(Observation.cpuRoot)/cpu\($0)/regs/identification/midr_el1") }
    }

    private func haveOwnNodes(_ groups: [CPUSet]) -> Bool {
        let withCPUs = nodes.map { CPUSet($0.cpus) }.filter { !$0.isEmpty }
        return withCPUs.count > 1
            && withCPUs.allSatisfy { node in groups.filter { !$0.intersection(node).isEmpty }.count == 1 }
    }

    private func note(_ count: Int, from source: String) {
        observation.findings.note("processor.packages", count, from: source)
    }

    private func disagree(_ count: Int, from source: String) {
        observation.findings.disagree("processor.packages", count, from: source)
    }
}
