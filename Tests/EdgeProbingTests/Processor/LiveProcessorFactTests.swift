import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// What the running system says is put into the probe's hands here, so that every case can be seen on any machine.
@Suite struct LiveProcessorFactTests {
    private func states(_ device: Device, _ name: String) -> [Bool?]? {
        device.processor.features.first { $0.name == name }.map { [$0.advertised, $0.enabled, $0.executed] }
    }

    private func probed(_ files: [String: String], _ live: LiveFacts) -> Device {
        DeviceProbe(tree: SketchedDevice(files).tree, live: live).device()
    }

    private static let x86List =
        "processor : 0\nvendor_id : GenuineIntel\ncpu family : 6\nmodel : 85\nstepping : 4\nflags : lm sse2 avx avx2 "
        + "avx512f\n\nprocessor : 1\nvendor_id : GenuineIntel\ncpu family : 6\nmodel : 85\nflags : lm sse2 avx avx2 "
        + "avx512f\n"

    /// Family 6, model 85: leaf 1 has SSE2, AVX and OSXSAVE, leaf 7 has AVX2 and AVX512F.
    private func x86(savedStates: UInt64 = 0xE7) throws -> LiveFacts {
        var live = LiveFacts(compiledArchitecture: "x86_64")
        live.architecture = "x86_64"
        live.savedStates = savedStates
        live.affinity = CPUSet([0, 1])
        let table = try CPUIDTable(
            text: """
                1 0 0 0 0 => d 756e6547 6c65746e 49656e69
                1 1 0 0 0 => 50654 0 18000000 4000000
                5 7 0 0 0 => 0 10020 0 0
                """)
        live.leaves = [0: table, 1: table]
        return live
    }

    private let x86Files = ["proc/cpuinfo": x86List, "sys/devices/system/cpu/online": "0-1"]

    @Test func `what a child ran is executed`() throws {
        var live = try x86()
        live.trials = { _ in ["sse2", "avx", "avx2", "avx512f"].map { FeatureTrial(name: $0, outcome: .ran) } }
        let device = probed(x86Files, live)
        #expect(states(device, "avx512f") == [true, true, true])
        #expect(device.warnings.isEmpty)
    }

    @Test func `registers that the system does not save are not enabled`() throws {
        var live = try x86(savedStates: 0x7)
        live.trials = { _ in [FeatureTrial(name: "avx512f", outcome: .illegal(signal: 4))] }
        let device = probed(x86Files, live)
        #expect(states(device, "avx512f") == [true, false, false])
        #expect(states(device, "avx2") == [true, true, nil])
        #expect(!device.warnings.contains { $0.what.contains("avx512f") })
    }

    @Test func `where no child can be started the record says that nothing was executed`() throws {
        var live = try x86()
        live.trials = { _ in [FeatureTrial(name: "avx2", outcome: .unknown)] }
        let device = probed(x86Files, live)
        #expect(device.processor.features.allSatisfy { $0.executed == nil })
        #expect(device.warnings.contains { $0.what == "no instruction set could be tried" })
    }

    @Test func `an advertised extension that faults is not executed, and is warned of`() throws {
        var live = try x86()
        live.trials = { _ in
            [FeatureTrial(name: "avx512f", outcome: .illegal(signal: 4)), FeatureTrial(name: "avx2", outcome: .ran)]
        }
        let device = probed(x86Files, live)
        #expect(states(device, "avx512f") == [true, true, false])
        #expect(device.warnings.contains { $0.what.contains("avx512f") })
        #expect(device.processor.coreKinds[0].features == ["avx", "avx2", "sse2"])
    }

    @Test func `every kind of core must run it`() {
        var live = LiveFacts(compiledArchitecture: "aarch64")
        live.architecture = "aarch64"
        live.capabilities = (0x10_0002, 0)
        live.affinity = CPUSet([0, 1])
        live.trials = { cpu in
            [
                FeatureTrial(name: "asimd", outcome: .ran),
                FeatureTrial(name: "asimddp", outcome: cpu == 0 ? .ran : .timedOut),
            ]
        }
        let cores = SketchedCores.arm([("0x41", "0xd05"), ("0x41", "0xd0b")], features: "asimd asimddp")
        let device = probed(cores.sketch.files, live)
        #expect(states(device, "asimd") == [true, true, true])
        #expect(states(device, "asimddp") == [true, true, false])
        #expect(device.processor.coreKinds.map(\.features) == [["asimd"], ["asimd", "asimddp"]])
    }

    @Test func `a kind that this process may not run on stays untried`() throws {
        var live = LiveFacts(compiledArchitecture: "aarch64")
        live.architecture = "aarch64"
        live.capabilities = (2, 0)
        live.affinity = CPUSet([0])
        live.trials = { _ in [FeatureTrial(name: "asimd", outcome: .ran)] }
        let cores = SketchedCores.arm([("0x41", "0xd05"), ("0x41", "0xd0b")])
        #expect(states(probed(cores.sketch.files, live), "asimd") == [true, true, nil])
    }

    @Test func `under an emulator the host's list is left out, and registers speak`() {
        var live = LiveFacts(compiledArchitecture: "aarch64")
        live.architecture = "aarch64"
        live.capabilities = (0x11_9FFB, 0)
        live.affinity = CPUSet([0, 1])
        live.midrs = [0: 0x410F_D0B1, 1: 0x410F_D0B1]
        live.vectorBytes = 32
        let device = probed(x86Files, live)
        #expect(device.architecture == "aarch64")
        #expect(device.processor.microarchitecture == "Cortex-A76")
        #expect(device.processor.features.contains { $0.name == "asimddp" })
        #expect(!device.processor.features.contains { $0.name == "sse2" })
        #expect(device.processor.vectorBytes == 32)
        #expect(device.warnings.contains { $0.where == "/proc/cpuinfo" && $0.why.contains("x86_64") })
    }

    @Test func `CPUID wins over a list of another model`() throws {
        let files = x86Files.mapValues { $0.replacing("model : 85", with: "model : 26") }
        let device = probed(files, try x86())
        #expect(device.processor.microarchitecture == "Skylake")
        #expect(device.warnings.contains { $0.where == "/proc/cpuinfo" })
    }

    @Test func `this device is read without harm`() {
        guard let tree = try? FileTree(root: "/") else { return }
        let device = DeviceProbe(tree: tree, runsTrials: false).device()
        #expect(device.architecture == LiveProcessor.architecture)
        #expect(device.processor.features.allSatisfy { $0.executed == nil })
        #expect(device.processor.coreKinds.flatMap(\.cpus).sorted() == device.processor.onlineCPUs)
    }
}
