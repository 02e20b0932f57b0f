import EdgeKernels
import EdgeProfiling
import EdgeRecords
import Testing

@Suite struct KernelProfilerTests {
    private func plan(threads: [Int] = [1], precisions: [Precision] = [.fp32]) -> KernelProfilePlan {
        var plan = KernelProfilePlan()
        plan.threads = threads
        plan.precisions = precisions
        return plan
    }

    private func profile(_ device: Device) -> Profile {
        Profile(
            device: device, program: .init(version: "0.0.0", build: .release),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 0)))
    }

    /// This machine may be smaller than the sketch: one CPU is there always, whichever.
    private var device: Device {
        var device = SketchedDevice.server(cores: 1)
        device.memory.usableBytes = 64 << 20
        return device
    }

    @Test func `a debug build is refused`() {
        #expect(throws: ProfilingError.debugBuild) { try KernelProfiler(device: Device(), build: .debug) }
        #expect(ProfilingError.debugBuild.status == .notTrustworthy)
    }

    @Test func `every block is measured, and nothing is left for a resumption`() throws {
        var profile = profile(device)
        let profiler = try KernelProfiler(device: device, build: .release, isInterrupted: { false })
        let blocks = try plan().blocks(on: device)
        var names: [String] = []
        let isComplete = try profiler.measure(blocks, budgetNanoseconds: 0) { _, _ in
        } finished: { block, findings in
            names.append(block.name)
            profile.take(findings)
        }
        #expect(isComplete)
        #expect(names == blocks.map(\.name))
        #expect(try plan().blocks(on: device, besides: profile).map(\.name) == [])
        #expect(profile.ceilings.contains { $0.name == "clock" && ($0.cyclesPerSecond?.value ?? 0) > 0 })
        #expect(profile.ceilings.contains { $0.name == "read-dram" && ($0.bytesPerSecond?.value ?? 0) > 0 })
        #expect(profile.kernels.contains { $0.operation == "gemm" })
        let text = try RecordText.encode(profile)
        #expect(try RecordText.decode(Profile.self, from: text) == profile)
    }

    @Test func `an interruption keeps the blocks before it`() throws {
        var kept = 0
        var profile = profile(device)
        let profiler = try KernelProfiler(device: device, build: .release, isInterrupted: { kept == 2 })
        let blocks = try plan().blocks(on: device)
        let isComplete = try profiler.measure(blocks, budgetNanoseconds: 0) { _, _ in
        } finished: { _, findings in
            profile.take(findings)
            kept += 1
        }
        #expect(!isComplete)
        #expect(!profile.ceilings.isEmpty)
        let left = try plan().blocks(on: device, besides: profile)
        #expect(left.map(\.name) == blocks.dropFirst(2).map(\.name))
    }

    @Test func `more threads are more blocks, and starting them is measured`() throws {
        let device = SketchedDevice.server(cores: 2)
        let names = try plan(threads: []).blocks(on: device).map { "\($0.name), \($0.placement.name)" }
        #expect(names.contains("peaks, 2 threads"))
        #expect(names.contains("starting threads, 2 threads"))
        #expect(names.contains("latency of l2, 1 thread"))
        #expect(Set(names).count == names.count)
    }

    @Test func `a figure that is measured again replaces the first`() {
        var profile = profile(Device())
        var findings = KernelProfiler.Findings()
        for value in [1.0, 2.0] {
            findings.ceilings = [
                Ceiling(
                    name: "read-l1", threads: 1,
                    bytesPerSecond: Figure(value, .maximum, count: 9, source: .measured))
            ]
            findings.ceilings[0].disturbedRounds = value == 1 ? 0 : 9
            profile.take(findings)
        }
        #expect(profile.ceilings.map { $0.bytesPerSecond?.value } == [2])
        #expect(profile.conditions.contendedShare == 1)
        #expect(profile.conditions.contended)
    }

    @Test func `time is shared by weight, and none is negative`() {
        #expect(KernelProfiler.share(of: 1000, weights: [1, 2, 1]) == 250)
        #expect(KernelProfiler.share(of: 1000, weights: [5]) == 1000)
        #expect(KernelProfiler.share(of: -5, weights: [1, 1]) == 0)
    }
}
