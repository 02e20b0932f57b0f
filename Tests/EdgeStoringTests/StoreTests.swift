import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeStoring

@Suite("The store")
struct StoreTests {
    private let folder = TemporaryFolder()

    @Test("gives back what was committed, block by block")
    func roundTrip() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        let measurement = Examples.measurement("m-1")
        try store.commit(Examples.block(0), of: measurement, in: "run-1")
        try store.commit(Examples.block(1, process: 1), of: measurement, in: "run-1")
        let read = try Store(readingIn: folder.path)
        #expect(try read.blocks(of: "m-1", in: "run-1") == [Examples.block(0), Examples.block(1, process: 1)])
        let profile = try read.profile("run-1")
        #expect(profile.measurements.map(\.id) == ["m-1"])
        #expect(profile.measurements[0].samples?.nanoseconds == [100, 101, 102, 100, 101, 102])
        #expect(profile.measurements[0].samples?.process == [0, 0, 0, 1, 1, 1])
        #expect(profile.measurements[0].samples?.block == [0, 0, 0, 1, 1, 1])
    }

    @Test("leaves samples out that other work spoilt, as long as there are others")
    func contended() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(Examples.block(0, isContended: true), of: Examples.measurement("m-1"), in: "run-1")
        #expect(try store.profile("run-1").measurements[0].samples?.block == [0, 0, 0])
        try store.commit(Examples.block(1), of: Examples.measurement("m-1"), in: "run-1")
        #expect(try store.profile("run-1").measurements[0].samples?.block == [1, 1, 1])
        #expect(try store.blocks(of: "m-1", in: "run-1").count == 2)
    }

    @Test("exports at most so many samples as a record carries, evenly from each block")
    func thinned() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        for number in 0..<4 {
            let block = SampleBlock(number: number, process: number, nanoseconds: Array(0..<1500))
            try store.commit(block, of: Examples.measurement("m-1"), in: "run-1")
        }
        let samples = try #require(store.profile("run-1").measurements[0].samples)
        #expect(samples.nanoseconds.count == Samples.limit)
        #expect(samples.thinnedFrom == 6000)
        #expect((0..<4).allSatisfy { number in samples.block.count { $0 == number } == 500 })
        #expect(samples.nanoseconds.prefix(500).last == 1497)
    }

    @Test("takes in a profile with its samples, and gives the same one out")
    func importing() throws {
        var profile = Examples.profile
        var measurement = Examples.measurement("m-1")
        measurement.samples = Samples(nanoseconds: [1, 2, 3], process: [0, 0, 1], block: [0, 0, 1])
        profile.measurements = [measurement]
        let store = try Store(writingIn: folder.path)
        try store.begin(profile, name: "imported", request: Examples.request)
        #expect(try store.profile("imported") == profile)
    }

    @Test("keeps what belongs to requests beside the model's own time")
    func requestParts() throws {
        var block = Examples.block(0)
        block.request = RequestParts(preprocess: [5, 6, 7], postprocess: [1, 0, 2])
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(block, of: Examples.measurement("m-1"), in: "run-1")
        #expect(try store.blocks(of: "m-1", in: "run-1") == [block])
        let profile = try store.profile("run-1")
        #expect(profile.measurements[0].samples?.requests == [106, 107, 111])
        try store.begin(profile, name: "imported", request: Examples.request)
        #expect(try store.profile("imported") == profile)
    }

    @Test("a run that ended may still be gone on with")
    func notOver() throws {
        let store = try Store(writingIn: folder.path)
        var profile = Examples.profile
        try store.begin(profile, name: "run-1", request: Examples.request)
        profile.conditions.endedAt = "2026-01-01T00:01:00Z"
        try store.update(profile, name: "run-1", isOver: false)
        #expect(try store.runs().map(\.endedAt) == [nil])
        #expect(try store.profile("run-1").conditions.endedAt == "2026-01-01T00:01:00Z")
        try store.update(profile, name: "run-1")
        #expect(try store.runs().map(\.endedAt) == ["2026-01-01T00:01:00Z"])
    }

    @Test("gives out a profile that was thinned before with the number that there were")
    func importingThinned() throws {
        var profile = Examples.profile
        var measurement = Examples.measurement("m-1")
        measurement.samples = Samples(nanoseconds: [1, 2], process: [0, 1], block: [0, 1], thinnedFrom: 4000)
        profile.measurements = [measurement]
        let store = try Store(writingIn: folder.path)
        try store.begin(profile, name: "imported", request: Examples.request)
        #expect(try store.profile("imported") == profile)
    }

    @Test("says what a run was asked for, and what its record is called by")
    func requests() throws {
        let store = try Store(writingIn: folder.path)
        var profile = Examples.profile
        profile.ceilings = [Ceiling(name: "clock", threads: 1)]
        try store.begin(Examples.profile, name: "run-1", request: .init(kind: "kernels", words: ["--isa=avx2"]))
        #expect(try store.runs().map(\.measurements) == [0])
        try store.update(profile, name: "run-1", hash: "sha256:0")
        let run = try #require(try store.runs().first)
        #expect(run.request.words == ["--isa=avx2"] && run.hash == "sha256:0" && run.measurements == 1)
        #expect(try store.profile("run-1").ceilings.count == 1)
    }

    @Test("keeps what was committed before the disk was full, and says so")
    func fullDisk() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1")
        let pages = try store.database.rows("PRAGMA page_count").first?.first?.integer ?? 0
        try store.database.execute("PRAGMA max_page_count = \(pages + 1)")
        let large = SampleBlock(number: 1, process: 1, nanoseconds: Array(0..<100_000))
        #expect(throws: StoreError.full(path: Store.path(in: folder.path))) {
            try store.commit(large, of: Examples.measurement("m-2"), in: "run-1")
        }
        let read = try Store(readingIn: folder.path)
        #expect(try read.profile("run-1").measurements.map(\.id) == ["m-1"])
        try store.database.execute("PRAGMA max_page_count = 100000")
        try store.commit(large, of: Examples.measurement("m-2"), in: "run-1")
        #expect(try read.runs().first?.samples == 100_003)
    }

    @Test("of an earlier format is brought up to date, also by who only reads")
    func migration() throws {
        let old = try Database(path: Store.path(in: folder.path), access: .writing)
        try Migrations.apply(to: old, upTo: 1)
        let head = try RecordText.encode(Examples.profile, layout: .line)
        try old.rows(
            "INSERT INTO runs (name, startedAt, deviceClass, record) VALUES ('old', '2026', 'c', ?)", [.text(head)])
        let run = try #require(try Store(readingIn: folder.path).runs().first)
        #expect(run.name == "old" && run.request.words.isEmpty && run.hash == nil)
        #expect(try Store(writingIn: folder.path).profile("old") == Examples.profile)
    }

    @Test("keeps a block that is committed again once")
    func repeated() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        for _ in 0..<2 { try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1") }
        #expect(try store.profile("run-1").measurements[0].samples?.nanoseconds.count == 3)
    }

    @Test("lists runs, the latest first, and finds one by the beginning of its name")
    func listing() throws {
        let store = try Store(writingIn: folder.path)
        var later = Examples.profile
        later.conditions.startedAt = "2026-11-22T08:00:00Z"
        later.conditions.endedAt = "2026-11-22T08:01:00Z"
        try store.begin(Examples.profile, name: "a-1", request: Examples.request)
        try store.begin(later, name: "a-2", request: Examples.request)
        try store.update(later, name: "a-2")
        try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "a-1")
        #expect(try store.runs().map(\.name) == ["a-2", "a-1"])
        #expect(try store.runs().map(\.samples) == [0, 3])
        #expect(try store.runs().map(\.endedAt) == ["2026-11-22T08:01:00Z", nil])
        #expect(try store.resolve("a-1") == "a-1")
        #expect(throws: StoreError.ambiguousRun("a", path: Store.path(in: folder.path))) { try store.resolve("a") }
        #expect(throws: StoreError.unknownRun("b", path: Store.path(in: folder.path))) { try store.resolve("b") }
    }

    @Test("removes a run with all that belongs to it")
    func removing() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1")
        try store.remove("run-1")
        #expect(try store.runs().isEmpty)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        #expect(try store.profile("run-1").measurements.isEmpty)
    }

    @Test("can be read while it is written")
    func concurrent() throws {
        let writer = try Store(writingIn: folder.path)
        try writer.begin(Examples.profile, name: "run-1", request: Examples.request)
        let reader = try Store(readingIn: folder.path)
        try writer.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1")
        #expect(try reader.profile("run-1").measurements.count == 1)
    }
}

