import EdgeProfiling
import EdgeRecords
import Testing

@Suite struct PlacementTests {
    private func counts(_ device: Device) throws -> [Int] {
        try Placement.all(on: device).filter { $0.coreKind == nil }.map(\.threads)
    }

    @Test func `few threads are all tried, many by doubling`() throws {
        #expect(try counts(SketchedDevice.server(cores: 2)) == [1, 2])
        #expect(try counts(SketchedDevice.server(cores: 8)) == Array(1...8))
        #expect(try counts(SketchedDevice.server(cores: 12)) == [1, 2, 4, 8, 12])
        #expect(try counts(SketchedDevice.server(cores: 64)) == [1, 2, 4, 8, 16, 32, 64])
    }

    @Test func `threads share a core only when none is free`() throws {
        let placements = try Placement.all(on: SketchedDevice.server(cores: 2, threadsEach: 2))
        #expect(placements.map(\.cpus) == [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]])
    }

    @Test func `each kind of core is measured alone, and the faster one comes first`() throws {
        let placements = try Placement.all(on: SketchedDevice.bigLittle)
        #expect(placements.first?.cpus == [4])
        let kinds = placements.filter { $0.coreKind != nil }
        #expect(
            kinds.map(\.name) == [
                "1 thread on little cores", "4 threads on little cores", "1 thread on big cores",
                "2 threads on big cores",
            ])
        #expect(kinds.map(\.cpus) == [[0], [0, 1, 2, 3], [4], [4, 5]])
    }

    @Test func `CPUs that this process may not use are left out`() throws {
        var device = SketchedDevice.server(cores: 8)
        device.limits.affinity = [2, 3, 5]
        device.limits.cpuset = [3, 5, 6]
        device.limits.usableCPUs = 2
        #expect(try Placement.all(on: device).map(\.cpus) == [[3], [3, 5]])
    }

    @Test func `a quota allows fewer threads than CPUs`() throws {
        var device = SketchedDevice.server(cores: 8)
        device.limits.usableCPUs = 1
        #expect(try Placement.all(on: device).map(\.cpus) == [[0]])
    }

    @Test func `a list of threads is taken as it is`() throws {
        let placements = try Placement.all(on: SketchedDevice.bigLittle, threads: [4, 2])
        #expect(placements.map(\.threads) == [4, 2])
        #expect(throws: ProfilingError.tooManyThreads(asked: 7, usable: 6, limit: .online)) {
            try Placement.all(on: SketchedDevice.bigLittle, threads: [1, 7])
        }
    }

    @Test func `a device of which nothing is known has one thread`() throws {
        #expect(try Placement.all(on: Device()).map(\.threads) == [1])
    }
}

@Suite struct ClusteredPlacementTests {
    private func cpus(_ device: Device) throws -> [[Int]] { try Placement.clustered(on: device).map(\.cpus) }

    @Test func `in one cluster threads double up to all cores, and second threads of cores come last`() throws {
        #expect(try cpus(SketchedDevice.server(cores: 2)) == [[0], [0, 1]])
        #expect(try cpus(SketchedDevice.server(cores: 6)).map(\.count) == [1, 2, 4, 6])
        #expect(
            try cpus(SketchedDevice.server(cores: 4, threadsEach: 2)) == [
                [0], [0, 1], [0, 1, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7],
            ])
    }

    @Test func `clusters are joined from the fastest down, and each kind is tried alone`() throws {
        var device = SketchedDevice.bigLittle
        device.processor.clusters = [[0, 1, 2, 3], [4, 5]]
        let placements = try Placement.clustered(on: device)
        #expect(placements.map(\.cpus) == [[4], [4, 5], [0], [0, 1], [0, 1, 2, 3], [4, 5, 0, 1, 2, 3]])
        #expect(placements.map(\.coreKind) == [nil, nil, "little", "little", "little", nil])
    }

    @Test func `of clusters alike one is tried in part`() throws {
        var device = SketchedDevice.server(cores: 8)
        device.processor.clusters = [[0, 1, 2, 3], [4, 5, 6, 7]]
        #expect(try cpus(device) == [[0], [0, 1], [0, 1, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7]])
    }

    @Test func `a quota between clusters is tried as it is`() throws {
        var device = SketchedDevice.server(cores: 8)
        device.limits.usableCPUs = 3
        #expect(try cpus(device) == [[0], [0, 1], [0, 1, 2]])
    }

    @Test func `more threads than CPUs are refused with the limit, unless they are wanted`() throws {
        var device = SketchedDevice.server(cores: 2)
        device.limits.bindingConstraint = .quota
        let refusal = ProfilingError.tooManyThreads(asked: 4, usable: 2, limit: .quota)
        #expect(throws: refusal) { try Placement.clustered(on: device, threads: [1, 4]) }
        #expect(refusal.why.contains("quota") && refusal.remedy.contains("--oversubscribe"))
        let placements = try Placement.clustered(on: device, threads: [4], isOversubscribed: true)
        #expect(placements.map(\.threads) == [4] && placements.map(\.cpus) == [[0, 1]])
    }

    @Test func `a device of which nothing is known has one thread`() throws {
        #expect(try Placement.clustered(on: Device()).map(\.threads) == [1])
    }
}
