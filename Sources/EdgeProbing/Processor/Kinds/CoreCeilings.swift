import EdgeRecords

/// How fast each online CPU may get, by the three measures that kernels publish.
struct CoreCeilings {
    /// `cpuinfo_max_freq`.
    let maxKilohertz: [Int: Int]
    /// `base_frequency`, on Intel.
    let baseKilohertz: [Int: Int]
    /// `cpu_capacity`: 1024 for the fastest core.
    let capacities: [Int: Int]

    static let maxSource = "/\(Observation.cpuRoot)/cpu*/cpufreq/cpuinfo_max_freq"
    static let baseSource = "/\(Observation.cpuRoot)/cpu*/cpufreq/base_frequency"
    static let capacitySource = "/\(Observation.cpuRoot)/cpu*/cpu_capacity"

    init(_ observation: Observation, online: CPUSet) {
        var maxima = Self.read("cpufreq/cpuinfo_max_freq", observation, online)
        // A capture may lack the links that lead from CPUs to their policies.
        if maxima.isEmpty { maxima = Self.readPolicies(observation, online) }
        maxKilohertz = maxima
        baseKilohertz = Self.read("cpufreq/base_frequency", observation, online)
        capacities = Self.read("cpu_capacity", observation, online)
    }

    /// The highest of some CPUs.
    func maxMegahertz(of cpus: CPUSet) -> Int? {
        cpus.elements.compactMap { maxKilohertz[$0] }.max().map { $0 / 1000 }
    }

    /// Divides `cpus` wherever neighbouring values leave a gap of more than 15 %, the highest first.
    ///
    /// Favoured cores of one kind differ by some per cent. One group if a value is missing or the
    /// values are all over the place.
    static func split(_ cpus: CPUSet, by values: [Int: Int]) -> [CPUSet] {
        let known = cpus.elements.compactMap { cpu in values[cpu].map { (cpu: cpu, value: $0) } }
        guard known.count == cpus.count else { return [cpus] }
        var groups: [CPUSet] = []
        var last: Int?
        for (cpu, value) in known.sorted(by: { ($1.value, $0.cpu) < ($0.value, $1.cpu) }) {
            // Values are below 2^40, so that the products cannot overflow.
            let isApart = last.map { $0 * 100 > value * 115 } ?? true
            if isApart { groups.append(CPUSet()) }
            groups[groups.count - 1].insert(cpu)
            last = value
        }
        return groups.count <= KindVerdict.groupsAtMost ? groups : [cpus]
    }

    private static func read(_ file: String, _ observation: Observation, _ online: CPUSet) -> [Int: Int] {
        var values: [Int: Int] = [:]
        for cpu in online.elements {
            if let value = observation.integer("\(Observation.cpuRoot)/cpu\(cpu)/\(file)"), isPlausible(value) {
                values[cpu] = value
            }
        }
        return values
    }

    private static func readPolicies(_ observation: Observation, _ online: CPUSet) -> [Int: Int] {
        var values: [Int: Int] = [:]
        let root = "\(Observation.cpuRoot)/cpufreq"
        for number in observation.numbers(after: "policy", in: root) {
            let folder = "\(root)/policy\(number)"
            guard let value = observation.integer("\(folder)/cpuinfo_max_freq"), isPlausible(value) else { continue }
            let cpus = observation.text("\(folder)/related_cpus").map { text in
                text.split(separator: " ").compactMap { Int($0) }
            }
            for cpu in cpus ?? [number] where online.contains(cpu) { values[cpu] = value }
        }
        return values
    }

    private static func isPlausible(_ value: Int) -> Bool { (1..<1 << 40).contains(value) }
}
