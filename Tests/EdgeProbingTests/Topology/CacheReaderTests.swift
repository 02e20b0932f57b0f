import EdgeRecords
import Testing

@Suite struct CacheReaderTests {
    private let root = SketchedProcessor.root

    private func caches(_ device: Device, level: Int) -> [Device.Cache] {
        device.processor.caches.filter { $0.level == level }
    }

    @Test func `instances are counted once, with the CPUs behind each`() {
        var sketch = SketchedProcessor(online: "0-3", cores: ["0-1", "2-3"])
        sketch.addCache(0, level: 1, type: "Data", size: "48K", sharedBy: "0-1")
        sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: "2-3")
        sketch.addCache(3, level: 3, type: "Unified", size: "12M", sharedBy: "0-3")
        let device = sketch.probed()
        #expect(caches(device, level: 1).map(\.bytes) == [49_152, 32_768])
        #expect(caches(device, level: 1).map(\.sharedBy) == [[0, 1], [2, 3]])
        #expect(caches(device, level: 3).map(\.bytes) == [12_582_912])
    }

    @Test func `modules share an instruction cache though their CPUs are cores of their own`() {
        var sketch = SketchedProcessor(online: "0-1", cores: ["0", "1"])
        sketch.addCache(0, level: 1, type: "Data", size: "16K", sharedBy: "0")
        sketch.addCache(0, level: 1, type: "Data", size: "16K", sharedBy: "1")
        sketch.addCache(1, level: 1, type: "Instruction", size: "64K", sharedBy: "0-1")
        let found = sketch.probed().processor.caches
        #expect(found.filter { $0.kind == .data }.count == 2)
        #expect(found.filter { $0.kind == .instruction }.map(\.sharedBy) == [[0, 1]])
    }

    @Test func `offline CPUs share nothing`() {
        var sketch = SketchedProcessor(online: "0-1", present: "0-3", cores: ["0", "1"])
        sketch.addCache(2, level: 2, type: "Unified", size: "1024K", sharedBy: "0-3")
        #expect(sketch.probed().processor.caches.map(\.sharedBy) == [[0, 1]])
    }

    @Test func `old kernels name the sharers in a mask`() {
        var sketch = SketchedProcessor(online: "0-1", cores: ["0", "1"])
        sketch.addCache(2, level: 2, type: "Unified", size: "1M", sharedBy: "0-1")
        for cpu in 0...1 { sketch.files["\(root)/cpu\(cpu)/cache/index2/shared_cpu_list"] = nil }
        sketch.add("cache/index2/shared_cpu_map", "00000000,00000003", toEachOf: "0-1")
        #expect(sketch.probed().processor.caches.map(\.sharedBy) == [[0, 1]])
    }

    @Test(arguments: ["garbage", "-48K", "99999999999999999999K", "48KB", "", "9999999999999G", "4٣K"])
    func `a damaged size is unknown`(size: String) {
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.addCache(0, level: 1, type: "Data", size: size, sharedBy: "0")
        let device = sketch.probed()
        #expect(device.processor.caches.map(\.bytes) == [nil])
        #expect(device.warnings.contains { $0.where.hasSuffix("index0/size") } == !size.isEmpty)
        #expect(device.unknowns.contains { $0.fact == "processor.caches.bytes" })
    }

    @Test(arguments: [("48K", 49_152), ("1M", 1_048_576), ("512", 512), ("2G", 2_147_483_648)])
    func `sizes carry their unit`(size: String, bytes: Int) {
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.addCache(0, level: 1, type: "Data", size: size, sharedBy: "0")
        #expect(sketch.probed().processor.caches.map(\.bytes) == [bytes])
    }

    @Test func `a second level typed as data is reported as it is`() {
        var sketch = SketchedProcessor(online: "0-1", cores: ["0", "1"])
        sketch.addCache(2, level: 2, type: "Data", size: "6144K", sharedBy: "0-1")
        #expect(sketch.probed().processor.caches.map(\.kind) == [.data])
    }

    @Test(arguments: [("0", "Data"), ("banana", "Data"), ("1", "Victim"), ("-1", "Unified")])
    func `a folder that does not say what it is is left out`(level: String, type: String) {
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.add("cache/index0/level", level, toEachOf: "0")
        sketch.add("cache/index0/type", type, toEachOf: "0")
        let device = sketch.probed()
        #expect(device.processor.caches.isEmpty)
        #expect(device.warnings.contains { $0.where.contains("cache/index0") })
    }

    @Test func `a cache folder missing for some CPUs is a warning, and the rest is reported`() {
        var sketch = SketchedProcessor(online: "0-2", cores: ["0", "1", "2"])
        for cpu in 0...1 { sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: "\(cpu)") }
        let device = sketch.probed()
        #expect(device.processor.caches.count == 2)
        #expect(device.warnings.contains { $0.what == "the first-level caches of CPUs 2 are not all known" })
    }

    @Test func `lists that overlap without being equal count each CPU once, with a warning`() {
        var sketch = SketchedProcessor(online: "0-2", cores: ["0", "1", "2"])
        for (cpu, list) in [(0, "0-1"), (1, "0-1"), (2, "1-2")] {
            sketch.add("cache/index2/level", "2", toEachOf: "\(cpu)")
            sketch.add("cache/index2/type", "Unified", toEachOf: "\(cpu)")
            sketch.add("cache/index2/shared_cpu_list", list, toEachOf: "\(cpu)")
        }
        let device = sketch.probed()
        #expect(device.processor.caches.map(\.sharedBy) == [[0, 1], [2]])
        #expect(device.warnings.contains { $0.what.contains("disagree") })
    }

    @Test func `folders with sharers alone keep the customary order of x86`() {
        var sketch = SketchedProcessor(online: "0-1")
        sketch.files["proc/cpuinfo"] = """
            processor : 0
            cpu family : 6
            flags : fpu

            processor : 1
            cpu family : 6
            flags : fpu
            """
        for index in 0...2 { sketch.add("cache/index\(index)/shared_cpu_list", "0-1", toEachOf: "0-1") }
        let device = sketch.probed()
        #expect(device.processor.caches.map(\.level) == [1, 1, 2])
        #expect(device.processor.caches.map(\.kind) == [.data, .instruction, .unified])
        #expect(device.processor.caches.allSatisfy { $0.bytes == nil })
    }

    @Test func `a guest's last level belongs to the host too`() {
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.files["proc/cpuinfo"] = "processor : 0\ncpu family : 6\nflags : fpu hypervisor\n"
        sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: "0")
        sketch.addCache(3, level: 3, type: "Unified", size: "260M", sharedBy: "0")
        #expect(sketch.probed().processor.caches.map(\.sharedWithHost) == [false, true])
    }

    @Test func `a guest that only its firmware gives away shares its last level too`() {
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.files["sys/class/dmi/id/sys_vendor"] = "QEMU"
        sketch.files["sys/class/dmi/id/product_name"] = "KVM Virtual Machine"
        sketch.addCache(0, level: 1, type: "Data", size: "64K", sharedBy: "0")
        sketch.addCache(3, level: 3, type: "Unified", size: "32M", sharedBy: "0")
        #expect(sketch.probed().processor.caches.map(\.sharedWithHost) == [false, true])
    }

    @Test func `s390x lists its private caches in the processor list`() {
        let device = SketchedDevice([
            "proc/cpuinfo": """
            vendor_id       : IBM/S390
            # processors    : 2
            cache0          : level=1 type=Data scope=Private size=128K line_size=256 associativity=8
            cache1          : level=3 type=Unified scope=Shared size=49152K line_size=256 associativity=12
            processor 0: version = FF,  identification = 000000,  machine = 2964
            processor 1: version = FF,  identification = 000000,  machine = 2964
            """
        ]).probed()
        #expect(device.processor.caches.map(\.bytes) == [131_072, 131_072])
        #expect(device.processor.caches.map(\.sharedBy) == [[0], [1]])
        #expect(device.unknowns.contains { $0.fact == "processor.caches" && $0.reason.contains("level 3") })
    }
}
