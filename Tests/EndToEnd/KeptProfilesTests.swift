import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// The store as users meet it: records that were made up go in and out, and are planned from.
@Suite struct KeptProfilesTests {
    private let folder = TemporaryFolder()
    private var store: String { folder.path(of: "store") }

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(
            words, environment: ["EDGEPLAN_STORE": store, "XDG_CACHE_HOME": folder.path],
            folder: URL(filePath: folder.path))
    }

    /// Of this very device, so that a plan takes it.
    private func profile(_ device: Device, milliseconds: Double, at moment: String) throws -> Profile {
        var candidate = Candidate(
            model: "mobilenet-v2", variant: "mobilenet-v2/int8", precision: .int8, weights: .user, engine: .native,
            threads: 1)
        candidate.engineVersion = "0.1.0"
        var measurement = Measurement(id: "m-1", candidate: candidate, outcome: .ok)
        let times = (0..<300).map { Int(milliseconds * 1e6) + $0 * $0 * 31 % 997 }
        measurement.samples = Samples(
            nanoseconds: times, process: (0..<300).map { $0 / 60 }, block: (0..<300).map { $0 / 60 })
        measurement.latencyNanoseconds = FiguresByStatistic([
            Figure(milliseconds * 1e6, .p95, count: 300, source: .measured)
        ])
        measurement.processes = 5
        var profile = Profile(
            device: device, program: .init(version: "0.1.0", build: .release), conditions: Conditions(startedAt: moment)
        )
        profile.conditions.endedAt = moment
        profile.measurements = [measurement]
        return profile
    }

    private func add(_ name: String, _ profile: Profile) throws {
        folder.addFile(name, Array(try RecordText.encode(profile).utf8))
    }

    private func list() throws -> RunList {
        try RecordText.decode(RunList.self, from: run(["profile", "list", "--json"]).output)
    }

    @Test func `a record goes in and out unchanged, is listed, shown and removed`() throws {
        #expect(try list().runs.isEmpty)
        try add("a.json", profile(Device(), milliseconds: 30, at: "2026-11-21T08:00:00Z"))
        #expect(try run(["profile", "import", "a.json"]).errors == "imported 2026-11-21T08-00-00Z-imported\n")
        let again = try run(["profile", "import", "a.json", "--json"])
        #expect(again.status == ExitStatus.badInput.rawValue)
        let kept = try #require(try list().runs.first)
        #expect(kept.kind == "imported" && kept.measurements == 1 && kept.samples == 300)
        #expect(try run(["profile", "export", "2026", "--output", "b.json"]).status == 0)
        let files = try ["a.json", "b.json"].map { try String(contentsOfFile: folder.path(of: $0), encoding: .utf8) }
        #expect(files[0] == files[1])
        #expect(kept.hash == "sha256:" + SHA256.hex(of: files[0].utf8))
        #expect(try run(["profile", "export", "--output", "b.json"]).errors.contains("--force"))
        #expect(try run(["profile", "show"]).output.contains("mobilenet-v2/int8"))
        #expect(try run(["profile", "show", "--json"]).output == files[0])
        #expect(try run(["profile", "remove", "2027"]).status == ExitStatus.badInput.rawValue)
        #expect(try run(["profile", "remove", "2026"]).status == 0)
        #expect(try list().runs.isEmpty)
        #expect(try run(["profile", "show"]).errors.contains("measure first"))
    }

    @Test func `a record that contradicts itself is not taken in`() throws {
        var odd = try profile(Device(), milliseconds: 30, at: "2026-11-21T08:00:00Z")
        odd.measurements.append(odd.measurements[0])
        try add("odd.json", odd)
        #expect(try run(["profile", "import", "odd.json"]).errors.contains("do not fit together"))
        #expect(try list().runs.isEmpty)
        folder.addFile("no.json", Array("{}".utf8))
        #expect(try run(["profile", "import", "no.json"]).status == ExitStatus.badInput.rawValue)
    }

    @Test func `plan and report find what the store has of this device, of each candidate the latest`() throws {
        #expect(try run(["plan"]).errors.contains("measure first"))
        #expect(try run(["report"]).errors.contains("measure first"))
        let device = try RecordText.decode(Device.self, from: run(["probe", "--json"]).output)
        try add("a.json", profile(device, milliseconds: 30, at: "2026-11-21T08:00:00Z"))
        try add("b.json", profile(device, milliseconds: 20, at: "2026-11-22T08:00:00Z"))
        var other = device
        other.class = "other-1c-scalar-000000000000"
        try add("c.json", profile(other, milliseconds: 10, at: "2026-11-23T08:00:00Z"))
        // In another order than they were measured in.
        for name in ["b.json", "a.json", "c.json"] { #expect(try run(["profile", "import", name]).status == 0) }
        let plan = try RecordText.decode(Plan.self, from: run(["plan", "--json"]).output)
        #expect(plan.verdict == .meets && plan.choice?.latencyNanoseconds[.p95]?.value == 20e6)
        #expect(plan.profileHashes.count == 2)
        let report = try run(["report", "--json", "--markdown", "r.md"])
        #expect(report.status == 0, "\(report.errors)")
        #expect(try String(contentsOfFile: folder.path(of: "r.md"), encoding: .utf8).contains("20.0 ms"))
        folder.addFile("plan.json", Array(try RecordText.encode(plan).utf8))
        #expect(try run(["report", "plan.json", "--markdown", "p.md"]).status == 0)
    }

    @Test(arguments: ["zero", "foreign", "truncated", "newer"])
    func `a store that is none is named with a remedy, and left as it is`(kind: String) throws {
        try add("a.json", profile(Device(), milliseconds: 30, at: "2026-11-21T08:00:00Z"))
        _ = try run(["profile", "import", "a.json"])
        let path = store + "/store.sqlite"
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        switch kind {
        case "zero": bytes = []
        case "foreign": bytes = Array(String(repeating: "notes ", count: 1000).utf8)
        case "truncated": bytes.removeLast(bytes.count / 2)
        // The version of the format, as SQLite has it in the head of its files.
        default: bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        }
        try Data(bytes).write(to: URL(filePath: path))
        for words in [["profile", "list", "--json"], ["profile", "show", "--json"], ["plan", "--json"]] {
            let ending = try run(words)
            #expect(ending.status == ExitStatus.badInput.rawValue, "\(words)")
            let error = try RecordText.decode(ErrorAnswer.self, from: ending.output)
            #expect(error.where.hasSuffix("store.sqlite") && !error.remedy.isEmpty)
        }
        #expect(Array(try Data(contentsOf: URL(filePath: path))) == bytes)
    }
}
