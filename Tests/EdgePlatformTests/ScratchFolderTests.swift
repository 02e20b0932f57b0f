import EdgePlatform
import EdgeTestSupport
import Foundation
import Testing

@Suite struct ScratchFolderTests {
    private let place = TemporaryFolder()

    private func age(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: path)
    }

    @Test func `it goes with its owner`() throws {
        var scratch: ScratchFolder? = try ScratchFolder(in: place.path)
        _ = try scratch?.folder("work")
        #expect(place.names().count == 1)
        scratch = nil
        #expect(place.names().isEmpty)
    }

    @Test func `what a killed owner left is removed by the next one, and nothing else`() throws {
        let living = try ScratchFolder(in: place.path)
        try age(living.path)
        for name in ["edgeplan-aB3xYz", "edgeplan-other", "edgeplan-test-1", "edgeplan-young1", "notes-aB3xYz"] {
            place.addFolder(name)
            place.addFile(name + "/file")
            if name != "edgeplan-young1" { try age(place.path(of: name)) }
        }
        let next = try ScratchFolder(in: place.path)
        let left = Set(place.names())
        #expect(!left.contains("edgeplan-aB3xYz"))
        #expect(left.isSuperset(of: ["edgeplan-other", "edgeplan-test-1", "edgeplan-young1", "notes-aB3xYz"]))
        #expect(left.contains { living.path.hasSuffix($0) } && left.contains { next.path.hasSuffix($0) })
    }
}
