import EdgeProbing
import EdgeRecords
import Testing

@Suite struct MeasuredKindTests {
    @Test func `favoured cores of one kind differ by some per cent`() {
        var cores = SketchedCores.x86(4)
        cores.setMaximum(3900, of: "0-1")
        cores.setMaximum(4000, of: "2-3")
        #expect(cores.kinds() == "uniform 0-3")
        #expect(cores.basis() == [.uniform])
        let evidence = cores.device().evidence.first { $0.fact == "processor.coreKinds" }
        #expect(evidence?.disagreements.contains { $0.value == "2 different frequency ceilings" } == true)
    }

    @Test func `a gap between the ceilings makes kinds`() {
        var cores = SketchedCores.x86(4)
        cores.setMaximum(5000, of: "0-1")
        cores.setMaximum(3900, of: "2-3")
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3")
        #expect(cores.basis() == [.frequency, .frequency])
        #expect(cores.device().processor.coreKinds.map(\.maxMegahertz) == [5000, 3900])
    }

    @Test func `AMD's slower cores are dense ones`() {
        var cores = SketchedCores.x86(4, vendor: "AuthenticAMD", family: 26, model: 0x60)
        cores.setMaximum(3500, of: "0,2")
        cores.setMaximum(5000, of: "1,3")
        #expect(cores.kinds() == "performance 1,3, dense 0,2")
        #expect(cores.device().processor.coreKinds.map(\.design) == ["Zen 5", "Zen 5c"])
    }

    @Test func `a chain of small steps is one kind`() {
        var cores = SketchedCores.x86(4)
        for (cpu, megahertz) in [4000, 4400, 4900, 5500].enumerated() { cores.setMaximum(megahertz, of: "\(cpu)") }
        #expect(cores.kinds() == "uniform 0-3")
    }

    @Test func `ceilings of policies stand in where no CPU links to them`() {
        var cores = SketchedCores.x86(4)
        for (policy, cpus, kilohertz) in [(0, "0 1", 5_000_000), (2, "2 3", 3_000_000)] {
            cores.sketch.files["\(SketchedCores.root)/cpufreq/policy\(policy)/related_cpus"] = cpus
            cores.sketch.files["\(SketchedCores.root)/cpufreq/policy\(policy)/cpuinfo_max_freq"] = "\(kilohertz)"
        }
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3")
    }

    @Test func `a ceiling that one CPU lacks proves nothing`() {
        var cores = SketchedCores.x86(3)
        cores.setMaximum(5000, of: "0")
        cores.setMaximum(3000, of: "1")
        #expect(cores.kinds() == "uniform 0-2")
    }

    @Test func `base clocks tell kinds whose highest clocks are close`() {
        var cores = SketchedCores.x86(4)
        cores.setMaximum(3000, of: "0-3")
        cores.set("cpufreq/base_frequency", "2000000", of: "0")
        cores.set("cpufreq/base_frequency", "1400000", of: "1-3")
        #expect(cores.kinds() == "performance 0, efficiency 1-3")
    }

    @Test func `equal cores with a preferred base clock are one kind`() {
        var cores = SketchedCores.x86(4)
        cores.setMaximum(3000, of: "0-3")
        cores.set("cpufreq/base_frequency", "2700000", of: "0")
        cores.set("cpufreq/base_frequency", "2100000", of: "1-3")
        for cpu in 0..<4 { cores.sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: "\(cpu)") }
        #expect(cores.kinds() == "uniform 0-3")
    }

    @Test func `another first cache is another kind`() {
        var cores = SketchedCores.x86(4)
        for cpu in 0..<4 {
            cores.sketch.addCache(0, level: 1, type: "Data", size: cpu < 2 ? "48K" : "32K", sharedBy: "\(cpu)")
        }
        #expect(cores.kinds() == "performance 0-1, efficiency 2-3")
        #expect(cores.basis() == [.cache, .cache])
    }

    @Test func `a cache folder that is missing proves nothing`() {
        var cores = SketchedCores.x86(3)
        cores.sketch.addCache(0, level: 1, type: "Data", size: "48K", sharedBy: "0")
        cores.sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: "1")
        #expect(cores.kinds() == "uniform 0-2")
    }

    @Test func `another last cache is no kind`() {
        var cores = SketchedCores.x86(4, vendor: "AuthenticAMD", family: 25, model: 0x61)
        for (cpus, size) in [("0-1", "98304K"), ("2-3", "32768K")] {
            cores.sketch.addCache(3, level: 3, type: "Unified", size: size, sharedBy: cpus)
        }
        cores.setMaximum(5250, of: "0-1")
        cores.setMaximum(5750, of: "2-3")
        #expect(cores.kinds() == "uniform 0-3")
    }

    @Test func `threads on some cores only make kinds`() {
        #expect(SketchedCores.x86(6, smt: ["0-1", "2-3"]).kinds() == "performance 0-3, efficiency 4-5")
    }

    @Test func `a thread that is offline makes no kind`() {
        var cores = SketchedCores.x86(4, smt: ["0-1", "2-3"])
        cores.sketch.files["\(SketchedCores.root)/online"] = "0-2"
        #expect(cores.kinds() == "uniform 0-2")
    }

    @Test func `in a guest clocks and caches prove nothing`() {
        var cores = SketchedCores.x86(4, flags: "lm sse2 hypervisor")
        cores.setMaximum(5000, of: "0-1")
        cores.setMaximum(3000, of: "2-3")
        #expect(cores.kinds() == "unknown 0-3")
        #expect(cores.basis() == [.unknown])
    }

    @Test func `a damaged ceiling is a warning and proves nothing`() {
        var cores = SketchedCores.x86(2)
        cores.set("cpufreq/cpuinfo_max_freq", "99999999999999999999", of: "0")
        cores.setMaximum(3000, of: "1")
        #expect(cores.kinds() == "uniform 0-1")
        #expect(cores.device().warnings.contains { $0.where.hasSuffix("cpu0/cpufreq/cpuinfo_max_freq") })
    }
}
