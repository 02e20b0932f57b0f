import EdgeProbing
import Testing

@Suite struct ControlGroupMountTests {
    @Test func `reads the three kinds of mounts and leaves all others out`() {
        let table = """
            22 27 0:21 / /proc rw,relatime - proc proc rw
            30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 master:1 - cgroup2 cgroup2 rw,nsdelegate
            41 24 0:31 /docker/4f1d /sys/fs/cgroup/cpu,cpuacct ro,relatime - cgroup cgroup rw,cpu,cpuacct
            42 24 0:32 / /dev/cpuset rw - cpuset none rw
            43 24 0:33 / /dev/sets rw - cgroup  rw,cpuset,noprefix
            """
        let mounts = ControlGroupMount.mountInfo(table)
        #expect(
            mounts.map(\.mountPoint) == ["/sys/fs/cgroup", "/sys/fs/cgroup/cpu,cpuacct", "/dev/cpuset", "/dev/sets"])
        #expect(mounts.map(\.isUnified) == [true, false, false, false])
        #expect(mounts.map(\.omitsPrefix) == [false, false, true, true])
        #expect(mounts[1].root == "/docker/4f1d")
        #expect(mounts[1].controllers.isSuperset(of: ["cpu", "cpuacct"]))
    }

    @Test func `turns octal escapes back into the characters they stand for`() {
        let mounts = ControlGroupMount.mountInfo(#"1 2 0:3 /a\134b /mnt/two\040words rw - cgroup2 none rw"#)
        #expect(mounts.first?.mountPoint == "/mnt/two words")
        #expect(mounts.first?.root == #"/a\b"#)
    }

    @Test func `leaves escapes that name no byte as they are`() {
        let mounts = ControlGroupMount.mounts(#"none /a\777\9\04 cgroup2 rw 0 0"#)
        #expect(mounts.first?.mountPoint == #"/a\777\9\04"#)
    }

    @Test(arguments: [
        "", "\n\n", "30 24 0:26", "30 24 0:26 / /a rw -", "30 24 0:26 / /a rw - cgroup2", "- - - - - - - -",
    ])
    func `finds no mount in a damaged table`(text: String) {
        #expect(ControlGroupMount.mountInfo(text).isEmpty)
    }

    @Test func `reads the older table, which does not tell the roots`() {
        let mounts = ControlGroupMount.mounts("none /dev/cpuset cpuset rw 0 0\nproc /proc proc rw 0 0\n")
        #expect(
            mounts == [
                ControlGroupMount(
                    isUnified: false, controllers: ["cpuset"], root: nil, mountPoint: "/dev/cpuset", omitsPrefix: true)
            ])
    }
}
