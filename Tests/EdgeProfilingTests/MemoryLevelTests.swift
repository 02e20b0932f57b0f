import EdgeProfiling
import EdgeRecords
import Testing

@Suite struct MemoryLevelTests {
    private func footprint(
        _ name: MemoryLevel.Name, threads: Int = 1, device: Device = SketchedDevice.server(cores: 16),
        memoryBytes: Int = 4 << 30
    ) throws -> Footprint? {
        let levels = MemoryLevel.all(of: device, on: Array(0..<threads))
        let level = try #require(levels.first { $0.name == name })
        return Footprint.of(level, among: levels, threads: threads, memoryBytes: memoryBytes)
    }

    @Test func `levels are data caches and DRAM`() {
        let levels = MemoryLevel.all(of: SketchedDevice.server(cores: 2, threadsEach: 2), on: [0, 1, 2])
        #expect(levels.map(\.name) == [.l1, .l2, .l3, .dram])
        #expect(levels.map(\.bytes) == [48 << 10, 1 << 20, 32 << 20, nil])
        #expect(levels.map(\.sharing) == [2, 2, 3, 1] || levels.map(\.sharing) == [1, 1, 3, 1])
    }

    @Test func `a cache of unknown size is no level`() {
        var device = SketchedDevice.server(cores: 1)
        device.processor.caches[2].bytes = nil
        #expect(MemoryLevel.all(of: device, on: [0]).map(\.name) == [.l1, .l3, .dram])
        #expect(MemoryLevel.all(of: Device(), on: [0]).map(\.name) == [.dram])
    }

    @Test func `a level is walked over by what lies in it and in nothing nearer`() throws {
        #expect(try footprint(.l1)?.bytes == 24 << 10)
        #expect(try footprint(.l2, threads: 2)?.bytes == 1 << 20)
        #expect(try footprint(.l3)?.bytes == 8 << 20)
        #expect(try footprint(.dram)?.bytes == 384 << 20)
        #expect(try footprint(.dram)?.sliceBytes == 32 << 20)
    }

    @Test func `many threads share the last level`() throws {
        let four = try #require(try footprint(.l3, threads: 4))
        #expect(four.regionBytes == 3 << 20)
        // Sixteen second levels together hold half of it: what each thread has beside its own is too little.
        #expect(try footprint(.l3, threads: 16)?.regionBytes == 3 << 19)
        var device = SketchedDevice.server(cores: 16)
        device.processor.caches[device.processor.caches.count - 1].bytes = 16 << 20
        #expect(try footprint(.l3, threads: 16, device: device) == nil)
    }

    @Test func `a small device's memory is not filled`() throws {
        let small = try #require(try footprint(.dram, threads: 2, memoryBytes: 64 << 20))
        #expect(small.bytes <= 64 << 20)
        #expect(small.sliceBytes * 5 <= small.regionBytes)
        #expect(try footprint(.l3, memoryBytes: 1 << 20) == nil)
    }

    @Test func `the level that holds a working set is the nearest large enough`() {
        let levels = MemoryLevel.all(of: SketchedDevice.server(cores: 4), on: [0, 1])
        #expect(Roofline.level(holding: 40 << 10, of: levels, threads: 1) == .l1)
        #expect(Roofline.level(holding: 90 << 10, of: levels, threads: 2) == .l1)
        #expect(Roofline.level(holding: 90 << 10, of: levels, threads: 1) == .l2)
        #expect(Roofline.level(holding: 20 << 20, of: levels, threads: 2) == .l3)
        #expect(Roofline.level(holding: 1 << 30, of: levels, threads: 2) == .dram)
    }

    @Test(arguments: [(1.0, "read-l2", 0.5), (100.0, "compute", 0.2)])
    func `the lower ceiling binds`(intensity: Double, bound: String, fraction: Double) {
        let roofline = Roofline(
            operationsPerSecond: 50e9, operationsPerByte: intensity, peak: 250e9, bandwidth: ("read-l2", 100e9))
        #expect(roofline.bound == bound)
        #expect(roofline.fraction == fraction)
    }
}
