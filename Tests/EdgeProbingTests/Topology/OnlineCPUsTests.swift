import EdgeRecords
import Testing

@Suite struct OnlineCPUsTests {
    private let root = SketchedProcessor.root

    @Test func `a CPU that could be plugged in later is not offline`() {
        var sketch = SketchedProcessor(online: "0-3", present: "0-4")
        sketch.files["\(root)/possible"] = "0-191"
        #expect(sketch.probed().processor.offlineCPUs == [4])
    }

    @Test func `flags of the CPU folders stand in for the list`() {
        let device = SketchedDevice([
            "\(root)/cpu0/topology/core_id": "0", "\(root)/cpu1/online": "0", "\(root)/cpu2/online": "1",
            "\(root)/cpufreq/boost": "1",
        ]).probed()
        #expect(device.processor.onlineCPUs == [0, 2])
        #expect(device.processor.offlineCPUs == [1])
    }

    @Test func `the kernel's statistics stand in where sysfs is missing`() {
        let device = SketchedDevice(["proc/stat": "cpu  1 2 3\ncpu0 1 2 3\ncpu5 1 2 3\nintr 9"]).probed()
        #expect(device.processor.onlineCPUs == [0, 5])
    }

    @Test func `another count is noted beside the one believed`() throws {
        var sketch = SketchedProcessor(online: "0-1")
        sketch.files["proc/stat"] = "cpu 1\ncpu0 1\ncpu1 1\ncpu2 1"
        let evidence = try #require(sketch.probed().evidence.first { $0.fact == "processor.onlineCPUs" })
        #expect(evidence.value == "0-1")
        #expect(evidence.disagreements.contains { $0.from == "/proc/stat" && $0.value == "0-2" })
    }

    @Test func `CPUs online beyond the possible ones are counted, with a warning`() {
        var sketch = SketchedProcessor(online: "0-9", present: "0-3")
        sketch.files["\(root)/possible"] = "0-3"
        sketch.files["\(root)/kernel_max"] = "7"
        let device = sketch.probed()
        #expect(device.processor.logicalCPUs == 10)
        #expect(device.warnings.map(\.where).contains("\(root)/possible"))
        #expect(device.warnings.map(\.where).contains("\(root)/kernel_max"))
    }

    @Test(arguments: ["banana", "3-1", "0-99999999", "-1", "0,,1", "0-3:9"])
    func `a damaged list gives way to the next source, with a warning`(list: String) {
        let device = SketchedDevice(["\(root)/online": list, "proc/stat": "cpu0 1"]).probed()
        #expect(device.processor.onlineCPUs == [0])
        #expect(device.warnings.contains { $0.where == "\(root)/online" })
    }
}
