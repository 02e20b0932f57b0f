import EdgePlatform
import EdgeTestSupport
import Testing

/// Real machines' captures, where EDGEPLAN_FIXTURES names the folder that has them.
@Suite(.enabled(if: Fixtures.folder != nil, "EDGEPLAN_FIXTURES is not set"))
struct CapturedMachinesTests {
    @Test func `every capture opens without a doubt`() throws {
        let machines = try #require(Fixtures.folder) + "/machines"
        let archives = try FileTree(root: machines).names(in: "").filter { $0.hasSuffix(".tar.gz") }
        #expect(archives.count >= 77)
        for archive in archives {
            let tree = try FileTree.open(machines + "/" + archive)
            #expect(tree.openingWarnings.isEmpty, "\(archive)")
            let names = Set(try tree.names(in: ""))
            #expect(!names.isDisjoint(with: ["proc", "sys", "cpuid"]), "\(archive): \(names)")
        }
    }
}
