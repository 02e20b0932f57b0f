import EdgeRecords

extension ControlGroups {
    /// A fact and the file that it came from.
    struct Sourced<Value> {
        var value: Value
        var source: String
    }

    /// The tightest quota of all enclosing groups, as a number of CPUs.
    func quotaCPUs() -> Sourced<Double>? {
        groups(of: "cpu").compactMap(quota).min { $0.value < $1.value }
    }

    /// The CPUs that the nearest group with a cpuset allows.
    ///
    /// The kernel already narrows it by all groups around it.
    func cpuset() -> Sourced<CPUSet>? {
        nearestList(unified: ["cpuset.cpus.effective", "cpuset.cpus"], legacy: ["effective_cpus", "cpus"])
    }

    /// The memory nodes that the nearest group with a cpuset allows.
    func memoryNodes() -> Sourced<CPUSet>? {
        nearestList(unified: ["cpuset.mems.effective", "cpuset.mems"], legacy: ["effective_mems", "mems"])
    }

    private func quota(of group: ControlGroup) -> Sourced<Double>? {
        let file = group.isUnified ? "cpu.max" : "cpu.cfs_quota_us"
        let cpus: Double? =
            if group.isUnified {
                group.limit(file, expected: "a quota such as max 100000 or 150000 100000") {
                    ControlGroupLimit(cpuMax: $0)
                }
            } else {
                group.limit(file, expected: "-1 or microseconds, with their period beside it") {
                    ControlGroupLimit(quotaMicroseconds: $0, periodMicroseconds: group.text("cpu.cfs_period_us"))
                }
            }
        return cpus.map { Sourced(value: $0, source: group.source(file)) }
    }

    private func nearestList(unified: [String], legacy: [String]) -> Sourced<CPUSet>? {
        for group in groups(of: "cpuset") {
            let files = group.isUnified ? unified : legacy.map { group.omitsPrefix ? $0 : "cpuset." + $0 }
            for file in files {
                guard let text = group.text(file) else { continue }
                guard let list = CPUSet(list: text) else {
                    observation.warnOfContent(group.source(file), text, expected: "a list such as 0-3,8")
                    continue
                }
                // An empty list makes no statement: the group takes what the one around it has.
                if !list.isEmpty { return Sourced(value: list, source: group.source(file)) }
            }
        }
        return nil
    }
}
