import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeTestSupport
import Testing

/// Measuring with workers that are made up.
@Suite struct ModelProfilerTests {
    private func subject(_ name: String, threads: Int = 1) -> ModelSubject {
        ModelSubject(
            candidate: Candidate(
                model: name, variant: "\(name)/fp32", precision: .fp32, weights: .user, engine: .native,
                threads: threads), open: OpenOrder(engine: .native),
            load: {
                .init(order: LoadOrder(path: name, precision: .fp32, threads: threads), bytes: 5, hash: nil)
            })
    }

    private func profiler(
        _ plan: ModelProfilePlan = ModelProfilePlan(), isInterrupted: @escaping () -> Bool = { false },
        clock: @escaping () -> Int = { 0 },
        script: @escaping (ModelSubject, WorkerRequest.Task) throws(WorkerFailure) -> WorkerReply? = { _, _ in nil }
    ) throws -> ModelProfiler {
        try ModelProfiler(plan, answers: nil, build: .release, clock: clock, isInterrupted: isInterrupted) { subject in
            SketchedWorker { task throws(WorkerFailure) in try script(subject, task) }
        }
    }

    @Test func `candidates take turns, each in processes of its own, and starts rotate`() throws {
        var order: [String] = []
        var profiler = try profiler()
        let isComplete = try profiler.measure([subject("a"), subject("b"), subject("c")]) { event in
            if case .starting(let subject, _, _, _) = event { order.append(subject.candidate.model) }
        }
        #expect(isComplete)
        #expect(order.joined() == "abcbcacababcbca")
        let measurement = profiler.drafts[0].measurement
        #expect(measurement.id == "m-a-fp32-native-1" && measurement.outcome == .ok)
        #expect(measurement.processes == 5 && measurement.samples?.nanoseconds.count == 100)
        #expect(Set(measurement.samples?.process ?? []) == [0, 1, 2, 3, 4])
        #expect(measurement.loadNanoseconds?.value == 70 && measurement.firstInferenceNanoseconds?.value == 90)
        #expect(measurement.peakMemoryBytes?.value == 8000 && measurement.engineMemoryBytes?.value == 500)
        #expect(measurement.latencyNanoseconds[.median]?.value == 11)
        #expect(measurement.latencyNanoseconds[.p99]?.confidence == 0.88)
        #expect(measurement.latencyHistogram?.counts.reduce(0, +) == 100)
        #expect(profiler.isolation == ["affinity", "seccomp-no-network"])
    }

    @Test func `what there is enough of is left alone, and the rest goes on`() throws {
        var profiler = try profiler()
        func isEnough(_ draft: MeasurementDraft) -> Bool { draft.candidate.model == "a" && draft.runs.count == 2 }
        let isComplete = try profiler.measure([subject("a"), subject("b")], until: isEnough) { _ in }
        #expect(isComplete)
        #expect(profiler.drafts.map(\.runs.count) == [2, 5])
    }

