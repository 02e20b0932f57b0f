import EdgeRecords
import Testing

@Suite struct DamagedFilesTests {
    private static let files = [
        "sys/devices/system/cpu/online": "0-7", "sys/devices/system/node/online": "0-1",
        "proc/meminfo": "MemTotal: 16777216 kB\nSwapTotal: 1024 kB",
        "proc/swaps": "Filename Type Size Used Priority\n/swap file 1024 0 -2",
        "proc/self/mountinfo": """
        30 24 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw
        41 24 0:31 /docker/4f /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu
        """,
        "proc/self/cgroup": "4:cpu:/docker/4f/a\n0::/a/b", "sys/fs/cgroup/a/memory.max": "1073741824",
        "sys/fs/cgroup/a/b/cpuset.cpus.effective": "0-3,5", "sys/fs/cgroup/cpu/a/cpu.cfs_quota_us": "250000",
        "sys/fs/cgroup/cpu/a/cpu.cfs_period_us": "100000", "proc/self/status": "Cpus_allowed_list:\t0-5",
        "proc/cpuinfo": "processor\t: 0\nflags\t: fpu hypervisor\n", "etc/os-release": "PRETTY_NAME=\"A \\\" b\"",
        "proc/version": "Linux version 6.1.0 (a@b) #1", "sys/class/thermal/thermal_zone0/temp": "40000",
        "sys/class/thermal/thermal_zone0/trip_point_0_type": "passive",
        "sys/class/thermal/thermal_zone0/trip_point_0_temp": "95000",
        "sys/class/power_supply/BAT0/type": "Battery", "sys/class/power_supply/BAT0/capacity": "80",
        "sys/class/powercap/intel-rapl:0/energy_uj": "12345", "sys/class/hwmon/hwmon0/name": "ina3221",
        "sys/class/hwmon/hwmon0/curr1_input": "400", "sys/class/hwmon/hwmon0/in1_input": "5000",
    ]

    /// Bytes that mean something to one of the readers, and some that mean nothing to any.
    private static let bytes = Array("0123456789-,:/ \t\n.max\"\\=kB".utf8) + [0, 1, 127, 128, 255]

    @Test func `whatever stands in the files, the answers stay within the machine`() {
        var state: UInt64 = 7
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        for _ in 0..<400 {
            var device = SketchedDevice([:])
            for (path, text) in Self.files.sorted(by: { $0.key < $1.key }) {
                var content = Array(text.utf8)
                for _ in 0..<random(below: 4) where !content.isEmpty {
                    let place = random(below: content.count)
                    switch random(below: 3) {
                    case 0: content[place] = Self.bytes[random(below: Self.bytes.count)]
                    case 1: content.remove(at: place)
                    default: content.insert(contentsOf: content[place...].prefix(random(below: 30)), at: place)
                    }
                }
                if random(below: 10) != 0 { device.put(content, at: path) }
            }
            let found = device.probed()
            #expect(found.limits.usableCPUs >= 1)
            // Without a list of CPUs the limits stand alone.
            let online = found.processor.logicalCPUs
            #expect(online == 0 || found.limits.usableCPUs <= online)
            #expect(found.limits.quotaCPUs.map { $0.isFinite && $0 > 0 } ?? true)
            #expect((found.memory.usableBytes ?? 1) > 0)
            #expect(found.memory.limits.allSatisfy { $0.bytes > 0 })
            #expect(found.batteries.allSatisfy { (0...100).contains($0.chargePercent ?? 0) })
        }
    }
}
