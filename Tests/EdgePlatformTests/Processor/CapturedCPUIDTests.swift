import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

/// CPUID dumps of real machines, where EDGEPLAN_FIXTURES names the folder that has them.
@Suite(.enabled(if: Fixtures.folder != nil, "EDGEPLAN_FIXTURES is not set"))
struct CapturedCPUIDTests {
    @Test func `every dump names its maker, its processor and its extensions`() throws {
        let machines = try FileTree(root: try #require(Fixtures.folder) + "/machines")
        let archives = try machines.names(in: "").filter { $0.hasSuffix("-cpuid.tar.gz") }
        #expect(archives.count >= 8)
        for archive in archives {
            let name = String(archive.dropLast(".tar.gz".count))
            let expected = try JSONReader.value(of: try machines.bytes(at: "expected/\(name).json"))
            let tree = try FileTree.open(machines.name + "/" + archive)
            let dumps = try tree.names(in: "cpuid").filter { $0.hasPrefix("pu") }
            #expect(!dumps.isEmpty)
            for dump in dumps {
                let table = try CPUIDTable(text: try tree.text(at: "cpuid/\(dump)"))
                #expect(table.vendorIdentifier == expected["vendor"]?.string, "\(name) \(dump)")
                #expect(table.brand == expected["modelName"]?.string, "\(name) \(dump)")
                #expect(try CPUIDTable(text: table.text)[1] == table[1])
                let extensions = expected["isa"]?.array?.compactMap(\.string) ?? []
                #expect(!extensions.isEmpty)
                #expect(Set(extensions).subtracting(table.advertisedFeatureNames).isEmpty, "\(name) \(dump)")
            }
        }
    }
}

extension JSONValue {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}
