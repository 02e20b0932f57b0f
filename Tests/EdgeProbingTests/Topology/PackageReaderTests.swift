import EdgeRecords
import Testing

@Suite struct PackageReaderTests {
    private let root = SketchedProcessor.root

    private func arm(parts: [String], packages: [Int], clusters: [String] = []) -> SketchedProcessor {
        let last = parts.count - 1
        var sketch = SketchedProcessor(online: "0-\(last)", cores: (0...last).map(String.init))
        sketch.files["proc/cpuinfo"] = parts.enumerated()
            .map { "processor : \($0)\nCPU implementer : 0x41\nCPU part : \($1)\n" }.joined(separator: "\n")
        for (cpu, package) in packages.enumerated() {
            sketch.add("topology/physical_package_id", "\(package)", toEachOf: "\(cpu)")
        }
        for cluster in clusters { sketch.add("topology/cluster_cpus_list", cluster, toEachOf: cluster) }
        return sketch
    }

    @Test func `packages are counted over online cores`() {
        var sketch = SketchedProcessor(online: "0-2", present: "0-3", cores: ["0", "1", "2", "3"])
        for cpu in 0...3 { sketch.add("topology/physical_package_id", "\(cpu / 2 * 36)", toEachOf: "\(cpu)") }
        let processor = sketch.probed().processor
        #expect(processor.packages == 2)
        #expect(processor.packageCPUs == [[0, 1], [2]])
    }

    @Test func `minus one means unknown, not none and not one each`() {
        var sketch = SketchedProcessor(online: "0-3", cores: ["0-1", "2-3"])
        sketch.add("topology/physical_package_id", "-1", toEachOf: "0-3")
        for core in ["0-1", "2-3"] { sketch.add("topology/core_siblings_list", core, toEachOf: core) }
        let device = sketch.probed()
        #expect(device.processor.packages == nil)
        #expect(device.processor.packageCPUs.isEmpty)
        #expect(device.unknowns.contains { $0.fact == "processor.packages" })
    }

    @Test func `a sibling list over all CPUs is one package though its number is unknown`() {
        var sketch = SketchedProcessor(online: "0-1", cores: ["0-1"])
        sketch.add("topology/physical_package_id", "-1", toEachOf: "0-1")
        sketch.add("topology/package_cpus_list", "0-1", toEachOf: "0-1")
        #expect(sketch.probed().processor.packages == 1)
    }

    @Test(arguments: ["-1", "0"])
    func `books and drawers of s390x are no packages`(socket: String) {
        var sketch = SketchedProcessor(online: "0-1", cores: ["0", "1"])
        sketch.add("topology/physical_package_id", socket, toEachOf: "0-1")
        sketch.add("topology/core_siblings_list", "0-1", toEachOf: "0-1")
        sketch.add("topology/book_id", "1", toEachOf: "0-1")
        #expect(sketch.probed().processor.packages == nil)
    }

    @Test func `a phone's package ids number its clusters`() {
        let device = arm(parts: ["0xd05", "0xd05", "0xd0a", "0xd0a"], packages: [0, 0, 1, 1]).probed()
        #expect(device.processor.packages == 1)
        #expect(device.processor.clusters == [[0, 1], [2, 3]])
        #expect(device.evidence.contains { $0.fact == "processor.packages" && $0.disagreements.map(\.value) == ["2"] })
    }

    @Test func `two clusters of one design are still one chip`() {
        let device = arm(parts: ["0xd03", "0xd03", "0xd03", "0xd03"], packages: [0, 0, 1, 1]).probed()
        #expect(device.processor.packages == 1)
    }

    @Test func `an Arm server's packages have memory nodes of their own`() {
        var sketch = arm(parts: Array(repeating: "0xd01", count: 4), packages: [36, 36, 8442, 8442])
        sketch.files["sys/devices/system/node/node0/cpulist"] = "0-1"
        sketch.files["sys/devices/system/node/node1/cpulist"] = "2-3"
        #expect(sketch.probed().processor.packages == 2)
    }

    @Test func `the processor list names packages where sysfs does not`() {
        var sketch = SketchedProcessor(online: "0-3")
        sketch.files["proc/cpuinfo"] = (0...3)
            .map { "processor : \($0)\nphysical id : \($0 % 2)\ncore id : \($0 / 2 * 8)\n" }.joined(separator: "\n")
        let processor = sketch.probed().processor
        #expect(processor.packages == 2)
        #expect(processor.cores == [[0], [1], [2], [3]])
        #expect(processor.packageCPUs == [[0, 2], [1, 3]])
    }
}
