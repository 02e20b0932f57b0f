import EdgeRecords
import EdgeTestSupport
import Glibc
import Testing

@testable import EdgeStoring

@Suite("What the store knows of earlier runs")
struct HistoryTests {
    private let folder = TemporaryFolder()

    private func begin(
        _ name: String, in store: Store, hoursAgo: Int = 1, quiet: Double = 100, governor: String? = nil,
        medians: [String: Double] = [:], change: (inout Measurement) -> Void = { _ in }
    ) throws {
        let started = UTCText.moment(epochSeconds: Int(time(nil)) - hoursAgo * 3600)
        var profile = Profile(
            device: Device(), program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: started))
        profile.conditions.endedAt = started
        profile.conditions.governor = governor
        profile.conditions.canary = .init(
            referenceNanoseconds: Figure(quiet, .percentile(20), count: 10, source: .measured, basis: ["sums"]))
        profile.conditions.canary?.references = [.init(coreKind: nil, nanoseconds: quiet)]
        for (id, median) in medians {
            var measurement = Examples.measurement(id)
            measurement.processes = 5
            measurement.latencyNanoseconds = FiguresByStatistic([
                Figure(median, .median, count: 100, source: .measured)
            ])
            change(&measurement)
            profile.measurements.append(measurement)
        }
        try store.begin(profile, name: name, request: Examples.request)
    }

    @Test("quiet times come from the latest runs of a day, of the same fixed work and governor")
    func references() throws {
        let store = try Store(writingIn: folder.path)
        try begin("now", in: store, quiet: 100)
        try begin("earlier", in: store, hoursAgo: 20, quiet: 101)
        try begin("yesterday", in: store, hoursAgo: 30, quiet: 50)
        try begin("saving", in: store, quiet: 300, governor: "powersave")
        func times(_ governor: String?, work: String = "sums", atMost count: Int = 20) throws -> [Double] {
            try store.references(of: Device().class, governor: governor, work: work, atMost: count)
                .flatMap { $0 }.map(\.nanoseconds)
        }
        #expect(try times(nil) == [100, 101] && times("powersave") == [300])
        #expect(try times(nil, work: "another") == [] && times(nil, atMost: 1) == [100])
        #expect(try store.references(of: "another class", governor: nil, work: "sums").isEmpty)
    }

    @Test("medians are those of candidates that undisturbed runs measured alike")
    func medians() throws {
        let store = try Store(writingIn: folder.path)
        try begin("1", in: store, medians: ["m-a": 100, "m-b": 7])
        try begin("2", in: store, hoursAgo: 200, medians: ["m-a": 104])
        try begin("3", in: store, hoursAgo: 1000, medians: ["m-a": 900])
        try begin("4", in: store, medians: ["m-a": 800]) { $0.contended = true }
        try begin("5", in: store, medians: ["m-a": 700]) { $0.candidate.modelHash = "sha256:another" }
        try begin("6", in: store, medians: ["m-a": 600]) { $0.processes = 2 }
        try begin("7", in: store, medians: ["m-a": 500]) { $0.outcome = .crashed }
        let found = try store.repeatedMedians(of: Device().class, program: "0.1.0")
        #expect(found == [[100, 104]])
        #expect(try store.repeatedMedians(of: Device().class, program: "9.9.9").isEmpty)
    }

    @Test("a run of which all was measured again tells nothing more, one with the last of a candidate does")
    func tellingRuns() throws {
        let store = try Store(writingIn: folder.path)
        try begin("alone", in: store, hoursAgo: 9, medians: ["m-b": 10])
        for hours in 1...5 { try begin("before-\(hours)", in: store, hoursAgo: hours, medians: ["m-a": Double(hours)]) }
        func telling(_ deviceClass: String = Device().class, runs: Int = 1, times: Int = 2) throws -> [String] {
            try store.tellingRuns(of: deviceClass, ofEachKind: runs, ofEachCandidate: times).sorted()
        }
        #expect(try telling() == ["alone", "before-1", "before-2"])
        #expect(try telling(runs: 4) == ["alone", "before-1", "before-2", "before-3", "before-4"])
        #expect(try telling(times: 1) == ["alone", "before-1"])
        #expect(try telling("another").isEmpty)
    }

    @Test("only the newest runs are asked for medians")
    func newestRuns() throws {
        let store = try Store(writingIn: folder.path)
        try begin("newest", in: store, hoursAgo: 1, medians: ["m-a": 1, "m-b": 10])
        try begin("older", in: store, hoursAgo: 3, medians: ["m-a": 3, "m-b": 30])
        try begin("between", in: store, hoursAgo: 2, medians: ["m-a": 2])
        func medians(runs: Int = 150, atMost count: Int = 2000) throws -> [[Double]] {
            try store.repeatedMedians(of: Device().class, program: "0.1.0", runs: runs, atMost: count)
        }
        #expect(try medians() == [[1, 2, 3], [10, 30]])
        #expect(try medians(runs: 2) == [[1, 2]])
        #expect(try medians(atMost: 3) == [[1, 2]])
        #expect(try medians(runs: 1).isEmpty)
    }
}
