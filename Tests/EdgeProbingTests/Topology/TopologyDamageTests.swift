import EdgeRecords
import EdgeTestSupport
import Testing

/// Whatever is missing or damaged, the answer stays whole: no CPU is lost or counted twice.
@Suite struct TopologyDamageTests {
    private static let rubbish = [
        "", "-1", "0-99999999999", "99999999999999999999", "0-3,", "ffffffff,ffffffff,zz", "\u{0}\u{0}", "banana", "0",
        "1-0", "0-63:1/0", String(repeating: "0,", count: 4096), "Data", "2147483648", "0-16383",
    ]

    /// A machine of two packages, with every kind of file that topology is read from.
    private static let whole: [String: String] = {
        var sketch = SketchedProcessor(
            online: "0-6", present: "0-7", cores: ["0-1", "2-3", "4-5", "6-7"], packages: ["0-3", "4-7"])
        for cluster in ["0-3", "4-7"] { sketch.add("topology/cluster_cpus_list", cluster, toEachOf: cluster) }
        for core in ["0-1", "2-3", "4-5", "6-7"] {
            sketch.addCache(0, level: 1, type: "Data", size: "32K", sharedBy: core)
            sketch.addCache(1, level: 1, type: "Instruction", size: "32K", sharedBy: core)
            sketch.addCache(2, level: 2, type: "Unified", size: "1M", sharedBy: core)
        }
        for package in ["0-3", "4-7"] { sketch.addCache(3, level: 3, type: "Unified", size: "8M", sharedBy: package) }
        for cpu in 0...7 {
            sketch.add("topology/core_id", "\(cpu / 2 % 2)", toEachOf: "\(cpu)")
            if cpu > 0 { sketch.add("online", cpu == 7 ? "0" : "1", toEachOf: "\(cpu)") }
        }
        for (node, cpus) in ["0-3", "4-6"].enumerated() {
            let folder = "sys/devices/system/node/node\(node)"
            sketch.files["\(folder)/cpulist"] = cpus
            sketch.files["\(folder)/distance"] = "10 21"
            sketch.files["\(folder)/meminfo"] = "Node \(node) MemTotal: 100 kB"
        }
        sketch.files["sys/devices/system/node/online"] = "0-1"
        sketch.files["\(SketchedProcessor.root)/possible"] = "0-7"
        sketch.files["\(SketchedProcessor.root)/kernel_max"] = "8191"
        sketch.files["proc/stat"] = (0...6).map { "cpu\($0) 1 2 3" }.joined(separator: "\n")
        sketch.files["proc/cpuinfo"] = (0...6)
            .map { "processor : \($0)\nphysical id : \($0 / 4)\ncore id : \($0 / 2)\n" }.joined(separator: "\n")
        return sketch.files
    }()

    @Test func `the undamaged machine is read in full`() {
        let processor = SketchedDevice(Self.whole).probed().processor
        #expect(processor.cores == [[0, 1], [2, 3], [4, 5], [6]])
        #expect(processor.packageCPUs == [[0, 1, 2, 3], [4, 5, 6]])
        #expect(processor.offlineCPUs == [7])
        #expect(processor.caches.count == 14)
    }

    @Test(arguments: 0..<150)
    func `any damage keeps cores, packages, clusters, caches and nodes consistent`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var files = Self.whole
        let paths = files.keys.sorted()
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            guard let path = paths.randomElement(using: &random) else { continue }
            files[path] = Bool.random(using: &random) ? nil : Self.rubbish.randomElement(using: &random)
        }
        expectConsistent(SketchedDevice(files).probed())
    }

    @Test(arguments: whole.keys.sorted().map { $0.split(separator: "/").last.map(String.init) ?? $0 }.uniqued())
    func `a file of one name missing everywhere keeps the rest consistent`(name: String) {
        let files = Self.whole.filter { !$0.key.hasSuffix("/" + name) }
        let device = SketchedDevice(files).probed()
        expectConsistent(device)
        #expect(device.processor.logicalCPUs == 7)
    }

    private func expectConsistent(_ device: Device) {
        let processor = device.processor
        let online = CPUSet(processor.onlineCPUs)
        #expect(processor.logicalCPUs == online.count)
        #expect(online.intersection(CPUSet(processor.offlineCPUs)).isEmpty)
        #expect(processor.cores.flatMap { $0 }.sorted() == online.elements)
        #expect((processor.physicalCores ?? 0) == processor.cores.count)
        if let packages = processor.packages {
            #expect(packages == processor.packageCPUs.count)
            #expect(processor.packageCPUs.flatMap { $0 }.sorted() == online.elements)
        } else {
            #expect(processor.packageCPUs.isEmpty)
        }
        expectDisjoint(processor.clusters, within: online)
        expectDisjoint(device.numaNodes.map(\.cpus), within: online)
        for level in 1...9 {
            for kind in [Device.Cache.Kind.data, .instruction, .unified] {
                let instances = processor.caches.filter { $0.level == level && $0.kind == kind }
                expectDisjoint(instances.map(\.sharedBy), within: online)
                #expect(instances.allSatisfy { !$0.sharedBy.isEmpty && $0.bytes.map { $0 > 0 } ?? true })
            }
        }
    }

    private func expectDisjoint(_ sets: [[Int]], within online: CPUSet) {
        let all = sets.flatMap { $0 }
        #expect(Set(all).count == all.count)
        #expect(CPUSet(all).isSubset(of: online))
    }
}

extension [String] {
    fileprivate func uniqued() -> [String] { Set(self).sorted() }
}