    @Test func `more processes are added to what two had, in turns`() throws {
        var first = try profiler()
        _ = try first.measure([subject("a")]) { _ in }
        var plan = ModelProfilePlan()
        plan.processes = 2
        var more = try profiler(plan)
        var order = ""
        #expect(
            try more.measure([subject("a"), subject("b")], besides: first.drafts, isMore: true) { event in
                if case .starting(let subject, let process, _, _) = event {
                    order += "\(subject.candidate.model)\(process) "
                }
            })
        #expect(order == "a0 b0 b1 a1 ")
        #expect(more.drafts.map { $0.runs.map(\.process) } == [Array(0..<7), [0, 1]])
    }

    @Test func `a candidate that the device cannot take is a result with that sentence, and nothing is started`() throws
    {
        var started: [String] = []
        var profiler = try profiler(script: { subject, _ throws(WorkerFailure) in
            started.append(subject.candidate.model)
            return nil
        })
        var lacking = subject("lacking")
        lacking.candidate.provider = "cuda"
        lacking.candidate.placement = .gpu
        lacking.obstacle = "this device has no NVIDIA GPU"
        #expect(try profiler.measure([lacking, subject("good")]) { _ in })
        let measurement = profiler.drafts[0].measurement
        #expect(measurement.outcome == .missing && measurement.reason == "this device has no NVIDIA GPU")
        #expect(measurement.id == "m-lacking-fp32-native-cuda-gpu-1")
        #expect(Set(started) == ["good"] && profiler.drafts[1].failure == nil)
    }

    @Test func `a candidate that fails is a result, and the others go on`() throws {
        var profiler = try profiler(script: { subject, task throws(WorkerFailure) in
            guard subject.candidate.model == "bad", task == .load else { return nil }
            throw .failed(WorkerRefusal(.crashed, "it ended with signal 4"))
        })
        #expect(try profiler.measure([subject("bad"), subject("good")]) { _ in })
        #expect(profiler.drafts.map(\.measurement.outcome) == [.crashed, .ok])
        #expect(profiler.drafts[0].measurement.reason == "it ended with signal 4")
        #expect(profiler.drafts[1].runs.count == 5)
    }

    @Test func `a failure after good processes keeps their samples and says so`() throws {
        var count = 0
        var profiler = try profiler(script: { _, task throws(WorkerFailure) in
            guard task == .measure else { return nil }
            count += 1
            guard count == 3 else { return nil }
            throw .failed(WorkerRefusal(.timedOut, "it gave no answer"))
        })
        #expect(try profiler.measure([subject("a")]) { _ in })
        let measurement = profiler.drafts[0].measurement
        #expect(measurement.outcome == .timedOut && measurement.samples?.nanoseconds.count == 40)
        #expect(measurement.reason == "after 2 processes that went well: it gave no answer")
    }

    @Test func `a disturbed block is measured once more and left out`() throws {
        var count = 0
        var profiler = try profiler(script: { _, task throws(WorkerFailure) in
            guard task == .measure else { return nil }
            count += 1
            let text = SketchedWorker.block(count == 2 ? 999 : 10, canary: count == 2 ? 200 : 100)
            return try? RecordText.decode(WorkerReply.self, from: text)
        })
        #expect(try profiler.measure([subject("a"), subject("b")]) { _ in })
        let disturbed = try #require(profiler.drafts.first { $0.contendedBlocks > 0 }).measurement
        #expect(disturbed.workers?.count == 6 && disturbed.processes == 5 && !disturbed.contended)
        #expect(
            disturbed.workers?.filter(\.contended).map(\.contention) == [
                "fixed work took 100 % longer than in other blocks"
            ])
        #expect(disturbed.samples?.nanoseconds.contains(999) == false)
    }

    /// 5 W at rest, and what it takes over a tenth of a second of twenty runs.
    private func energyBlock(busyMicrojoules: Double) -> String {
        SketchedWorker.block(10).replacing(
            "\"wasThrottled\"",
            with: """
                "energy":{"idle":{"microjoules":1000000,"nanoseconds":200000000},
                "busy":{"microjoules":\(busyMicrojoules),"nanoseconds":100000000}},"wasThrottled"
                """)
    }

    @Test func `energy is what the runs took beyond rest, and nothing where no meter felt them`() throws {
        func energy(_ busy: Double) throws -> Figure? {
            var plan = ModelProfilePlan()
            plan.processes = 6
            let text = energyBlock(busyMicrojoules: busy)
            var profiler = try profiler(
                plan,
                script: { _, task throws(WorkerFailure) in
                    task == .measure ? try? RecordText.decode(WorkerReply.self, from: text) : nil
                })
            _ = try profiler.measure([subject("a")]) { _ in }
            #expect(profiler.drafts[0].runs[0].energy?.runs == 20)
            return profiler.drafts[0].measurement.energyMicrojoules
        }
        let figure = try #require(try energy(1_500_000))
        #expect(figure.value == 50_000 && figure.count == 6 && figure.interval != nil)
        #expect(figure.basis == ["5.00 W idle, 15.0 W busy"])
        #expect(try energy(510_000) == nil)
    }

    @Test func `of the layers' times those of the quietest process are kept`() throws {
        let canaries = [200, 150, 100, 130, 170]
        var process = -1
        var profiler = try profiler(script: { _, task throws(WorkerFailure) in
            switch task {
            case .measure:
                process += 1
                return try? RecordText.decode(
                    WorkerReply.self, from: SketchedWorker.block(10, canary: canaries[process % 5]))
            case .layers:
                let layer = #"{"name":"stem","operation":"conv","kernels":[],"operations":8,"nanoseconds":"#
                return try? RecordText.decode(WorkerReply.self, from: #"{"layers":[\#(layer)[\#(process)]}]}"#)
            default: return nil
            }
        })
        var subject = subject("a")
        subject.notesLayers = true
        _ = try profiler.measure([subject]) { _ in }
        #expect(profiler.drafts[0].layers?.map(\.nanoseconds.value) == [2])
    }

    @Test(arguments: [2, 3, 4, 5, 6, 7, 8])
    func `blocks are measured again as long as that makes some quiet`(_ disturbedEvery: Int) throws {
        var count = 0
        var profiler = try profiler(script: { _, task throws(WorkerFailure) in
            guard task == .measure else { return nil }
            count += 1
            // First the candidates' own turns, then the repeats: in both some are disturbed.
            let canary = count.isMultiple(of: disturbedEvery) ? 200 : 100
            return try? RecordText.decode(WorkerReply.self, from: SketchedWorker.block(10, canary: canary))
        })
        #expect(try profiler.measure([subject("a"), subject("b")]) { _ in })
        for draft in profiler.drafts {
            let quiet = draft.runs.count - draft.contendedBlocks
            #expect(quiet <= 5 && (quiet == 5 || draft.runs.count > 5), "\(quiet) quiet of \(draft.runs.count)")
        }
        #expect(profiler.drafts.contains { $0.runs.count - $0.contendedBlocks == 5 })
    }

    @Test func `a budget ends the blocks, the first of every candidate first`() throws {
        var now = 0
        var plan = ModelProfilePlan()
        plan.budgetNanoseconds = 45
        var profiler = try profiler(
            plan, clock: { now },
            script: { _, task throws(WorkerFailure) in
                if task == .open { now += 10 }
                return nil
            })
        #expect(try profiler.measure([subject("a"), subject("b"), subject("c")]) { _ in } == false)
        #expect(profiler.drafts.map(\.runs.count).sorted() == [1, 2, 2])
        #expect(profiler.drafts[0].measurement.latencyNanoseconds[.median]?.interval == nil)
    }

    @Test func `an interruption keeps what was measured`() throws {
        var starts = 0
        var profiler = try profiler(
            isInterrupted: { starts >= 3 },
            script: { _, task throws(WorkerFailure) in
                if task == .measure { starts += 1 }
                return nil
            })
        #expect(try profiler.measure([subject("a"), subject("b")]) { _ in } == false)
        #expect(profiler.drafts.map(\.runs.count).reduce(0, +) == 3)
    }

    @Test func `what an interrupted run measured is not measured again`() throws {
        var starts = 0
        var interrupted = try profiler(
            isInterrupted: { starts >= 3 },
            script: { _, task throws(WorkerFailure) in
                if task == .measure { starts += 1 }
                return nil
            })
        #expect(try interrupted.measure([subject("a"), subject("b")]) { _ in } == false)
        // As the store gives it back.
        let kept = interrupted.drafts.map { MeasurementDraft($0.measurement(withIntervals: false), $0.blocks) }
        var resumed = try profiler()
        var order: [String] = []
        let isComplete = try resumed.measure([subject("a"), subject("b")], besides: kept) { event in
            if case .starting(let subject, let process, _, _) = event {
                order.append("\(subject.candidate.model)\(process)")
            }
        }
        #expect(isComplete)
        #expect(order == ["a1", "a2", "b2", "b3", "a3", "a4", "b4"])
        #expect(resumed.drafts.map(\.runs.count) == [5, 5])
        #expect(resumed.drafts.map { $0.measurement.samples?.nanoseconds.count } == [100, 100])
    }

    @Test func `a failure of an interrupted run stays, and a repeated block is not owed again`() throws {
        var broken = try profiler(script: { _, task throws(WorkerFailure) in
            guard task == .load else { return nil }
            throw .failed(WorkerRefusal(.crashed, "it ended with signal 4"))
        })
        _ = try broken.measure([subject("a")]) { _ in }
        var disturbed = try profiler(script: { _, task throws(WorkerFailure) in
            guard task == .measure else { return nil }
            return try? RecordText.decode(WorkerReply.self, from: SketchedWorker.block(10, pressure: 0.5))
        })
        _ = try disturbed.measure([subject("b")]) { _ in }
        #expect(disturbed.drafts[0].runs.count == 10)
        let kept = (broken.drafts + disturbed.drafts).map { MeasurementDraft($0.measurement, $0.blocks) }
        var resumed = try profiler()
        #expect(try resumed.measure([subject("a"), subject("b")], besides: kept) { _ in })
        #expect(resumed.drafts.map { $0.measurement.outcome } == [.crashed, .ok])
        #expect(resumed.drafts.map(\.runs.count) == [0, 10])
    }

    @Test func `an unoptimized program measures nothing`() {
        #expect(throws: ProfilingError.debugBuild) {
            try ModelProfiler(ModelProfilePlan(), answers: nil, build: .debug) { _ in SketchedWorker { _ in nil } }
        }
    }
}

