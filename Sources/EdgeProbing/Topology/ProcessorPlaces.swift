import EdgeRecords

/// Cores and packages of a dump of CPUID leaves.
struct ProcessorPlaces {
    private let places: [Int: ProcessorPlace]
    private let cpus: CPUSet

    /// Nil where the leaves do not tell the CPUs apart.
    ///
    /// A dump that was taken on one CPU for all repeats one place.
    init?(_ leaves: ProcessorLeaves, online: CPUSet, findings: Findings) {
        cpus = online.intersection(leaves.cpus)
        var places: [Int: ProcessorPlace] = [:]
        for cpu in cpus.elements {
            guard let place = ProcessorPlace(leaves, cpu: cpu) else { return nil }
            places[cpu] = place
        }
        guard !places.isEmpty else { return nil }
        guard Set(places.values.map(\.identifier)).count == places.count else {
            findings.warn(
                "the CPUID leaves of several CPUs claim one place", at: "/cpuid",
                why: "they were taken on one CPU for all, or a virtual machine does not number its CPUs",
                remedy: "cores are told without them; make the capture again with each CPU asked on its own")
            return nil
        }
        self.places = places
    }

    subscript(cpu: Int) -> ProcessorPlace? { places[cpu] }

    /// CPUs beyond the dump are cores of their own.
    func cores(of online: CPUSet) -> [CPUSet] {
        let groups = Partition.groups(of: online) { cpu in places[cpu].map { [$0.package] + $0.core } }
        let isCredible = groups.allSatisfy { group in
            let threads = group.first.flatMap { places[$0]?.threadsPerCore }
            return threads.map { group.count <= Int($0) } ?? true
        }
        if isCredible { return groups }
        // Core numbers that repeat: the places of threads lie side by side.
        return Partition.groups(of: online) { cpu in
            places[cpu].map { $0.identifier >> ($0.threadsPerCore ?? 1).bitsToNumber }
        }
    }

    /// Nil unless the dump places every CPU.
    func packages(of online: CPUSet) -> [CPUSet]? {
        guard online.isSubset(of: cpus) else { return nil }
        return Partition.groups(of: online) { places[$0]?.package }
    }
}
