import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan run` in a folder of its own; no speed is asserted.
@Suite(.serialized) struct WholeRunTests {
    private let folder = TemporaryFolder()

    private func run(_ words: [String]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(["run"] + words, environment: places, folder: URL(filePath: folder.path))
    }

    #if DEBUG
        @Test func `a debug build measures nothing`() throws {
            let ending = try run(["--json"])
            #expect(ending.status == ExitStatus.notTrustworthy.rawValue)
            #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.contains("release"))
        }
    #else
        @Test func `it ends with a plan, its pages, and where they are`() throws {
            let words = ["--model", "fashion-cnn-w4", "--labels", "fashion-mnist", "--threads", "1", "--budget", "4s"]
            let ending = try run(words)
            #expect([0, 4].contains(ending.status), "\(ending.errors)")
            let written = folder.names().filter { $0 != "store" }.sorted()
            #expect(
                written.map { $0.split(separator: ".").dropFirst().joined(separator: ".") } == [
                    "html", "md", "plan.json",
                ])
            for name in written { #expect(ending.errors.contains("wrote \(name)"), "\(ending.errors)") }
            let plan = try #require(written.last.map { folder.path(of: $0) })
            let record = try RecordText.decode(Plan.self, from: try String(contentsOfFile: plan, encoding: .utf8))
            #expect(!record.summary.isEmpty && record.requirement.labels == "fashion-mnist")
            #expect(ending.output.contains("fashion-cnn-w4"))
        }
    #endif
}
