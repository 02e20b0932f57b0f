import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

@Suite struct DeviceProbeTests {
    @Test func `keeps the warnings of the tree's opening`() {
        let warning = Warning(what: "a", where: "b", why: "c", remedy: "d")
        let probe = DeviceProbe(tree: FileTree(memory: MemoryTree(), name: "empty"), warnings: [warning])
        #expect(probe.device().warnings.contains(warning))
    }
}
