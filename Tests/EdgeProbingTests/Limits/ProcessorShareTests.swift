import EdgeProbing
import EdgeRecords
import Testing

@Suite struct ProcessorShareTests {
    private func share(
        online: String = "0-7", affinity: String? = nil, cpuset: String? = nil, quota: Double? = nil
    ) -> ProcessorShare {
        ProcessorShare(
            online: CPUSet(list: online) ?? CPUSet(), affinity: affinity.flatMap { CPUSet(list: $0) },
            cpuset: cpuset.flatMap { CPUSet(list: $0) }, quotaCPUs: quota)
    }

    @Test func `nothing restricts a process that may use all CPUs online`() {
        let share = share(affinity: "0-127", cpuset: "0-7", quota: 64)
        #expect(share.usableCPUs == 8)
        #expect(share.bindingConstraint == .online)
    }

    @Test func `a quota is rounded down, but to no less than one CPU`() {
        #expect(share(quota: 2.5).usableCPUs == 2)
        #expect(share(quota: 1.99).usableCPUs == 1)
        #expect(share(quota: 0.5).usableCPUs == 1)
        #expect(share(quota: 0.5).bindingConstraint == .quota)
    }

    @Test func `the smallest limit binds`() {
        #expect(share(affinity: "2-3", cpuset: "0-5", quota: 4).bindingConstraint == .affinity)
        #expect(share(affinity: "0-5", cpuset: "0,2", quota: 3.5).bindingConstraint == .cpuset)
        #expect(share(affinity: "0-5", cpuset: "0-3", quota: 1.5).bindingConstraint == .quota)
    }

    @Test func `a tie goes to the quota, then to the cpuset`() {
        #expect(share(affinity: "0-3", cpuset: "0-3", quota: 4).bindingConstraint == .quota)
        #expect(share(affinity: "0-3", cpuset: "0-3").bindingConstraint == .cpuset)
        #expect(share(quota: 8).bindingConstraint == .quota)
    }

    @Test func `only CPUs that all limits allow and that are online count`() {
        #expect(share(affinity: "0-3", cpuset: "2-5").usableCPUs == 2)
        #expect(share(online: "0-3,5-15", cpuset: "0-6,12-15").usableCPUs == 10)
    }

    @Test func `limits without a CPU in common are called contradictory`() {
        let share = share(affinity: "0-3", cpuset: "4-7")
        #expect(share.isContradictory)
        #expect(share.usableCPUs == 8)
    }

    @Test func `where nothing tells which CPUs are online the limits stand alone`() {
        #expect(share(online: "", affinity: "0-1", cpuset: "0-5").usableCPUs == 2)
        #expect(share(online: "", quota: 0.5).usableCPUs == 1)
        #expect(share(online: "").usableCPUs == 1)
    }
}
