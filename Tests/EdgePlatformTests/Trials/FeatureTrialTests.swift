import EdgePlatform
import EdgeRecords
import Testing

@Suite struct FeatureTrialTests {
    /// A busy machine may keep a child waiting for long.
    private let patience: UInt32 = 40_000

    @Test func `a CPU that is not there makes every answer unknown`() {
        for cpu in [16_383, -1, Int.max] {
            let trials = LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience)
            #expect(trials.map(\.name) == FeatureTrial.names)
            #expect(trials.allSatisfy { $0.outcome == .unknown && $0.executed == nil })
        }
    }

    @Test func `no instruction ends the child or hangs it`() throws {
        let cpu = try #require(LiveProcessor.affinity.first)
        for trial in LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience) {
            switch trial.outcome {
            case .ran, .illegal, .notTried: break
            case .wrongAnswer, .crashed, .timedOut, .unknown: Issue.record("\(trial.name): \(trial.outcome)")
            }
        }
    }

    #if arch(x86_64)
        @Test func `what the processor names and the system saves gives the right answer`() throws {
            let cpu = try #require(LiveProcessor.affinity.first)
            let table = try #require(LiveProcessor.cpuidTables(of: [cpu])[cpu])
            let xcr0 = LiveProcessor.xcr0()
            let trials = LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience)
            for feature in CPUIDTable.features where table.enables(feature, xcr0: xcr0) {
                let trial = try #require(trials.first { $0.name == feature.name })
                #expect(trial.outcome == .ran, "\(feature.name)")
            }
        }

        @Test func `every extension that CPUID names has a trial`() {
            #expect(Set(FeatureTrial.names) == Set(CPUIDTable.features.map(\.name)))
        }
    #endif
}
