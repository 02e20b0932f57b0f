import EdgeRecords

/// Made-up records: every key filled, and as little as a record can hold.
enum Example {
    static func device() -> Device {
        var device = Device()
        device.architecture = "x86_64"
        device.machine.vendor = "Example Systems"
        device.machine.product = "Board 1"
        device.machine.virtualization = "kvm"
        device.machine.container = "docker"
        device.operatingSystem.name = "Debian GNU/Linux 12"
        device.operatingSystem.kernel = "6.1.0"
        device.operatingSystem.libc = "glibc 2.36"
        device.processor = processor()
        device.numaNodes = [.init(id: 0, cpus: [0, 1], memoryBytes: 25_000_000_000, distances: [10])]
        device.memory.physicalBytes = 25_000_000_000
        device.memory.usableBytes = 1_073_741_824
        device.memory.swapBytes = 0
        device.memory.limits = [.init(source: "cgroup memory.max of /pod1", bytes: 1_073_741_824)]
        device.limits.usableCPUs = 1
        device.limits.affinity = [0, 1]
        device.limits.cpuset = [0, 1]
        device.limits.quotaCPUs = 1.5
        device.limits.allowedNodes = [0]
        device.limits.bindingConstraint = .quota
        device.accelerators = accelerators()
        device.energyCounters = [.init(name: "intel-rapl:0", moves: false, reason: "two reads were equal")]
        device.thermal = [.init(zone: "x86_pkg_temp", tripMillidegrees: 100_000, temperatureMillidegrees: 45_000)]
        device.batteries = [.init(name: "BAT0", status: "discharging", chargePercent: 80)]
        device.warnings = [Warning(what: "no sensor was read", where: "/sys", why: "it is empty", remedy: "none")]
        device.unknowns = [.init(fact: "processor.packages", reason: "the hypervisor hides it")]
        device.evidence = [
            .init(
                fact: "processor.physicalCores", value: "2", from: "/sys/devices/system/cpu/cpu*/topology",
                disagreements: [.init(from: "hwloc", value: "1")])
        ]
        return classed(device)
    }

    static func minimalDevice() -> Device { classed(Device()) }

    private static func classed(_ device: Device) -> Device {
        var classed = device
        classed.classKey = DeviceClass.key(of: device)
        classed.class = DeviceClass.name(of: device)
        return classed
    }

    private static func processor() -> Device.Processor {
        var processor = Device.Processor()
        processor.vendor = "AMD"
        processor.vendorIdentifier = "AuthenticAMD"
        processor.name = "AMD EPYC"
        processor.microarchitecture = "Zen 5"
        processor.packages = 1
        processor.physicalCores = 2
        processor.logicalCPUs = 2
        processor.onlineCPUs = [0, 1]
        processor.offlineCPUs = [2]
        processor.isaText = "rv64imafdcv"
        processor.coreKinds = [.init(name: "uniform", basis: .amdLeaf, physicalCores: 2, cpus: [0, 1])]
        processor.coreKinds[0].design = "Zen 5"
        processor.coreKinds[0].maxMegahertz = 4100
        processor.coreKinds[0].features = ["avx2", "avx512_vnni"]
        processor.cores = [[0], [1]]
        processor.packageCPUs = [[0, 1]]
        processor.clusters = [[0, 1]]
        processor.features = [
            .init(name: "avx2", advertised: true, enabled: true, executed: true),
            .init(name: "fma", advertised: true), .init(name: "f16c", advertised: true),
        ]
        processor.vectorBytes = 32
        processor.caches = [.init(level: 1, kind: .data, bytes: 49152, sharedBy: [0], lineBytes: 64)]
        processor.governor = "performance"
        processor.boostEnabled = true
        return processor
    }

    private static func accelerators() -> [Device.Accelerator] {
        var idle = Device.Accelerator(kind: .gpu, bus: .pci, identifier: "10de:2330")
        idle.vendor = "NVIDIA"
        idle.name = "H100"
        idle.class = "0x030200"
        idle.driver = "nvidia"
        idle.driverVersion = "570.86"
        idle.driverBound = true
        idle.nodeOpenable = true
        idle.runtimePresent = false
        idle.reason = "libcuda.so.1 was not found: install the driver's user-space libraries"
        var working = idle
        working.runtimePresent = true
        working.usable = true
        working.reason = nil
        working.memoryBytes = 85_899_345_920
        working.computeCapability = "9.0"
        return [idle, working]
    }
}
