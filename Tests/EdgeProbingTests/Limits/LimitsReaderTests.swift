import EdgeRecords
import Testing

@Suite struct LimitsReaderTests {
    private let unified = "30 24 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate"

    /// Eight CPUs online and 16 GiB, with the files of the case at hand.
    private func probed(_ files: [String: String]) -> Device {
        let hardware = ["sys/devices/system/cpu/online": "0-7", "proc/meminfo": "MemTotal:       16777216 kB"]
        return SketchedDevice(hardware.merging(files) { _, new in new }).probed()
    }

    @Test func `every enclosing group of version 2 counts`() {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/outer/middle/own",
            "sys/fs/cgroup/outer/cpu.max": "150000 100000", "sys/fs/cgroup/outer/memory.max": "2147483648",
            "sys/fs/cgroup/outer/middle/cpu.max": "300000 100000",
            "sys/fs/cgroup/outer/middle/memory.max": "1073741824",
            "sys/fs/cgroup/outer/middle/own/cpu.max": "max 100000", "sys/fs/cgroup/outer/middle/own/memory.max": "max",
            "sys/fs/cgroup/outer/middle/own/cpuset.cpus.effective": "0-3",
        ])
        #expect(device.limits.quotaCPUs == 1.5)
        #expect(device.limits.usableCPUs == 1)
        #expect(device.limits.cpuset == [0, 1, 2, 3])
        #expect(device.limits.bindingConstraint == .quota)
        #expect(
            device.memory.limits == [
                Device.MemoryLimit(source: "cgroup memory.max, 1 level up", bytes: 1_073_741_824),
                Device.MemoryLimit(source: "cgroup memory.max, 2 levels up", bytes: 2_147_483_648),
            ])
        #expect(device.memory.usableBytes == 1_073_741_824)
    }

    @Test func `in a namespace of its own the mount point is the group itself`() {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "50000 100000",
            "sys/fs/cgroup/memory.max": "536870912",
        ])
        #expect(device.limits.quotaCPUs == 0.5)
        #expect(device.limits.usableCPUs == 1)
        #expect(device.memory.usableBytes == 536_870_912)
        #expect(device.warnings.contains { $0.where == "cgroup cpu.max" })
    }

    @Test func `a group outside of the namespace leaves the mount point, and a warning`() {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/../sibling",
            "sys/fs/cgroup/cpu.max": "300000 100000", "sys/fs/sibling/cpu.max": "100000 100000",
        ])
        #expect(device.limits.quotaCPUs == 3)
        #expect(device.warnings.contains { $0.where == "/proc/self/cgroup" })
    }

    @Test func `beside mounts of version 1 a bare version 2 has no say`() {
        let device = probed([
            "proc/self/mountinfo": """
            32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
            35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
            """,
            "proc/self/cgroup": "4:memory:/a/b\n1:cpu:/a/b\n0::/a/b", "sys/fs/cgroup/unified/cgroup.controllers": "",
            "sys/fs/cgroup/cpu/a/cpu.cfs_quota_us": "250000", "sys/fs/cgroup/cpu/a/cpu.cfs_period_us": "100000",
            "sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us": "-1", "sys/fs/cgroup/cpu/a/b/cpu.cfs_period_us": "100000",
            "sys/fs/cgroup/memory/a/memory.limit_in_bytes": "1073741824",
            "sys/fs/cgroup/memory/a/b/memory.limit_in_bytes": "9223372036854771712",
        ])
        #expect(device.limits.quotaCPUs == 2.5)
        #expect(device.memory.limits.map(\.bytes) == [1_073_741_824])
    }

    @Test func `version 1 in a container that sees the host's group names`() {
        let device = probed([
            "proc/self/mountinfo": """
            41 24 0:31 /docker/4f1d /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
            43 24 0:33 /docker/4f1d /sys/fs/cgroup/cpuset ro - cgroup cgroup rw,cpuset
            """,
            "proc/self/cgroup": "6:cpuset:/docker/4f1d\n4:cpuacct,cpu:/docker/4f1d",
            "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "350000",
            "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000", "sys/fs/cgroup/cpuset/cpuset.cpus": "0,2",
        ])
        #expect(device.limits.quotaCPUs == 3.5)
        #expect(device.limits.usableCPUs == 2)
        #expect(device.limits.bindingConstraint == .cpuset)
    }

    @Test func `the same without roots, from the older table of mounts`() {
        let device = probed([
            "proc/mounts": "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0",
            "proc/self/cgroup": "4:cpu:/docker/4f1d/inner",
            "sys/fs/cgroup/cpu/inner/cpu.cfs_quota_us": "300000", "sys/fs/cgroup/cpu/inner/cpu.cfs_period_us": "100000",
            "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
        ])
        #expect(device.limits.quotaCPUs == 2)
    }

    @Test func `an old cpuset mount has files without the controller's name`() {
        let device = probed([
            "proc/mounts": "none /dev/cpuset cpuset rw 0 0", "proc/self/cpuset": "/batch",
            "dev/cpuset/batch/cpus": "0-2,6", "dev/cpuset/batch/mems": "1",
        ])
        #expect(device.limits.cpuset == [0, 1, 2, 6])
        #expect(device.limits.allowedNodes == [1])
        #expect(device.limits.bindingConstraint == .cpuset)
    }

    @Test func `a leaf without a cpuset has that of the group around it`() {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/a/b",
            "sys/fs/cgroup/a/cpuset.cpus.effective": "4-6", "sys/fs/cgroup/a/b/cpu.max": "max 100000",
            "sys/fs/cgroup/cpuset.cpus.effective": "0-7",
        ])
        #expect(device.limits.cpuset == [4, 5, 6])
    }

    @Test func `without any table of mounts the usual folders are tried`() {
        let device = probed([
            "sys/fs/cgroup/cgroup.controllers": "cpu memory", "sys/fs/cgroup/cpu.max": "200000 100000",
        ])
        #expect(device.limits.quotaCPUs == 2)
    }

    @Test func `affinity is taken from the status file and narrowed to what is online`() {
        let device = probed(["proc/self/status": "Name:\tx\nCpus_allowed_list:\t4-127\nMems_allowed_list:\t0"])
        #expect(device.limits.affinity == [4, 5, 6, 7])
        #expect(device.limits.bindingConstraint == .affinity)
        #expect(device.limits.allowedNodes == [0])
    }

    @Test func `an older status file has a mask alone`() {
        #expect(probed(["proc/self/status": "Cpus_allowed:\t00000000,00000003"]).limits.affinity == [0, 1])
    }

    @Test func `damaged files are warned of and count as no limit`() {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/", "sys/fs/cgroup/cpu.max": "lots of it",
            "sys/fs/cgroup/memory.max": "99999999999999999999999", "sys/fs/cgroup/cpuset.cpus.effective": "7-3",
            "proc/self/status": "Cpus_allowed_list:\tall of them",
        ])
        #expect(device.limits.usableCPUs == 8)
        #expect(device.limits.quotaCPUs == nil)
        #expect(device.memory.limits.isEmpty)
        for place in ["cgroup cpu.max", "cgroup memory.max", "cgroup cpuset.cpus.effective", "proc/self/status"] {
            #expect(device.warnings.contains { $0.where == place })
        }
    }

    @Test func `neither /proc nor /sys leaves one CPU and reasons for the rest`() {
        let device = SketchedDevice([:]).probed()
        #expect(device.limits.usableCPUs == 1)
        #expect(device.limits.bindingConstraint == .online)
        for fact in ["limits.affinity", "limits.allowedNodes", "memory.physicalBytes", "memory.usableBytes"] {
            #expect(device.unknowns.contains { $0.fact == fact && !$0.reason.isEmpty })
        }
    }

    @Test func `names of control groups stay out of the record`() throws {
        let device = probed([
            "proc/self/mountinfo": unified, "proc/self/cgroup": "0::/user.slice/canaryname/run",
            "sys/fs/cgroup/user.slice/canaryname/cpu.max": "canary",
            "sys/fs/cgroup/user.slice/canaryname/memory.max": "1073741824",
            "sys/fs/cgroup/user.slice/canaryname/memory.high": "1000000000",
        ])
        #expect(device.memory.limits.count == 1)
        #expect(device.warnings.contains { $0.where == "cgroup memory.high, 1 level up" })
        #expect(try !RecordText.encode(device).contains("canaryname"))
    }
}
