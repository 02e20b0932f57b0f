import EdgeEngines
import EdgeProfiling
import EdgeRecords
import Testing

/// Workers that are made up, asked at the same time.
@Suite struct SideBySideTests {
    /// Tells what it is asked, in the order of all.
    private final class Journal {
        var lines: [String] = []
    }

    private final class Conversation: ConcurrentConversation {
        private let name: String
        private let journal: Journal
        private let milliseconds: Int
        let isolation = ["affinity"]

        private let runs: Int

        init(_ name: String, _ journal: Journal, milliseconds: Int, runs: Int) {
            (self.name, self.journal, self.milliseconds, self.runs) = (name, journal, milliseconds, runs)
        }

        func send(_ request: WorkerRequest) throws(WorkerFailure) {
            journal.lines.append("\(name) is asked \(request.task.rawValue)")
        }

        func answer(
            to task: WorkerRequest.Task, deadline: Int, isInterrupted: () -> Bool
        ) throws(WorkerFailure) -> WorkerReply {
            if isInterrupted() { throw .interrupted }
            journal.lines.append("\(name) answers \(task.rawValue)")
            if task == .load, name == "broken" { throw .failed(WorkerRefusal(.crashed, "it fell over")) }
            let times = "[" + (0..<runs).map { "\(milliseconds * 1_000_000 + $0)" }.joined(separator: ",") + "]"
            let text =
                switch task {
                case .open: #"{"opened":{"version":"1.0","baselineBytes":1000,"openedBytes":1500}}"#
                case .load: #"{"loaded":{"loadNanoseconds":70,"residentBytes":4000,"inputs":[],"outputs":[]}}"#
                case .warmUp: #"{"warm":{"firstNanoseconds":90,"runs":15,"hasSettled":true,"threadsSeen":1}}"#
                default:
                    """
                    {"block":{"nanoseconds":\(times),"disturbed":[],"processorNanoseconds":9,"arithmeticBefore":[],
                    "arithmeticAfter":[],"pressure":0.9,"wasThrottled":false,"peakBytes":9000}}
                    """
                }
            guard let reply = try? RecordText.decode(WorkerReply.self, from: text) else { throw .interrupted }
            return reply
        }

        func ask(
            _ request: WorkerRequest, deadline: Int, isInterrupted: () -> Bool
        ) throws(WorkerFailure) -> WorkerReply {
            try answer(to: request.task, deadline: deadline, isInterrupted: isInterrupted)
        }

        func leave() { journal.lines.append("\(name) leaves") }

        func end() {}
    }

    private func together(
        _ names: [String], _ journal: Journal = Journal(), runs: Int = 20,
        canaries: @escaping () -> [Int] = { [100, 100] }
    ) throws -> SideBySide {
        let subjects = names.map { name in
            ModelSubject(
                candidate: Candidate(
                    model: name, variant: "\(name)/fp32", precision: .fp32, weights: .user, engine: .native, threads: 1),
                open: OpenOrder(engine: .native),
                load: { .init(order: LoadOrder(path: name, precision: .fp32, threads: 1), bytes: 5, hash: nil) })
        }
        return try SideBySide(subjects, ModelProfilePlan(), build: .release, canaries: canaries) { subject in
            Conversation(
                subject.candidate.model, journal, milliseconds: subject.candidate.model == "slow" ? 30 : 2, runs: runs)
        }
    }

    @Test func `all are ready before any is let run, and each run lies beside runs of the others`() throws {
        let journal = Journal()
        var together = try together(["quick", "slow"], journal)
        #expect(try together.round(expectedNanoseconds: 30_000_000) { false })
        let asked = try #require(journal.lines.firstIndex { $0.hasSuffix("is asked measure") })
        #expect(journal.lines[..<asked].count { $0.hasSuffix("answers warmUp") } == 2)
        #expect(journal.lines[asked...].prefix(2).allSatisfy { $0.hasSuffix("is asked measure") })
        #expect(journal.lines.suffix(2).allSatisfy { $0.hasSuffix("leaves") })
        // The last run of each may have had nobody beside it.
        #expect(together.drafts.map { $0.nanoseconds.map(\.count) } == [[19], [19]])
        #expect(together.drafts.allSatisfy { $0.contendedBlocks == 0 && $0.runs[0].pressureShare == nil })
    }

    @Test func `what fails fails for all, and is told of the one that did`() throws {
        let journal = Journal()
        var together = try together(["quick", "broken"], journal)
        #expect(try !together.round(expectedNanoseconds: 1) { false })
        #expect(together.drafts.map { $0.failure?.reason } == [nil, "it fell over"])
        #expect(journal.lines.contains("quick leaves"))
    }

    @Test func `other work shows in the canaries around them`() throws {
        var turns = 0
        var together = try together(["quick", "slow"]) {
            turns += 1
            return [turns % 2 == 0 ? 200 : 100]
        }
        #expect(try together.round(expectedNanoseconds: 1) { false })
        #expect(together.drafts.allSatisfy { $0.contendedBlocks == 1 })
    }

    @Test func `of many runs some are kept, from the whole time`() throws {
        var together = try together(["quick", "slow"], runs: 10_000)
        #expect(try together.round(expectedNanoseconds: 1) { false })
        let times = together.drafts[0].nanoseconds[0]
        #expect((300...400).contains(times.count) && times[0] == 2_000_000)
        #expect((times.last ?? 0) > 2_009_900)
    }

    @Test func `an interruption keeps what was measured before`() throws {
        var together = try together(["quick", "slow"])
        #expect(try together.round(expectedNanoseconds: 1) { false })
        #expect(try !together.round(expectedNanoseconds: 1) { true })
        #expect(together.drafts.map(\.runs.count) == [1, 1] && together.drafts.allSatisfy { $0.failure == nil })
    }
}
