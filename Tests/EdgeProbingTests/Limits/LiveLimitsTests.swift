import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

@Suite struct LiveLimitsTests {
    /// The quota is larger than any machine, so that tests beside this one are not slowed down.
    @Test(.enabled(if: LiveControlGroup.isAllowed, "this user may not make control groups here"))
    func `finds a quota that the kernel really enforces, set on the group around`() throws {
        let group = try #require(LiveControlGroup(quotaMicroseconds: 51_234_500))
        defer { group.remove() }
        #expect(group.enter())
        let device = DeviceProbe(tree: try FileTree(root: "/"), runsTrials: false).device()
        #expect(group.leave())
        #expect(device.limits.quotaCPUs == 512.345)
        #expect(
            device.evidence.contains {
                $0.fact == "limits.quotaCPUs" && $0.from == "cgroup cpu.cfs_quota_us, 1 level up"
            })
    }

    @Test func `no live device has less than one usable CPU or more than are online`() throws {
        let device = DeviceProbe(tree: try FileTree(root: "/"), runsTrials: false).device()
        #expect(device.limits.usableCPUs >= 1)
        #expect(device.limits.usableCPUs <= max(1, device.processor.onlineCPUs.count))
    }
}
