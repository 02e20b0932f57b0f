import EdgeRecords
import Testing

/// Trees that hold nothing but CPUID leaves.
@Suite struct ProcessorPlacesTests {
    private let intel = "GenuineIntel"
    private let amd = "AuthenticAMD"

    @Test func `leaf 0xB tells threads and packages apart`() {
        var leaves = SketchedLeaves(vendor: intel, count: 8, signature: 0x106A5)
        leaves.addLevels(0xB, [(1, 1), (2, 4)]) { UInt32($0 / 4 * 16 + $0 % 4) }
        let processor = leaves.probed()
        #expect(processor.onlineCPUs == Array(0..<8))
        #expect(processor.cores == [[0, 1], [2, 3], [4, 5], [6, 7]])
        #expect(processor.packageCPUs == [[0, 1, 2, 3], [4, 5, 6, 7]])
    }

    @Test func `leaf 0x1F has levels between core and package`() {
        var leaves = SketchedLeaves(vendor: intel, count: 8, signature: 0x806F8)
        leaves.addLevels(0x1F, [(1, 1), (2, 2), (5, 3)]) { UInt32($0) }
        leaves.addLevels(0xB, [(1, 1), (2, 2)]) { UInt32($0) }
        let processor = leaves.probed()
        #expect(processor.physicalCores == 4)
        #expect(processor.packages == 1)
    }

    @Test func `an empty leaf 0xB gives way to the core numbers of Zen, which repeat in each node`() {
        var leaves = SketchedLeaves(vendor: amd, count: 8, signature: 0x800F12)
        leaves.add(0xB) { _ in (0, 0, 0, 0) }
        leaves.add(0x8000_0001) { _ in (0x800F12, 0, 1 << 22, 0) }
        leaves.add(0x8000_0008) { _ in (0, 0, 7 << 12 | 7, 0) }
        // Two nodes of two cores each, the places of nodes far apart.
        leaves.add(0x8000_001E) { cpu in
            let node = UInt32(cpu / 4)
            return (node * 32 + UInt32(cpu % 4), 1 << 8 | UInt32(cpu % 4 / 2), 1 << 8 | node, 0)
        }
        let processor = leaves.probed()
        #expect(processor.cores == [[0, 1], [2, 3], [4, 5], [6, 7]])
        #expect(processor.packages == 1)
    }

    @Test func `two cores of a module are no threads`() {
        var leaves = SketchedLeaves(vendor: amd, count: 4, signature: 0x600F12)
        leaves.add(0x8000_0001) { _ in (0x600F12, 0, 1 << 22, 0) }
        leaves.add(0x8000_0008) { _ in (0, 0, 4 << 12 | 3, 0) }
        leaves.add(0x8000_001E) { cpu in (UInt32(cpu), 1 << 8 | UInt32(cpu / 2), 0, 0) }
        leaves.addCache(0x8000_001D, 0, kind: 1, level: 1, places: 1, ways: 4, sets: 64)
        leaves.addCache(0x8000_001D, 1, kind: 2, level: 1, places: 2, ways: 2, sets: 512)
        let processor = leaves.probed()
        #expect(processor.physicalCores == 4)
        #expect(processor.caches.map(\.bytes) == [16_384, 16_384, 16_384, 16_384, 65_536, 65_536])
        #expect(processor.caches.suffix(2).map(\.sharedBy) == [[0, 1], [2, 3]])
    }

    @Test func `old leaves split a package's places among its cores`() {
        var leaves = SketchedLeaves(vendor: intel, count: 4, signature: 0xF43)
        leaves.addCache(4, 0, kind: 1, level: 1, places: 2, ways: 8, sets: 32)
        let processor = leaves.probed()
        // Four places and one core a package: all four CPUs are threads.
        #expect(processor.cores == [[0, 1, 2, 3]])
        #expect(processor.caches.map(\.sharedBy) == [[0, 1], [2, 3]])
    }

