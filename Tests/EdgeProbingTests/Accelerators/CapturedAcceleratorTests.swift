import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeTestSupport
import Testing

/// Real machines' captures whose expected answers speak of accelerators.
@Suite(.enabled(if: Fixtures.folder != nil, "EDGEPLAN_FIXTURES is not set"))
struct CapturedAcceleratorTests {
    @Test func `every captured machine has the accelerators it should, and no others`() throws {
        let machines = try #require(Fixtures.folder) + "/machines"
        let expectations = try FileTree(root: machines + "/expected")
        var asserted = 0
        for file in try expectations.names(in: "") where file.hasSuffix(".json") {
            let name = String(file.dropLast(5))
            guard case .array(let expected)? = try JSONReader.value(of: expectations.bytes(at: file))["accelerators"]
            else {
                continue
            }
            asserted += 1
            let tree = try FileTree.open("\(machines)/\(name).tar.gz")
            var found = AcceleratorProbe(tree: tree).accelerators()
            for entry in expected {
                for _ in 0..<count(of: entry) {
                    let index = try #require(found.firstIndex { fits($0, entry) }, "\(name): \(entry) in \(found)")
                    let accelerator = found.remove(at: index)
                    #expect(!accelerator.usable && accelerator.reason != nil, "\(name): no capture has libraries")
                }
            }
            // What the README of the captures names is listed; others of the same machines are withdrawn ones.
            for extra in found { #expect(extra.kind == .npu && !extra.usable, "\(name): \(extra)") }
            if expected.isEmpty { #expect(found.isEmpty, "\(name)") }
        }
        #expect(asserted >= 7)
    }

    private func count(of entry: JSONValue) -> Int {
        if case .integer(let count)? = entry["count"] { count } else { 1 }
    }

    private func fits(_ accelerator: Device.Accelerator, _ entry: JSONValue) -> Bool {
        func agrees(_ key: String, _ value: String?) -> Bool {
            switch entry[key] {
            case .string(let wanted): wanted == value
            case .null: value == nil
            default: true
            }
        }
        return agrees("bus", accelerator.bus.rawValue) && agrees("class", accelerator.class)
            && agrees("driver", accelerator.driver) && agrees("identifier", accelerator.identifier)
            && agrees("kind", accelerator.kind.rawValue)
    }
}
