import EdgeRecords
import Testing

@Suite struct CoreReaderTests {
    @Test func `cores are distinct sibling lists, not half the CPUs`() {
        let processor = SketchedProcessor(online: "0-5", cores: ["0-1", "2-3", "4", "5"]).probed().processor
        #expect(processor.cores == [[0, 1], [2, 3], [4], [5]])
        #expect(processor.physicalCores == 4)
        #expect(processor.logicalCPUs == 6)
    }

    @Test func `CPU numbers may be sparse and begin anywhere`() {
        let processor = SketchedProcessor(online: "6-7,10-11", cores: ["6,10", "7,11"]).probed().processor
        #expect(processor.onlineCPUs == [6, 7, 10, 11])
        #expect(processor.cores == [[6, 10], [7, 11]])
    }

    @Test func `a sibling that is offline is not counted`() {
        let processor = SketchedProcessor(online: "0-2", present: "0-3", cores: ["0,2", "1,3"]).probed().processor
        #expect(processor.cores == [[0, 2], [1]])
        #expect(processor.offlineCPUs == [3])
    }

    @Test(arguments: ["core_cpus_list", "thread_siblings_list"])
    func `old and new names of the lists are read`(name: String) {
        var sketch = SketchedProcessor(online: "0-1")
        sketch.add("topology/\(name)", "0-1", toEachOf: "0-1")
        #expect(sketch.probed().processor.physicalCores == 1)
    }

    @Test(arguments: ["core_cpus", "thread_siblings"])
    func `masks stand in for lists`(name: String) {
        var sketch = SketchedProcessor(online: "0-1,32-33")
        sketch.add("topology/\(name)", "00000001,00000001", toEachOf: "0,32")
        sketch.add("topology/\(name)", "00000002,00000002", toEachOf: "1,33")
        #expect(sketch.probed().processor.cores == [[0, 32], [1, 33]])
    }

    @Test func `a core id that repeats in each cluster names a core only together with the cluster`() {
        var sketch = SketchedProcessor(online: "0-3")
        for cpu in 0...3 {
            sketch.add("topology/core_id", "\(cpu % 2)", toEachOf: "\(cpu)")
            sketch.add("topology/cluster_id", "\(cpu / 2)", toEachOf: "\(cpu)")
        }
        #expect(sketch.probed().processor.physicalCores == 4)
    }

    @Test func `CPUs that contradict each other are kept apart, with a warning`() {
        var sketch = SketchedProcessor(online: "0-3", cores: ["2-3"])
        sketch.add("topology/core_cpus_list", "0-1", toEachOf: "0")
        sketch.add("topology/core_cpus_list", "1", toEachOf: "1")
        let device = sketch.probed()
        #expect(device.processor.cores == [[0], [1], [2, 3]])
        #expect(device.warnings.contains { $0.what.contains("disagree") })
    }

    @Test func `a CPU without a topology folder goes where another names it`() {
        var sketch = SketchedProcessor(online: "0-2", cores: ["2"])
        sketch.add("topology/core_cpus_list", "0-1", toEachOf: "0")
        let device = sketch.probed()
        #expect(device.processor.cores == [[0, 1], [2]])
        #expect(device.warnings.contains { $0.what.contains("name no siblings") })
    }

    @Test func `without any word on siblings each CPU is a core, and that is said`() {
        let device = SketchedProcessor(online: "0-3").probed()
        #expect(device.processor.physicalCores == 4)
        #expect(device.unknowns.contains { $0.fact == "processor.cores" })
    }

    @Test func `an empty tree has no cores`() {
        let device = SketchedDevice([:]).probed()
        #expect(device.processor.physicalCores == nil)
        #expect(device.processor.logicalCPUs == 0)
        #expect(device.unknowns.contains { $0.fact == "processor.physicalCores" })
    }
}
