import EdgeProbing
import Testing

@Suite struct ControlGroupMembershipTests {
    @Test func `reads both versions side by side`() {
        let membership = ControlGroupMembership("4:cpu,cpuacct:/a\n3:cpuset:/b\n1:name=systemd:/c\n0::/d\n")
        #expect(membership.unifiedPath == "/d")
        #expect(membership.paths["cpu"] == "/a")
        #expect(membership.paths["cpuacct"] == "/a")
        #expect(membership.paths["cpuset"] == "/b")
        #expect(membership.paths["memory"] == nil)
    }

    @Test func `a group may have colons in its name, or be gone already`() {
        #expect(ControlGroupMembership("0::/a:b:c").unifiedPath == "/a:b:c")
        #expect(ControlGroupMembership("0::/gone (deleted)").unifiedPath == "/gone")
    }

    @Test(arguments: ["", "0", "0::", "0::relative", ":::", "7::/not-version-2"])
    func `learns nothing from damaged lines`(text: String) {
        #expect(ControlGroupMembership(text) == ControlGroupMembership())
    }
}
