import EdgeRecords

/// How the logical CPUs form cores, packages and clusters; all sets but `offline` hold online CPUs only.
struct CoreTopology: Equatable {
    var online = CPUSet()
    var offline = CPUSet()
    /// One set for each physical core, disjoint, together all of `online`; ordered by their first CPU.
    var cores: [CPUSet] = []
    /// Nil where nothing tells one package from another.
    var packages: [CPUSet]?
    /// Cores that stand closer together than a package's; empty where nothing says.
    var clusters: [CPUSet] = []
}
