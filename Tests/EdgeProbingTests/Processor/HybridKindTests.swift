import EdgeProbing
import EdgeRecords
import Testing

@Suite struct HybridKindTests {
    private func hybrid(_ performance: String, _ efficiency: String, cpus: Int, smt: [String] = []) -> SketchedCores {
        var cores = SketchedCores.x86(cpus, smt: smt)
        cores.sketch.files["sys/devices/cpu_core/cpus"] = performance
        cores.sketch.files["sys/devices/cpu_atom/cpus"] = efficiency
        return cores
    }

    private func addThirdLevel(_ cores: inout SketchedCores, to cpus: String, without others: String) {
        for list in [cpus, others] { cores.sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: list) }
        cores.sketch.addCache(3, level: 3, type: "Unified", size: "12288K", sharedBy: cpus)
    }

    @Test func `the kernel's counters tell performance from efficiency`() {
        let cores = hybrid("0-3", "4-5", cpus: 6, smt: ["0-1", "2-3"])
        #expect(cores.kinds() == "performance 0-3, efficiency 4-5")
        let device = cores.device()
        #expect(device.processor.coreKinds.map(\.physicalCores) == [2, 2])
        #expect(device.processor.coreKinds.map(\.design) == ["Golden Cove", "Gracemont"])
        #expect(cores.basis() == [.pmu, .pmu])
    }

    @Test func `efficiency cores outside the third level are low-power ones`() {
        var cores = hybrid("0-1", "2-5", cpus: 6)
        addThirdLevel(&cores, to: "0-3", without: "4-5")
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3, lowPower 4-5")
    }

    @Test func `where no efficiency core stands behind the third level all are low-power ones`() {
        var cores = hybrid("0-3", "4-7", cpus: 8)
        addThirdLevel(&cores, to: "0-3", without: "4-7")
        #expect(cores.kinds() == "performance 0-3, lowPower 4-7")
    }

    @Test func `without any word on caches no core is called a low-power one`() {
        #expect(hybrid("0-3", "4-7", cpus: 8).kinds() == "performance 0-3, efficiency 4-7")
    }

    @Test func `the newest kernels name the low-power cores themselves`() {
        var cores = hybrid("0-1", "2-3", cpus: 6)
        cores.sketch.files["sys/devices/cpu_lowpower/cpus"] = "4-5"
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3, lowPower 4-5")
    }

    @Test func `counters that name not every CPU are passed over, with a warning`() {
        let device = hybrid("0-1", "2", cpus: 4).device()
        #expect(device.processor.coreKinds.map(\.name) == ["uniform"])
        #expect(device.warnings.contains { $0.why.contains("CPUs 3") })
    }

    @Test func `offline CPUs in the counters' lists do not count`() {
        var cores = hybrid("0-1", "2-3", cpus: 4)
        cores.sketch.files["\(SketchedCores.root)/online"] = "0,2-3"
        #expect(cores.kinds() == "performance 0, efficiency 2-3")
    }

    private static let intel = "1 0 0 0 0 => 20 756e6547 6c65746e 49656e69"
    private static let cached = "5 4 0 0 0 => 121 0 0 0\n5 4 0 1 0 => 163 0 0 0\n5 4 0 2 0 => 0 0 0 0"
    private static let uncached = "5 4 0 0 0 => 121 0 0 0\n5 4 0 1 0 => 0 0 0 0"

    @Test func `Intel's leaf names the kind of each CPU`() {
        var cores = SketchedCores.x86(6)
        cores.setLeaves([Self.intel, Self.cached, "1 1a 0 0 0 => 40000001 0 0 0"], of: "0-1")
        cores.setLeaves([Self.intel, Self.cached, "1 1a 0 0 0 => 20000001 0 0 0"], of: "2-3")
        cores.setLeaves([Self.intel, Self.uncached, "1 1a 0 0 0 => 20000001 0 0 0"], of: "4-5")
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3, lowPower 4-5")
        #expect(cores.basis() == [.intelLeaf, .intelLeaf, .intelLeaf])
    }

    @Test func `a leaf that one CPU does not answer says nothing`() {
        var cores = SketchedCores.x86(2)
        cores.setLeaves([Self.intel, "1 1a 0 0 0 => 40000001 0 0 0"], of: "0")
        cores.setLeaves([Self.intel, "1 1a 0 0 0 => 0 0 0 0"], of: "1")
        #expect(cores.kinds() == "uniform 0-1")
    }

    @Test func `atom cores alone are of one kind`() {
        var cores = SketchedCores.x86(4, model: 0xBE)
        cores.setLeaves([Self.intel, Self.uncached, "1 1a 0 0 0 => 20000001 0 0 0"], of: "0-3")
        #expect(cores.kinds() == "uniform 0-3")
        #expect(cores.device().processor.microarchitecture == "Gracemont")
    }

    private static let amd = [
        "1 0 0 0 0 => 10 68747541 444d4163 69746e65", "1 80000000 0 0 0 => 80000028 68747541 444d4163 69746e65",
    ]

    @Test(arguments: [("60000001", "performance 0-1, dense 2-3"), ("20000001", "uniform 0-3")])
    func `AMD's leaf tells dense cores where it says that the cores differ`(eax: String, kinds: String) {
        var cores = SketchedCores.x86(4, vendor: "AuthenticAMD", family: 26, model: 0x24)
        cores.setLeaves(Self.amd + ["5 80000026 0 0 0 => \(eax) 2 100 0"], of: "0-1")
        cores.setLeaves(Self.amd + ["5 80000026 0 0 0 => \(eax) 10000002 100 0"], of: "2-3")
        #expect(cores.kinds() == kinds)
    }

    @Test func `a guest to which the leaves speak has kinds`() {
        var cores = SketchedCores.x86(2, flags: "lm sse2 hypervisor")
        cores.setLeaves([Self.intel, "1 1a 0 0 0 => 40000001 0 0 0"], of: "0")
        cores.setLeaves([Self.intel, "1 1a 0 0 0 => 20000001 0 0 0"], of: "1")
        #expect(cores.kinds() == "performance 0, efficiency 1")
    }
}
