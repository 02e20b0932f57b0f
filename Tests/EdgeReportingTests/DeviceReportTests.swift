import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

@Suite struct DeviceReportTests {
    @Test(arguments: [40, 60, 100])
    func `the summary fits the width`(width: Int) throws {
        let text = DeviceSummary(ExampleDevices.hybridLaptop).text(width: width)
        // A single word, such as the class, is never broken.
        let broken = text.split(separator: "\n").filter { $0.split(separator: " ").count > 1 }
        #expect(broken.allSatisfy { $0.count <= width })
        try expectGolden(text, named: "hybrid-summary-\(width).txt")
    }

    @Test func `the summary counts equal parts and says what limits`() throws {
        try expectGolden(DeviceSummary(ExampleDevices.twoPackageServer).text(), named: "server-summary.txt")
    }

    @Test func `the explanation names sources, disagreement and unknowns`() throws {
        try expectGolden(DeviceExplanation.text(of: ExampleDevices.twoPackageServer), named: "server-explanation.txt")
        try expectGolden(
            DeviceExplanation.text(of: ExampleDevices.hybridLaptop, width: 60), named: "hybrid-explanation-60.txt")
    }

    @Test func `an unknown device still gives a summary and a picture`() throws {
        try expectGolden(DeviceSummary(Device()).text(), named: "unknown-summary.txt")
        try expectGolden(TopologyPicture.svg(of: Device()), named: "unknown.svg")
    }

    @Test func `a name that tells the kind is not followed by it, and many warnings are cut short`() {
        var device = Device()
        device.accelerators = [
            Device.Accelerator(kind: .npu, bus: .pci, identifier: "8086:ad1d"),
            Device.Accelerator(kind: .gpu, bus: .pci, identifier: "10de:27b8"),
        ]
        device.accelerators[0].name = "NPU (Arrow Lake)"
        device.accelerators[1].name = "L4"
        device.warnings = (1...20).map { Warning(what: "file \($0)", where: "", why: "why", remedy: "mend it") }
        let text = DeviceSummary(device).text()
        #expect(text.contains("NPU (Arrow Lake): ") && text.contains("L4 GPU: "))
        #expect(text.contains("20 warnings") && text.contains("file 8:") && !text.contains("file 9:"))
        #expect(text.contains("and 12 more: see --explain"))
    }

    @Test func `the picture shows every kind of core`() throws {
        try expectGolden(TopologyPicture.svg(of: ExampleDevices.hybridLaptop), named: "hybrid.svg")
    }

    @Test func `the picture of a large machine leaves the text out`() throws {
        var device = ExampleDevices.twoPackageServer
        device.processor.cores = (0..<256).map { [$0] }
        device.processor.onlineCPUs = Array(0..<256)
        device.processor.packageCPUs = [Array(0..<128), Array(128..<256)]
        device.processor.coreKinds[0].cpus = Array(0..<256)
        device.processor.caches = (0..<32).map {
            Device.Cache(level: 3, kind: .unified, bytes: 32 << 20, sharedBy: Array($0 * 8..<$0 * 8 + 8))
        }
        try expectGolden(TopologyPicture.svg(of: device), named: "large.svg")
    }

    @Test func `the doctor names what is missing first, with the command that mends it`() throws {
        let answer = DoctorAnswer(checks: [
            DoctorAnswer.Check(capability: "kernels", state: .ready, detail: "AVX2 executes"),
            DoctorAnswer.Check(
                capability: "governor", state: .degraded,
                detail: "the frequency governor is powersave, which lets the clock sink",
                remedy: "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor"),
            DoctorAnswer.Check(
                capability: "gpu-0", state: .missing, detail: "libcuda.so.1 was not found",
                remedy: "sudo apt-get install libcuda1"),
        ])
        try expectGolden(DoctorText.text(of: answer, width: 80), named: "doctor-80.txt")
    }
}
