import EdgeRecords
import Testing

@Suite struct NodeReaderTests {
    private let root = "sys/devices/system/node"

    private func device(_ nodes: [String: String], online: String = "0-3") -> Device {
        var files = [SketchedProcessor.root + "/online": online]
        for (path, text) in nodes { files["\(root)/\(path)"] = text }
        return SketchedDevice(files).probed()
    }

    @Test func `nodes carry CPUs, memory and distances`() {
        let nodes = device([
            "online": "0-1", "node0/cpulist": "0,2", "node1/cpulist": "1,3", "node0/distance": "10 21",
            "node0/meminfo": "Node 0 MemTotal:       16424556 kB\nNode 0 MemFree: 1 kB",
        ]).numaNodes
        #expect(nodes.map(\.cpus) == [[0, 2], [1, 3]])
        #expect(nodes.map(\.memoryBytes) == [16_818_745_344, nil])
        #expect(nodes.first?.distances == [10, 21])
    }

    @Test func `without node folders nothing is invented`() {
        let found = device([:])
        #expect(found.numaNodes.isEmpty)
        #expect(found.unknowns.contains { $0.fact == "numaNodes" })
    }

    @Test func `a node without CPUs is memory alone`() {
        let nodes = device(["node0/cpulist": "0-3", "node1/cpulist": ""]).numaNodes
        #expect(nodes.map(\.cpus) == [[0, 1, 2, 3], []])
    }

    @Test func `nodes that each claim all CPUs are one, with the machine's memory`() {
        var files = [SketchedProcessor.root + "/online": "0-3", "proc/meminfo": "MemTotal: 16000000 kB"]
        for node in 0...7 {
            files["\(root)/node\(node)/cpulist"] = "0-3"
            files["\(root)/node\(node)/meminfo"] = "Node \(node) MemTotal: 2000000 kB"
        }
        let found = SketchedDevice(files).probed()
        #expect(found.numaNodes == [Device.NUMANode(id: 0, cpus: [0, 1, 2, 3], memoryBytes: 16_384_000_000)])
        #expect(found.warnings.contains { $0.what.contains("claim the same CPUs") })
    }

    @Test func `an offline node and offline CPUs are left out`() {
        let found = device(
            ["online": "1", "node0/cpulist": "0-1", "node1/cpulist": "2-5"], online: "1-3")
        #expect(found.numaNodes.map(\.id) == [1])
        #expect(found.numaNodes.map(\.cpus) == [[2, 3]])
        #expect(found.warnings.contains { $0.what == "CPUs 1 belong to no online memory node" })
    }

    @Test func `interleaved masks are read where lists are missing`() {
        let nodes = device(["node0/cpumap": "00000000,00ff00ff", "node1/cpumap": "00000000,ff00ff00"], online: "0-31")
        #expect(nodes.numaNodes.map { CPUSet($0.cpus).listText } == ["0-7,16-23", "8-15,24-31"])
    }

    @Test func `a CPU claimed twice stays with the first node`() {
        let found = device(["node0/cpulist": "0-2", "node1/cpulist": "2-3"])
        #expect(found.numaNodes.map(\.cpus) == [[0, 1, 2], [3]])
        #expect(found.warnings.contains { $0.what == "CPUs 2 are claimed by several memory nodes" })
    }

    @Test(arguments: ["", "MemTotal: x kB", "MemTotal: 9223372036854775807 kB", "MemTotal:", "Node 0 MemTotal: -1 kB"])
    func `a node's damaged memory is unknown`(text: String) {
        let found = device(["node0/cpulist": "0-3", "node0/meminfo": text])
        #expect(found.numaNodes.map(\.memoryBytes) == [nil])
        #expect(found.warnings.contains { $0.where.hasSuffix("node0/meminfo") })
    }

    @Test func `damaged distances are left out, with a warning`() {
        let found = device(["node0/cpulist": "0-3", "node0/distance": "10 near"])
        #expect(found.numaNodes.map(\.distances) == [nil])
        #expect(found.warnings.contains { $0.where.hasSuffix("node0/distance") })
    }
}
