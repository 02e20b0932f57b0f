package import EdgeRecords

/// How much of a machine's processor a process gets when all its limits are taken together.
package struct ProcessorShare: Hashable, Sendable {
    package var usableCPUs: Int
    package var bindingConstraint: Device.Limits.Constraint
    /// The limits name no CPU in common, which no running system does: some of them are stale or of another machine.
    package var isContradictory: Bool

    /// - Parameter online: empty where nothing tells which CPUs are online; the other sets then stand alone.
    package init(online: CPUSet, affinity: CPUSet?, cpuset: CPUSet?, quotaCPUs: Double?) {
        let whole = online.isEmpty ? cpuset ?? affinity ?? CPUSet() : online
        let byCpuset = cpuset.map(whole.intersection) ?? whole
        let byAffinity = affinity.map(whole.intersection) ?? whole
        let common = byCpuset.intersection(byAffinity)
        isContradictory = common.isEmpty && !whole.isEmpty
        let available = isContradictory ? whole.count : max(common.count, 1)
        if let quotaCPUs, quotaCPUs <= Double(available) {
            // Not more than `available`, so it fits.
            usableCPUs = max(1, Int(quotaCPUs))
            bindingConstraint = .quota
            return
        }
        usableCPUs = available
        if available == max(whole.count, 1) {
            bindingConstraint = .online
        } else {
            // What the kernel reports as affinity is already narrowed by the cpuset, which so wins a tie.
            bindingConstraint = byCpuset.count <= byAffinity.count ? .cpuset : .affinity
        }
    }
}
