import EdgeRecords
import Testing

@Suite struct ClusterReaderTests {
    @Test func `the kernel's clusters of cores are kept`() {
        var sketch = SketchedProcessor(online: "0-3", cores: ["0", "1", "2", "3"], packages: ["0-3"])
        for cluster in ["0-1", "2-3"] { sketch.add("topology/cluster_cpus_list", cluster, toEachOf: cluster) }
        #expect(sketch.probed().processor.clusters == [[0, 1], [2, 3]])
    }

    @Test func `clusters that only repeat the cores give way to shared caches`() {
        var sketch = SketchedProcessor(online: "0-3", cores: ["0-1", "2-3"], packages: ["0-3"])
        for core in ["0-1", "2-3"] { sketch.add("topology/cluster_cpus_list", core, toEachOf: core) }
        sketch.addCache(2, level: 2, type: "Unified", size: "1M", sharedBy: "0-1")
        sketch.addCache(2, level: 2, type: "Unified", size: "1M", sharedBy: "2-3")
        sketch.addCache(3, level: 3, type: "Unified", size: "8M", sharedBy: "0-3")
        #expect(sketch.probed().processor.clusters == [[0, 1, 2, 3]])
    }

    @Test func `efficient cores share a second level, fast ones do not`() {
        var sketch = SketchedProcessor(online: "0-5", cores: ["0-1", "2", "3", "4", "5"], packages: ["0-5"])
        sketch.addCache(2, level: 2, type: "Unified", size: "2M", sharedBy: "0-1")
        sketch.addCache(2, level: 2, type: "Unified", size: "4M", sharedBy: "2-5")
        #expect(sketch.probed().processor.clusters == [[0, 1], [2, 3, 4, 5]])
    }

    @Test func `without a word on clusters none is named`() {
        let device = SketchedProcessor(online: "0-1", cores: ["0", "1"]).probed()
        #expect(device.processor.clusters.isEmpty)
        #expect(device.unknowns.contains { $0.fact == "processor.clusters" })
    }
}