@Suite("A file that is no store")
struct StoreRefusalTests {
    private let folder = TemporaryFolder()
    private var path: String { Store.path(in: folder.path) }

    @Test("is refused and left alone")
    func foreign() {
        folder.addFile("store.sqlite", Array(String(repeating: "not a database ", count: 100).utf8))
        #expect(throws: StoreError.foreign(path: path)) { try Store(writingIn: folder.path) }
        #expect(throws: StoreError.foreign(path: path)) { try Store(readingIn: folder.path) }
    }

    @Test("is refused if it is another program's database")
    func others() throws {
        let other = try Database(path: path, access: .writing)
        try other.execute("CREATE TABLE cats (name TEXT)")
        #expect(throws: StoreError.foreign(path: path)) { try Store(writingIn: folder.path) }
    }

    @Test("is refused if a later version made it")
    func newer() throws {
        _ = try Store(writingIn: folder.path)
        try Database(path: path, access: .writing).execute("PRAGMA user_version = 99")
        #expect(throws: StoreError.newer(path: path, version: 99)) { try Store(writingIn: folder.path) }
    }

    @Test("is begun anew if it is empty, as after a full disk")
    func empty() throws {
        folder.addFile("store.sqlite")
        #expect(throws: StoreError.foreign(path: path)) { try Store(readingIn: folder.path) }
        #expect(try Store(writingIn: folder.path).runs().isEmpty)
    }

