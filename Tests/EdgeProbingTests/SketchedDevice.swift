import EdgePlatform
import EdgeProbing
import EdgeRecords

/// A device made of the few files that a test writes down.
struct SketchedDevice {
    private var memory = MemoryTree()

    init(_ files: [String: String]) {
        for (path, text) in files { memory.insert(.file(Array((text + "\n").utf8)), at: path) }
    }

    mutating func put(_ bytes: [UInt8], at path: String) { memory.insert(.file(bytes), at: path) }

    var tree: FileTree { FileTree(memory: memory, name: "sketch") }

    func probed() -> Device { DeviceProbe(tree: tree).device() }
}