@Suite struct StreamCanaryTests {
    @Test func `it reads twice what the caches hold, or nothing`() {
        var device = SketchedDevice.server(cores: 4)
        #expect(StreamCanary.bytes(on: device) == 64 << 20)
        device.memory.usableBytes = 256 << 20
        #expect(StreamCanary.bytes(on: device) == nil)
        device.memory.usableBytes = 64 << 30
        device.processor.caches.append(Device.Cache(level: 3, kind: .unified, bytes: 512 << 20, sharedBy: [9]))
        #expect(StreamCanary.bytes(on: device) == nil)
        device.processor.caches = []
        #expect(StreamCanary.bytes(on: device) == nil)
    }

    @Test func `memory that is slower than in other blocks at both ends is a sign`() {
        func run(_ before: Int, _ after: Int? = nil) -> WorkerRun {
            var run = WorkerRun(process: 0, block: 0)
            run.streamCanary = .init(beforeNanoseconds: before, afterNanoseconds: after ?? before, spread: 1)
            return run
        }
        let check = QuietCheck((0..<12).map { _ in run(100) })
        #expect(check.contention(of: run(129)) == nil)
        #expect(check.contention(of: run(140))?.contains("memory") == true)
        #expect(check.contention(of: run(140, 100)) == nil && check.contention(of: run(100, 180)) == nil)
    }
}

