import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeEngines

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
        #expect(failure(engine, nil)?.reason.contains("edgeplan engines install") == true)
    }

    @Test func `a library for another processor is told from one that is not there, and from one that lacks another`() {
        var head: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 57)
        (head[16], head[18]) = (3, 183)
        folder.addFile("arm.so", head)
        let path = folder.path(of: "arm.so")
        let words = path + ": cannot open shared object file: No such file or directory"
        #expect(
            LibraryFault.reason(of: path, words: words, own: "x86_64")
                == "it is made for aarch64 processors, and this is x86_64")
        #expect(LibraryFault.reason(of: path, words: words, own: "aarch64") == words)
        let other = "libtbb.so.12: cannot open shared object file: No such file or directory"
        #expect(
            LibraryFault.reason(of: path, words: other, own: "aarch64") == "a library that it needs is missing: "
                + other)
    }

    @Test(arguments: [
        (64 << 20, 10, true), (1 << 20, 500, true), (1 << 10, 1000, false), (0, 1000, false), (64 << 20, 3, false),
    ])
    func `memory that grows with every run is noticed, and what grows once is not`(step: Int, runs: Int, grows: Bool) {
        var held = 100 << 20
        var growth = MemoryGrowth { held }
        for run in 1...runs {
            held += step
            growth.note(runs: run)
        }
        growth.note(runs: runs, isLast: true)
        #expect((growth.bytesPerRun != nil) == grows)
        if grows { #expect(growth.bytesPerRun == step) }
        var once = MemoryGrowth { held }
        for run in 1...runs {
            if run == 2 { held += 512 << 20 }
            once.note(runs: run)
        }
        #expect(once.bytesPerRun == nil)
    }
}
