import EdgeEngines
import EdgeProfiling
import EdgeRecords
import Testing

/// Earlier runs as witnesses of the present one.
@Suite struct DeviceHistoryTests {
    private func draft(_ cpus: [Int], canaries: [Int]) -> MeasurementDraft {
        var candidate = Candidate(
            model: "a", variant: "a/fp32", precision: .fp32, weights: .user, engine: .native, threads: cpus.count)
        candidate.cpus = cpus
        var draft = MeasurementDraft(candidate)
        for (process, canary) in canaries.enumerated() {
            var run = WorkerRun(process: process, block: process)
            run.arithmeticCanary = .init(beforeNanoseconds: canary, afterNanoseconds: canary, spread: 1)
            draft.add(run, [10, 11, 12])
        }
        return draft
    }

    private func device(kinds: [(String, [Int])] = []) -> Device {
        var device = Device()
        device.processor.coreKinds = kinds.map { name, cpus in
            Device.CoreKind(name: name, basis: .capacity, physicalCores: cpus.count, cpus: cpus)
        }
        return device
    }

    private func history(_ quiet: [Double], repeated: [[Double]] = []) -> DeviceHistory {
        DeviceHistory(
            of: device(), references: quiet.map { [.init(coreKind: nil, nanoseconds: $0)] }, repeated: repeated)
    }

    @Test func `a run that was slow from its first block to its last is found out by earlier ones`() {
        var drafts = [draft([0], canaries: Array(repeating: 120, count: 12))]
        DeviceHistory().judge(&drafts)
        #expect(drafts[0].contendedBlocks == 0, "its own blocks all agree")
        history([100, 101, 100]).judge(&drafts)
        #expect(drafts[0].contendedBlocks == 12)
        #expect(drafts[0].runs[0].contention == "fixed work took 20.0 % longer than in earlier runs")
    }

    @Test func `one lucky run condemns none of those that follow`() {
        var drafts = [draft([0], canaries: Array(repeating: 100, count: 12))]
        history([60, 100, 102]).judge(&drafts)
        #expect(drafts[0].contendedBlocks == 0)
    }

    @Test func `even few blocks are held against earlier runs`() {
        var drafts = [draft([0], canaries: [100, 130, 100])]
        history([100]).judge(&drafts)
        #expect(drafts[0].runs.map(\.contended) == [false, true, false])
    }

    @Test func `slow cores are no sign of other work, and a candidate is as slow as its slowest`() {
        let hybrid = DeviceHistory(
            of: device(kinds: [("big", [2, 3]), ("little", [0, 1])]),
            references: [[.init(coreKind: "little", nanoseconds: 300)]], repeated: [])
        var drafts = [
            draft([2], canaries: Array(repeating: 100, count: 10)),
            draft([0], canaries: Array(repeating: 300, count: 10)),
            draft([1, 2], canaries: Array(repeating: 310, count: 9) + [400]),
        ]
        hybrid.judge(&drafts)
        #expect(drafts.map(\.contendedBlocks) == [0, 0, 1])
        var conditions = Conditions(startedAt: "2026-11-21T08:00:00Z")
        conditions.take(drafts, isolation: ["affinity"], hybrid)
        #expect(conditions.canary?.referenceNanoseconds.value == 100)
        #expect(conditions.canary?.references?.map(\.coreKind) == ["big", "little"])
        #expect(conditions.canary?.references?.map(\.earlierNanoseconds) == [nil, 300])
        #expect(conditions.contendedShare == 1.0 / 30 && !conditions.contended)
    }

    @Test func `intervals get a share for what the next run may differ`() throws {
        let drifting = history([100], repeated: [(0..<40).map { 1000 + 60 * Double($0 % 2) }])
        let drift = try #require(drifting.drift)
        #expect(drift.runs == 40 && (0.025...0.035).contains(drift.deviation))
        #expect(try #require(history([]).drift).runs == 0)
        var device = device()
        let steady = DeviceHistory(of: device, references: [], repeated: [])
        device.machine.virtualization = "kvm"
        let shared = DeviceHistory(of: device, references: [], repeated: [])
        #expect(try #require(steady.drift).deviation < #require(shared.drift).deviation)
    }
}
