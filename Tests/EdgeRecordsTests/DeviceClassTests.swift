import EdgeRecords
import Testing

@Suite struct DeviceClassTests {
    private static func serverSlice() -> Device {
        var device = Device()
        device.architecture = "x86_64"
        device.processor.vendorIdentifier = "AuthenticAMD"
        device.processor.microarchitecture = "Zen 5"
        device.processor.onlineCPUs = [0, 1]
        device.processor.coreKinds = [.init(name: "uniform", basis: .uniform, physicalCores: 2, cpus: [0, 1])]
        device.processor.features = ["fma", "avx2", "f16c", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "sse4_2"]
            .map { .init(name: $0, advertised: true) }
        device.memory.usableBytes = 25_000_000_000
        device.limits.usableCPUs = 2
        return device
    }

    private static func phone() -> Device {
        var device = Device()
        device.architecture = "aarch64"
        device.processor.vendorIdentifier = "0x41"
        device.processor.onlineCPUs = Array(0..<6)
        device.processor.coreKinds = [
            .init(name: "little", basis: .midr, physicalCores: 4, cpus: [0, 1, 2, 3]),
            .init(name: "big", basis: .midr, physicalCores: 2, cpus: [4, 5]),
        ]
        device.processor.features = ["asimd", "asimddp"].map { .init(name: $0, advertised: true) }
        device.memory.usableBytes = 536_870_912
        device.limits.usableCPUs = 6
        return device
    }

    private static func gpu(_ identifier: String, usable: Bool = true) -> Device.Accelerator {
        var accelerator = Device.Accelerator(kind: .gpu, bus: .pci, identifier: identifier)
        accelerator.usable = usable
        return accelerator
    }

