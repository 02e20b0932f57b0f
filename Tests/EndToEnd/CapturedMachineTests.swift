import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Every captured machine, through the program.
@Suite(.enabled(if: CapturedMachines.areThere, "EDGEPLAN_FIXTURES names no folder")) struct CapturedMachineTests {
    @Test(arguments: CapturedMachines.names)
    func `is answered as it is known to be`(machine: String) throws {
        let ending = try Program.run(["probe", "--root", CapturedMachines.archive(machine), "--json"])
        try #require(ending.status == 0, "\(ending.errors)")
        let device = try RecordText.decode(Device.self, from: ending.output)
        let facts = ExpectedFacts(expected: try CapturedMachines.expected(machine), device: device)
        #expect(facts.differences == [])
        #expect(device.processor.features.allSatisfy { $0.executed == nil }, "nothing runs on a captured machine")
    }

    @Test(arguments: CapturedMachines.names)
    func `tells no name and no serial number, in any format`(machine: String) throws {
        let canaries = try CapturedMachines.expected(machine)["mustNotAppear"]?.texts ?? []
        guard !canaries.isEmpty else { return }
        let folder = TemporaryFolder()
        let copy = folder.path(of: "copy.tar")
        let picture = folder.path(of: "topology.svg")
        let root = ["probe", "--root", CapturedMachines.archive(machine)]
        var texts = try [["--json"], [], ["--explain"], ["--verbose"]].map { try Program.run(root + $0).output }
        let written = try Program.run(root + ["--capture", copy, "--svg", picture])
        #expect(written.status == 0, "\(written.errors)")
        for path in [copy, picture] {
            texts.append(String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
        }
        for text in texts {
            #expect(!text.isEmpty)
            for canary in canaries { #expect(!text.contains(canary), "\(canary) got through") }
        }
    }

    @Test(arguments: CapturedMachines.names)
    func `a capture of a capture tells the same`(machine: String) throws {
        let folder = TemporaryFolder()
        let copy = folder.path(of: "copy.tar.zst")
        let first = try Program.run(["probe", "--root", CapturedMachines.archive(machine), "--capture", copy, "--json"])
        let second = try Program.run(["probe", "--root", copy, "--json"])
        try #require(second.status == 0, "\(second.errors)")
        var original = try RecordText.decode(Device.self, from: first.output)
        var copied = try RecordText.decode(Device.self, from: second.output)
        #expect(copied.classKey == original.classKey)
        // What was wrong with the original's files may be told of the copy's in other words.
        (original.warnings, original.evidence, original.unknowns) = ([], [], [])
        (copied.warnings, copied.evidence, copied.unknowns) = ([], [], [])
        #expect(copied == original)
    }
}
