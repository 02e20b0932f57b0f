import EdgeEngines
import EdgeRecords
import EdgeTestSupport
import Testing

/// Libraries of engines that are not what they should be; the engines themselves are in `Tests/EndToEnd`.
@Suite struct ForeignEngineTests {
    private static let foreign = EngineKind.all.filter { $0.places != nil }.map(\.name)
    private let folder = TemporaryFolder()

    private func failure(_ engine: EngineName, _ library: String?) -> WorkerRefusal? {
        var worker = Worker(version: "1")
        return worker.reply(to: .open(OpenOrder(engine: engine, library: library)))?.failure
    }

    @Test(arguments: foreign)
    func `a library that is missing, damaged or another is said to be so`(engine: EngineName) throws {
        #expect(failure(engine, nil)?.outcome == .missing)
        #expect(failure(engine, "/nonexistent/library.so")?.reason.contains("No such file") == true)
        folder.addFile("library.so.1", Array("no library".utf8))
        #expect(failure(engine, folder.path(of: "library.so.1"))?.outcome == .missing)
        #expect(failure(engine, "libm.so.6")?.reason.contains("another library") == true)
    }
}
