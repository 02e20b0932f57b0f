import EdgeRecords

/// Devices made up for the tests; no real machine has exactly these numbers.
enum ExampleDevices {
    /// A laptop of three kinds of core: 2 with two threads, 4 in a cluster, 2 without a last-level cache.
    static var hybridLaptop: Device {
        var device = Device()
        device.class = "examplelake-10c-avxvnni-0123456789ab"
        device.architecture = "x86_64"
        device.operatingSystem.name = "Example Linux 1"
        device.processor = hybridProcessor
        device.memory.physicalBytes = 16 << 30
        device.memory.usableBytes = 16 << 30
        device.memory.swapBytes = 0
        device.limits.usableCPUs = 10
        device.limits.affinity = Array(0..<10)
        var npu = Device.Accelerator(kind: .npu, bus: .pci, identifier: "8086:7d1d")
        npu.vendor = "Intel"
        npu.name = "Example NPU"
        npu.reason = "kernel module intel_vpu is not loaded: modprobe intel_vpu"
        device.accelerators = [npu]
        device.thermal = [
            Device.ThermalZone(zone: "x86_pkg_temp", tripMillidegrees: 100_000, temperatureMillidegrees: 41_000)
        ]
        return device
    }

    private static var hybridProcessor: Device.Processor {
        var processor = Device.Processor()
        processor.vendor = "Intel"
        processor.name = "Example Core 5 100U <test & \"quotes\">"
        processor.microarchitecture = "Example Lake"
        processor.packages = 1
        processor.physicalCores = 8
        processor.logicalCPUs = 10
        processor.onlineCPUs = Array(0..<10)
        processor.cores = [[0, 1], [2, 3], [4], [5], [6], [7], [8], [9]]
        processor.packageCPUs = [Array(0..<10)]
        processor.coreKinds = [
            kind("performance", cpus: [0, 1, 2, 3], cores: 2, megahertz: 4800),
            kind("efficiency", cpus: [4, 5, 6, 7], cores: 4, megahertz: 3800),
            kind("lowPower", cpus: [8, 9], cores: 2, megahertz: 2500),
        ]
        processor.caches = [
            Device.Cache(level: 3, kind: .unified, bytes: 12 << 20, sharedBy: Array(0..<8)),
            Device.Cache(level: 2, kind: .unified, bytes: 2 << 20, sharedBy: [0, 1]),
            Device.Cache(level: 2, kind: .unified, bytes: 2 << 20, sharedBy: [2, 3]),
            Device.Cache(level: 2, kind: .unified, bytes: 4 << 20, sharedBy: [4, 5, 6, 7]),
            Device.Cache(level: 2, kind: .unified, bytes: 2 << 20, sharedBy: [8, 9]),
        ]
        processor.caches += [[0, 1], [2, 3]].map { Device.Cache(level: 1, kind: .data, bytes: 48 << 10, sharedBy: $0) }
        processor.caches += (4..<10).map { Device.Cache(level: 1, kind: .data, bytes: 32 << 10, sharedBy: [$0]) }
        processor.features = ["avx2", "fma", "avx_vnni", "sse2"].map {
            Device.Feature(name: $0, advertised: true, enabled: true, executed: true)
        }
        processor.governor = "powersave"
        processor.boostEnabled = true
        return processor
    }

    /// Two packages of eight cores, two last-level caches in each, two nodes, in a container with a quota.
    static var twoPackageServer: Device {
        var device = Device()
        device.class = "zen9-3c-avx512vnni-ba9876543210"
        device.architecture = "x86_64"
        device.machine.virtualization = "kvm"
        device.machine.container = "docker"
        device.processor.name = "Example Server 16"
        device.processor.microarchitecture = "Zen 9"
        device.processor.packages = 2
        device.processor.physicalCores = 16
        device.processor.logicalCPUs = 16
        device.processor.onlineCPUs = Array(0..<16)
        device.processor.offlineCPUs = [16, 17]
        device.processor.cores = (0..<16).map { [$0] }
        device.processor.packageCPUs = [Array(0..<8), Array(8..<16)]
        device.processor.coreKinds = [kind("unknown", cpus: Array(0..<16), cores: 16, megahertz: nil)]
        device.processor.caches = (0..<4).map {
            var cache = Device.Cache(level: 3, kind: .unified, bytes: 32 << 20, sharedBy: Array($0 * 4..<$0 * 4 + 4))
            cache.sharedWithHost = true
            return cache
        }
        device.processor.caches += (0..<16).map {
            Device.Cache(level: 2, kind: .unified, bytes: 1 << 20, sharedBy: [$0])
        }
        device.processor.features = ["avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16"].map {
            Device.Feature(name: $0, advertised: true, enabled: true, executed: $0 != "avx512_bf16")
        }
        device.numaNodes = [
            Device.NUMANode(id: 0, cpus: Array(0..<8), memoryBytes: 64 << 30),
            Device.NUMANode(id: 1, cpus: Array(8..<16), memoryBytes: 64 << 30),
        ]
        device.memory.physicalBytes = 128 << 30
        device.memory.usableBytes = 4 << 30
        device.memory.limits = [Device.MemoryLimit(source: "cgroup memory.max", bytes: 4 << 30)]
        device.limits.usableCPUs = 3
        device.limits.quotaCPUs = 3.5
        device.limits.bindingConstraint = .quota
        device.warnings = [
            Warning(
                what: "avx512_bf16 is advertised but does not execute", where: "processor.features",
                why: "the instruction ended with SIGILL", remedy: "kernels avoid it; ask the provider of the machine")
        ]
        device.unknowns = [Device.Unknown(fact: "processor.coreKinds", reason: "the guest hides what its cores are")]
        device.evidence = [
            Device.Evidence(
                fact: "processor.physicalCores", value: "16",
                from: "sys/devices/system/cpu/cpu*/topology/core_cpus_list",
                disagreements: [Device.Disagreement(from: "libcpuinfo", value: "32")]),
            Device.Evidence(fact: "memory.physicalBytes", value: "137438953472", from: "proc/meminfo MemTotal"),
        ]
        return device
    }

    private static func kind(_ name: String, cpus: [Int], cores: Int, megahertz: Int?) -> Device.CoreKind {
        var kind = Device.CoreKind(
            name: name, basis: name == "unknown" ? .unknown : .pmu, physicalCores: cores, cpus: cpus)
        kind.maxMegahertz = megahertz
        return kind
    }
}
