import EdgePlatform
import Testing

@Suite struct TrialTests {
    @Test func `a child that comes to its end is finished`() {
        let (outcome, answer, _) = TrialRehearsal.trial(.finish, deadlineMilliseconds: 10_000)
        #expect(outcome == .finished)
        #expect(answer == 42)
    }

    @Test func `a child that crashes is told with its signal, and its answer so far is kept`() {
        let (outcome, answer, _) = TrialRehearsal.trial(.segmentationFault, deadlineMilliseconds: 10_000)
        #expect(outcome == .crashed(signal: 11))
        #expect(answer == 42)
    }

    @Test func `a child that hangs is ended at its deadline`() {
        #expect(TrialRehearsal.trial(.hang, deadlineMilliseconds: 20).outcome == .timedOut)
    }

    @Test func `a child that leaves early is no success`() {
        #expect(TrialRehearsal.trial(.earlyExit, deadlineMilliseconds: 10_000).outcome == .crashed(signal: 0))
    }

    @Test(arguments: [TrialRehearsal.Ending.finish, .segmentationFault, .hang, .earlyExit])
    func `no child is left behind, dead or alive`(ending: TrialRehearsal.Ending) throws {
        let processes = try FileTree(root: "/proc")
        #expect(processes.kind(of: "self") != nil)
        let (_, _, child) = TrialRehearsal.trial(ending, deadlineMilliseconds: 100)
        #expect(child > 0)
        #expect(processes.kind(of: "\(child)") == nil)
    }

    @Test func `extensions after one that kills or hangs the child are tried in another`() {
        let (outcomes, children) = TrialRehearsal.features(deadlineMilliseconds: 2000)
        #expect(
            outcomes == [.ran, .illegal(signal: 4), .wrongAnswer, .crashed(signal: 9), .timedOut, .ran])
        #expect(children == 3)
    }

    @Test func `several threads may run trials at once`() async {
        let outcomes = await withTaskGroup(of: TrialRehearsal.Outcome.self) { group in
            for _ in 0..<16 {
                group.addTask { TrialRehearsal.trial(.finish, deadlineMilliseconds: 30_000).outcome }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .finished, count: 16))
    }
}