    @Test("gives a clear error, and never a crash, wherever it is damaged", arguments: 0..<40)
    func damaged(seed: Int) throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1")
        try Database(path: path, access: .writing).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        var bytes = try #require(FileBytes.read(path))
        var random = SeededRandom(seed: UInt64(seed))
        if seed % 2 == 0 {
            bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        } else {
            for _ in 0..<64 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
        }
        let other = TemporaryFolder()
        other.addFile("store.sqlite", bytes)
        // Any outcome but a crash: damage in free space is none.
        do {
            let damaged = try Store(writingIn: other.path)
            for run in try damaged.runs() { _ = try damaged.profile(run.name) }
        } catch {
            #expect(!error.why.isEmpty)
        }
    }

    @Test(
        "says that a folder cannot be written", .disabled(if: TemporaryFolder.isPrivileged, "permissions bind nobody"))
    func readOnly() throws {
        _ = try Store(writingIn: folder.path)
        folder.setMode("store.sqlite", 0o444)
        #expect(throws: StoreError.self) {
            let store = try Store(writingIn: folder.path)
            try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        }
        #expect(try Store(readingIn: folder.path).runs().isEmpty)
    }

    @Test("is refused by who only reads, too, if a later version made it")
    func newerForReaders() throws {
        _ = try Store(writingIn: folder.path)
        try Database(path: path, access: .writing).execute("PRAGMA user_version = 99")
        #expect(throws: StoreError.newer(path: path, version: 99)) { try Store(readingIn: folder.path) }
    }

    @Test("names a block that is not whole as damage")
    func brokenBlock() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.commit(Examples.block(0), of: Examples.measurement("m-1"), in: "run-1")
        try store.database.execute("UPDATE blocks SET nanoseconds = x'0102'")
        #expect(throws: StoreError.self) { try store.profile("run-1") }
    }

    @Test("names a record that is none, and where")
    func brokenRecord() throws {
        let store = try Store(writingIn: folder.path)
        try store.begin(Examples.profile, name: "run-1", request: Examples.request)
        try store.database.execute("UPDATE runs SET record = '{'")
        do {
            _ = try store.profile("run-1")
            Issue.record("a broken record was read")
        } catch {
            #expect(error.where == path && error.remedy.contains(".recover"))
        }
    }

    @Test("says that a folder is missing")
    func missing() {
        #expect(throws: StoreError.self) { try Store(writingIn: folder.path + "/none") }
    }
}