    @Test func `the oldest AMD leaves give a core to each CPU and caches without sharers`() {
        var leaves = SketchedLeaves(vendor: amd, count: 4, signature: 0x40F12)
        leaves.add(0x8000_0008) { _ in (0, 0, 1, 0) }
        leaves.add(0x8000_0005) { _ in (0, 0, 64 << 24 | 64, 64 << 24 | 64) }
        leaves.add(0x8000_0006) { _ in (0, 0, 1024 << 16 | 64, 4 << 18 | 64) }
        let processor = leaves.probed()
        #expect(processor.physicalCores == 4)
        #expect(processor.packageCPUs == [[0, 1], [2, 3]])
        #expect(processor.caches.filter { $0.level == 2 }.map(\.bytes) == Array(repeating: 1_048_576, count: 4))
        #expect(processor.caches.filter { $0.level == 3 }.map(\.sharedBy) == [[0, 1], [2, 3]])
    }

    @Test func `two dies of one package share nothing, though they tell the sum`() {
        var leaves = SketchedLeaves(vendor: amd, count: 12, signature: 0x10_0F91)
        leaves.add(0x8000_0008) { _ in (0, 0, 4 << 12 | 11, 0) }
        leaves.add(0x8000_0006) { _ in (0, 0, 0, 20 << 18 | 64) }
        let processor = leaves.probed()
        #expect(processor.packages == 1)
        #expect(processor.caches.map(\.bytes) == [5_242_880, 5_242_880])
        #expect(processor.caches.map(\.sharedBy) == [Array(0..<6), Array(6..<12)])
    }

    @Test func `a cache of six sharers takes eight places`() {
        var leaves = SketchedLeaves(vendor: intel, count: 6, signature: 0x106A5)
        leaves.addLevels(0xB, [(1, 1), (2, 4)]) { UInt32($0 / 3 * 8 + $0 % 3 * 2) }
        leaves.addCache(4, 0, kind: 3, level: 3, places: 6, ways: 16, sets: 8192)
        #expect(leaves.probed().caches.map(\.sharedBy) == [[0, 1, 2], [3, 4, 5]])
    }

    @Test func `a dump that repeats one CPU tells no cores, with a warning`() {
        var leaves = SketchedLeaves(vendor: intel, count: 4, signature: 0x106A5)
        leaves.addLevels(0xB, [(1, 1), (2, 4)]) { _ in 0 }
        let device = SketchedDevice(leaves.files).probed()
        #expect(device.processor.physicalCores == 4)
        #expect(device.warnings.contains { $0.where == "/cpuid" })
        #expect(device.unknowns.contains { $0.fact == "processor.cores" })
    }

    @Test func `the hypervisor's bit marks the last level as shared with the host`() {
        var leaves = SketchedLeaves(vendor: intel, count: 1, signature: 0x106A5, features: 1 << 31)
        leaves.addCache(4, 0, kind: 1, level: 1, places: 1, ways: 8, sets: 64)
        leaves.addCache(4, 1, kind: 3, level: 3, places: 1, ways: 16, sets: 8192)
        #expect(leaves.probed().caches.map(\.sharedWithHost) == [false, true])
    }

    @Test func `sizes that sysfs lacks stand in the leaves`() {
        var leaves = SketchedLeaves(vendor: intel, count: 1, signature: 0x106A5)
        leaves.addCache(4, 0, kind: 1, level: 1, places: 1, ways: 8, sets: 64)
        var sketch = SketchedProcessor(online: "0", cores: ["0"])
        sketch.addCache(0, level: 1, type: "Data", size: nil, sharedBy: "0")
        sketch.files.merge(leaves.files) { first, _ in first }
        #expect(sketch.probed().processor.caches.map(\.bytes) == [32_768])
        #expect(sketch.probed().processor.caches.map(\.lineBytes) == [64])
    }

    @Test(arguments: [
        "banana", "1 0 0", "5 b 0 0 0 => ffffffff ffffffff ffffffff ffffffff", "", "1 0 0 0 0 => 0 0 0 0",
    ])
    func `a damaged dump never stops the probe`(text: String) {
        let device = SketchedDevice(["cpuid/pu0": text, "cpuid/pu1": text, "cpuid/pu99999": text]).probed()
        #expect(device.processor.cores.flatMap { $0 } == device.processor.onlineCPUs)
    }
}
