import EdgeRecords

/// Disjoint groups of CPUs, made of what each CPU says of its neighbours.
struct Partition {
    private(set) var groups: [CPUSet] = []
    /// CPUs that name others than those they ended with.
    private(set) var contradicted = CPUSet()

    /// Two CPUs share a group only if each names the other; a silent CPU goes where it is named.
    ///
    /// - Parameters:
    ///   - cpus: all that must end in a group; neighbours beyond them are ignored.
    ///   - neighbours: what each CPU says, itself included; nothing for a silent one.
    init(of cpus: CPUSet, neighbours: [Int: CPUSet]) {
        let said = neighbours.mapValues { $0.intersection(cpus) }
        var rest = cpus
        for cpu in cpus.elements where rest.contains(cpu) {
            var group = CPUSet([cpu])
            for other in said[cpu]?.intersection(rest).elements ?? [] where said[other]?.contains(cpu) ?? true {
                group.insert(other)
            }
            groups.append(group)
            rest = rest.subtracting(group)
            for member in group.elements where said[member].map({ $0 != group }) ?? false {
                contradicted.insert(member)
            }
        }
    }

    /// CPUs of equal keys share a group; one without a key is alone.
    static func groups<Key: Hashable>(of cpus: CPUSet, by key: (Int) -> Key?) -> [CPUSet] {
        var groups: [CPUSet] = []
        var places: [Key: Int] = [:]
        for cpu in cpus.elements {
            guard let key = key(cpu) else {
                groups.append(CPUSet([cpu]))
                continue
            }
            if let place = places[key] {
                groups[place].insert(cpu)
            } else {
                places[key] = groups.count
                groups.append(CPUSet([cpu]))
            }
        }
        return groups
    }
}