@Suite struct QuietCheckTests {
    private func run(before: Int = 100, after: Int = 100, spread: Double = 1.1, pressure: Double? = 0.0) -> WorkerRun {
        var run = WorkerRun(process: 0, block: 0)
        run.pressureShare = pressure
        run.arithmeticCanary = .init(beforeNanoseconds: before, afterNanoseconds: after, spread: spread)
        return run
    }

    @Test func `a quiet block is quiet, whatever the kernel tells of pressure`() {
        let check = QuietCheck([])
        #expect(check.contention(of: run()) == nil)
        #expect(check.contention(of: run(pressure: nil)) == nil)
        #expect(check.contention(of: WorkerRun(process: 0, block: 0)) == nil)
    }

    @Test func `each sign tells by itself`() {
        let check = QuietCheck([])
        #expect(check.contention(of: run(pressure: 0.06))?.contains("waited") == true)
        #expect(check.contention(of: run(after: 106))?.contains("after the block") == true)
        #expect(check.contention(of: run(before: 106))?.contains("before the block") == true)
        #expect(check.contention(of: run(spread: 1.6)) != nil)
    }

    @Test func `the reference is a fifth of the way up, and needs ten blocks`() {
        let nine = (0..<9).map { _ in run() }
        #expect(QuietCheck(nine).referenceNanoseconds == nil)
        // One lucky moment does not condemn the rest.
        let lucky = QuietCheck([run(before: 50, after: 50)] + nine)
        #expect(lucky.referenceNanoseconds == 100)
        #expect(lucky.contention(of: run()) == nil)
        #expect(lucky.contention(of: run(before: 120, after: 120))?.contains("longer than in other blocks") == true)
    }
}
