import EdgeRecords

/// Where sysfs describes CPUs and memory nodes, and the forms in which it names sets of CPUs.
extension Observation {
    static let cpuRoot = "sys/devices/system/cpu"
    static let nodeRoot = "sys/devices/system/node"

    /// The CPUs that a file names: as a list in `NAME_list`, else as a mask in `NAME`.
    ///
    /// Several names are tried in order, since kernels renamed them; an empty set says nothing.
    func cpus(in folder: String, named names: [String]) -> (cpus: CPUSet, path: String)? {
        for name in names {
            let list = "\(folder)/\(name)_list"
            if let cpus = cpuList(list), !cpus.isEmpty { return (cpus, list) }
        }
        for name in names {
            let mask = "\(folder)/\(name)"
            if let cpus = cpuMask(mask), !cpus.isEmpty { return (cpus, mask) }
        }
        return nil
    }

    /// The numbers N of all entries `stemN` of a folder, ascending.
    func numbers(after stem: String, in folder: String) -> [Int] {
        names(in: folder).compactMap { name in
            guard name.hasPrefix(stem) else { return nil }
            let digits = name.dropFirst(stem.count)
            guard (1...5).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            return Int(digits)
        }.filter { $0 < CPUSet.capacity }.sorted()
    }
}