    @Test func `writes the decisive facts in order`() {
        #expect(
            DeviceClass.key(of: Self.serverSlice())
                == "accelerators=|architecture=x86_64|coreKinds=uniform:2x1|"
                + "features=avx2,avx512_vnni,avx512bw,avx512f,avx512vl,f16c,fma|memoryTier=16GiB|"
                + "microarchitecture=Zen 5|quotaCPUs=|usableCPUs=2|vendorIdentifier=AuthenticAMD")
        #expect(
            DeviceClass.key(of: Self.phone())
                == "accelerators=|architecture=aarch64|coreKinds=big:2x1+little:4x1|features=asimd,asimddp|"
                + "memoryTier=512MiB|microarchitecture=|quotaCPUs=|usableCPUs=6|vendorIdentifier=0x41")
    }

    @Test func `names a class by its design, size and best instructions`() {
        let device = Self.serverSlice()
        let hash = SHA256.hex(of: DeviceClass.key(of: device).utf8).prefix(12)
        #expect(DeviceClass.name(of: device) == "zen5-2c-avx512vnni-\(hash)")
        #expect(DeviceClass.name(of: Self.phone()).hasPrefix("aarch64-6c-dotprod-"))
        #expect(DeviceClass.name(of: Device()).hasPrefix("unknown-1c-scalar-"))
    }

    @Test func `does not depend on the order of anything`() {
        var device = Self.phone()
        device.accelerators = [Self.gpu("10de:2"), Self.gpu("10de:1")]
        let key = DeviceClass.key(of: device)
        device.accelerators.reverse()
        device.processor.coreKinds.reverse()
        device.processor.features.reverse()
        device.processor.onlineCPUs.reverse()
        #expect(DeviceClass.key(of: device) == key)
    }

    private static let decisive: [(String, @Sendable (inout Device) -> Void)] = [
        ("an accelerator", { $0.accelerators = [gpu("10de:2330")] }),
        ("the architecture", { $0.architecture = "aarch64" }),
        ("an allowed core", { $0.limits.affinity = [0] }),
        ("a core in the cpuset", { $0.limits.cpuset = [1] }),
        ("an online core", { $0.processor.onlineCPUs = [0] }),
        ("a kind's name", { $0.processor.coreKinds[0].name = "performance" }),
        ("threads a core", { $0.processor.coreKinds[0].physicalCores = 1 }),
        ("a feature lost", { $0.processor.features.removeFirst() }),
        ("a feature disabled", { $0.processor.features[1].enabled = false }),
        ("a feature that does not execute", { $0.processor.features[1].executed = false }),
        ("memory", { $0.memory.usableBytes = 8_000_000_000 }),
        ("unknown memory", { $0.memory.usableBytes = nil }),
        ("the micro-architecture", { $0.processor.microarchitecture = "Zen 4" }),
        ("the quota", { $0.limits.quotaCPUs = 1.5 }),
        ("usable CPUs", { $0.limits.usableCPUs = 1 }),
        ("the vendor", { $0.processor.vendorIdentifier = "GenuineIntel" }),
    ]

    @Test(arguments: 0..<16)
    func `changes with each fact that decides speed`(index: Int) {
        let (fact, change) = Self.decisive[index]
        var device = Self.serverSlice()
        change(&device)
        #expect(DeviceClass.key(of: device) != DeviceClass.key(of: Self.serverSlice()), "\(fact)")
        #expect(DeviceClass.name(of: device) != DeviceClass.name(of: Self.serverSlice()), "\(fact)")
    }

    @Test func `stays the same for everything else`() {
        var device = Self.serverSlice()
        device.processor.governor = "powersave"
        device.processor.boostEnabled = false
        device.processor.name = "AMD EPYC 9755"
        device.processor.packages = 1
        device.processor.features.append(.init(name: "rdrand", advertised: true))
        device.processor.features[0].enabled = true
        device.processor.features[0].executed = true
        device.processor.caches = [.init(level: 3, kind: .unified, bytes: 1 << 25, sharedBy: [0, 1])]
        device.operatingSystem.kernel = "6.1.0"
        device.machine.product = "Box"
        device.machine.virtualization = "kvm"
        device.memory.usableBytes = 17_179_869_184
        device.memory.physicalBytes = 1
        device.accelerators = [Self.gpu("10de:2330", usable: false)]
        device.warnings = [Warning(what: "a", where: "b", why: "c", remedy: "d")]
        device.thermal = [.init(zone: "x", tripMillidegrees: 1, temperatureMillidegrees: 2)]
        device.limits.affinity = [0, 1]
        device.limits.bindingConstraint = .affinity
        #expect(DeviceClass.key(of: device) == DeviceClass.key(of: Self.serverSlice()))
        #expect(DeviceClass.name(of: device) == DeviceClass.name(of: Self.serverSlice()))
    }

    @Test func `counts the cores behind usable threads`() {
        var device = Self.serverSlice()
        device.processor.onlineCPUs = Array(0..<8)
        device.processor.coreKinds = [.init(name: "uniform", basis: .uniform, physicalCores: 4, cpus: Array(0..<8))]
        device.limits.affinity = [0, 1, 4]
        #expect(DeviceClass.key(of: device).contains("coreKinds=uniform:2x2|"), "cores unknown: core by core")
        device.processor.cores = (0..<4).map { [$0, $0 + 4] }
        #expect(DeviceClass.key(of: device).contains("coreKinds=uniform:2x2|"), "0 and 4 are one core")
        device.limits.affinity = [0, 1, 2]
        #expect(DeviceClass.key(of: device).contains("coreKinds=uniform:3x2|"))
    }

    @Test func `no value can pose as another fact`() {
        var device = Self.serverSlice()
        device.processor.microarchitecture = "x|usableCPUs=64\né"
        let key = DeviceClass.key(of: device)
        #expect(key.contains("microarchitecture=x_usableCPUs_64__|"))
        #expect(key.split(separator: "|").count == 9)
    }

    @Test func `survives contradictory counts`() {
        var device = Self.serverSlice()
        device.processor.coreKinds = [
            .init(name: "none", basis: .unknown, physicalCores: 0, cpus: [0, 1]),
            .init(name: "negative", basis: .unknown, physicalCores: -3, cpus: [0]),
            .init(name: "huge", basis: .unknown, physicalCores: .max, cpus: [-1, 1, 99_999_999]),
        ]
        #expect(DeviceClass.key(of: device).contains("coreKinds="))
    }
}
