import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

@Suite struct FeatureTests {
    private func states(_ device: Device, _ name: String) -> [Bool?]? {
        device.processor.features.first { $0.name == name }.map { [$0.advertised, $0.enabled, $0.executed] }
    }

    private static let avx512Leaves = [
        "1 0 0 0 0 => d 756e6547 6c65746e 49656e69", "1 1 0 0 0 => 50654 0 3ed83203 178bfbff",
        "5 7 0 0 0 => 0 d19f27a9 800 0", "1 80000000 0 0 0 => 80000004 0 0 0",
    ]

    @Test func `flags are advertised and enabled`() {
        let device = SketchedCores.x86(2, flags: "fpu lm sse2 pni avx avx2").device()
        #expect(device.processor.features.map(\.name) == ["avx", "avx2", "pni", "sse2"])
        #expect(states(device, "avx2") == [true, true, nil])
        #expect(device.processor.coreKinds.map(\.features) == [["avx", "avx2", "pni", "sse2"]])
    }

    @Test func `a flag that one CPU lacks is not the machine's`() {
        var cores = SketchedCores.x86(2)
        cores.setList { cpu in
            "processor : \(cpu)\nvendor_id : GenuineIntel\ncpu family : 6\nmodel : 154\n"
                + "flags : lm sse2 \(cpu == 0 ? "avx512f avx" : "avx")\n"
        }
        #expect(cores.device().processor.features.map(\.name) == ["avx", "sse2"])
    }

    @Test func `CPUID alone tells what is advertised, not what is enabled`() {
        var cores = SketchedCores(cpus: 2)
        cores.setLeaves(Self.avx512Leaves, of: "0-1")
        let device = cores.device()
        #expect(device.architecture == "x86_64")
        #expect(states(device, "avx512_vnni") == [true, nil, nil])
        #expect(states(device, "avx512_bf16") == nil)
        #expect(device.processor.microarchitecture == "Skylake")
    }

    @Test func `flags beside CPUID tell what the system lets programs use`() {
        var cores = SketchedCores.x86(1, model: 0x55, flags: "lm sse sse2 pni ssse3 sse4_1 sse4_2 avx fma")
        cores.setLeaves(Self.avx512Leaves, of: "0")
        let device = cores.device()
        #expect(states(device, "avx") == [true, true, nil])
        #expect(states(device, "avx512f") == [true, false, nil])
        #expect(device.processor.coreKinds[0].features.contains("avx512f") == false)
    }

    @Test func `a kernel too old to name an extension does not disable it`() {
        var cores = SketchedCores.x86(1, model: 0xAF, flags: "lm sse2 avx avx2")
        cores.setLeaves(
            [
                "1 0 0 0 0 => d 756e6547 6c65746e 49656e69", "5 7 0 0 0 => 1 20 0 0", "5 7 0 1 0 => 800000 0 0 10",
                "1 1 0 0 0 => a06f1 0 3ed83203 178bfbff",
            ], of: "0")
        #expect(states(cores.device(), "avx_vnni_int8") == [true, true, nil])
        #expect(states(cores.device(), "avx_ifma") == [true, true, nil])
    }

    @Test func `hybrid cores offer different things, the machine what all of them do`() {
        var cores = SketchedCores(cpus: 2)
        let first = "1 0 0 0 0 => 1a 756e6547 6c65746e 49656e69"
        cores.setLeaves([first, "5 7 0 0 0 => 0 10020 0 0", "1 1a 0 0 0 => 40000001 0 0 0"], of: "0")
        cores.setLeaves([first, "5 7 0 0 0 => 0 20 0 0", "1 1a 0 0 0 => 20000001 0 0 0"], of: "1")
        let device = cores.device()
        #expect(device.processor.features.map(\.name) == ["avx2"])
        #expect(device.processor.coreKinds.map(\.features) == [["avx2", "avx512f"], ["avx2"]])
    }

    @Test func `32-bit Arm has names of its own`() {
        let device = SketchedDevice([
            "proc/cpuinfo": "processor : 0\nmodel name : ARMv8 Processor rev 1 (v8l)\n"
                + "Features : half thumb vfp neon vfpv4 aes crc32\nCPU implementer : 0x41\nCPU architecture: 8\n"
                + "CPU part : 0xd0b\n",
            "sys/devices/system/cpu/online": "0",
        ]).probed()
        #expect(device.architecture == "armv8l")
        #expect(device.processor.features.map(\.name) == ["aes", "crc32", "half", "neon", "thumb", "vfp", "vfpv4"])
    }

    @Test(arguments: [
        ("mvendorid : 0x5b7\nmarchid : 0x0\nmimpid : 0x0", true), ("uarch : thead,c910", true),
        ("mvendorid : 0x5b7\nmarchid : 0x8d143000\nmimpid : 0x1", false), ("mvendorid : 0x710", false),
    ])
    func `the draft of RISC-V's vectors is advertised with a warning`(numbers: String, isDraft: Bool) {
        let device = SketchedDevice([
            "proc/cpuinfo": "processor : 0\nhart : 0\nisa : rv64imafdcv\n\(numbers)\n",
            "sys/devices/system/cpu/online": "0",
        ]).probed()
        #expect(device.processor.isaText == "rv64imafdcv")
        #expect(states(device, "v") == [true, isDraft ? nil : true, nil])
        #expect(device.warnings.contains { $0.what.contains("draft") } == isDraft)
    }

    @Test func `nothing that lists extensions leaves them unknown`() {
        let device = SketchedDevice(["sys/devices/system/cpu/online": "0"]).probed()
        #expect(device.processor.features.isEmpty)
        #expect(device.unknowns.contains { $0.fact == "processor.features" })
        #expect(device.unknowns.contains { $0.fact == "architecture" })
    }
}
