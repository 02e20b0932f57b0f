import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import Testing

/// Measuring while the device is not quiet, with workers that are made up.
@Suite struct ScenarioTests {
    private func subject(_ scenario: ScenarioOrder) -> ModelSubject {
        var candidate = Candidate(
            model: "a", variant: "a/fp32", precision: .fp32, weights: .user, engine: .native, threads: 1)
        candidate.cpus = [0]
        var subject = ModelSubject(
            candidate: candidate, open: OpenOrder(engine: .native),
            load: { .init(order: LoadOrder(path: "a", precision: .fp32, threads: 1), bytes: 5, hash: nil) })
        subject.scenario = scenario
        return subject
    }

    private var besideCPU: ScenarioOrder { .beside(.init("cpu", .besideCPU, Burden(.arithmetic), cpus: [1])) }

    private func profiler(
        clock: @escaping () -> Int = { 0 }, isInterrupted: @escaping () -> Bool = { false },
        thermalState: @escaping (ModelSubject) -> ThermalState = { _ in ThermalState() },
        _ start: @escaping (ModelSubject) -> SketchedWorker
    ) throws -> ModelProfiler {
        try ModelProfiler(
            ModelProfilePlan(), answers: nil, build: .release, clock: clock, isInterrupted: isInterrupted,
            thermalState: thermalState, start: { (subject) throws(WorkerFailure) in start(subject) })
    }

    private func reply(_ text: String) throws -> WorkerReply { try RecordText.decode(WorkerReply.self, from: text) }

    @Test func `beside something each turn is quiet first, then busy, and what kept it busy has ended`() throws {
        var workers: [(cpus: [Int], worker: SketchedWorker)] = []
        var tasks: [String] = []
        var profiler = try self.profiler { subject in
            let number = workers.count
            let worker = SketchedWorker { task throws(WorkerFailure) in
                tasks.append("\(number) \(task.rawValue)")
                return nil
            }
            workers.append((subject.candidate.cpus ?? [], worker))
            return worker
        }
        #expect(try profiler.measure([subject(.quiet), subject(besideCPU)]) { _ in })
        #expect(profiler.drafts.map(\.runs.count) == [5, 5])
        let burdened = workers.indices.filter { tasks.contains("\($0) burden") }
        #expect(burdened.count == 5 && burdened.allSatisfy { workers[$0].worker.hasEnded && workers[$0].cpus == [1] })
        // The first pair: the candidate is ready and fixed work timed before the other starts.
        let first = try #require(burdened.first)
        #expect(
            tasks.filter { $0.hasPrefix("\(first - 1) ") }.map { String($0.dropFirst(2)) } == [
                "open", "load", "warmUp", "canary", "measure", "canary",
            ])
        let ids = profiler.drafts.map { $0.measurement.id }
        #expect(ids == ["m-a-fp32-native-1-on-0", "m-a-fp32-native-1-on-0-beside-cpu"])
        let beside = profiler.drafts[1].measurement
        #expect(beside.scenario == .besideCPU && beside.scenarioDetails?.companion == "cpu")
    }

    @Test func `what is not there to run beside is the outcome of that scenario alone`() throws {
        var profiler = try self.profiler { _ in
            SketchedWorker { task throws(WorkerFailure) in
                guard task == .burden else { return nil }
                throw .failed(WorkerRefusal(.outOfMemory, "no memory"))
            }
        }
        #expect(try profiler.measure([subject(.quiet), subject(besideCPU)]) { _ in })
        #expect(profiler.drafts.map { $0.measurement.outcome } == [.ok, .refused])
        #expect(profiler.drafts[1].measurement.reason?.contains("cpu, which was to run beside it") == true)
    }

    @Test func `the signs that the scenario makes by itself are not held against it`() throws {
        var count = 0
        var profiler = try self.profiler { _ in
            SketchedWorker { task throws(WorkerFailure) in
                guard task == .measure else { return nil }
                count += 1
                return try? RecordText.decode(WorkerReply.self, from: SketchedWorker.block(10, pressure: 0.5))
            }
        }
        #expect(try profiler.measure([subject(besideCPU)]) { _ in })
        #expect(profiler.drafts[0].contendedBlocks == 0 && count == 5)
        #expect(profiler.drafts[0].runs[0].pressureShare == 0.5)
    }

    @Test func `requests at a rate tell the waiting from the work, and whether it keeps up`() throws {
        func measurement(service: Int) throws -> Measurement {
            var profiler = try self.profiler { _ in
                SketchedWorker { task throws(WorkerFailure) in
                    guard task == .measure, var reply = try? self.reply(SketchedWorker.block(50_000_000)) else {
                        return nil
                    }
                    reply.block?.services = [service, service, service]
                    reply.block?.unanswered = 2
                    return reply
                }
            }
            #expect(try profiler.measure([subject(.rate(perSecond: 30, .poisson))]) { _ in })
            return profiler.drafts[0].measurement
        }
        let calm = try measurement(service: 10_000_000)
        #expect(calm.id == "m-a-fp32-native-1-on-0-rate-30-poisson" && calm.scenario == .rate)
        #expect(calm.scenarioDetails?.ratePerSecond == 30 && calm.scenarioDetails?.serviceNanoseconds?.value == 1e7)
        #expect(abs((calm.scenarioDetails?.utilization?.value ?? 0) - 0.3) < 1e-9)
        #expect(calm.scenarioDetails?.unanswered == 10)
        #expect((try measurement(service: 40_000_000).scenarioDetails?.utilization?.value ?? 0) > 1)
    }

    @Test func `load without a rest is one process in stretches, the last against the first`() throws {
        var now = 0
        var starts = 0
        func heat(_ subject: ModelSubject) -> ThermalState {
            var state = ThermalState()
            (state.megahertz, state.temperatureMillidegrees) = (4000 - now / 20_000_000, 60_000)
            return state
        }
        func clock() -> Int { now }
        var profiler = try self.profiler(clock: clock, thermalState: heat) { _ in
            starts += 1
            return SketchedWorker { task throws(WorkerFailure) in
                guard task == .measure else { return nil }
                now += 2_000_000_000
                // It gets slower with time; so does fixed work, which is no contention then.
                let slow = 100 + now / 1_000_000_000
                return try? RecordText.decode(WorkerReply.self, from: SketchedWorker.block(slow, canary: slow))
            }
        }
        var told = 0
        let isComplete = try profiler.measure([subject(.sustained(nanoseconds: 40_000_000_000))]) { event in
            if case .finished = event { told += 1 }
        }
        #expect(isComplete && starts == 1 && told == 10)
        let measurement = profiler.drafts[0].measurement
        let details = try #require(measurement.scenarioDetails)
        #expect(details.stretches.count == 10 && details.durationNanoseconds == 40_000_000_000)
        #expect(details.stretches.first?.endNanoseconds == 4_000_000_000)
        #expect((details.slowdown ?? 0) > 1.3 && details.throttling == .seen)
        #expect(measurement.processes == 1 && measurement.contended == false)
        #expect(measurement.latencyNanoseconds[.median]?.interval == nil)
        #expect(measurement.loadNanoseconds?.count == 1)
    }

    @Test func `load without a rest that was cut short begins anew, and a failure to keep it stops the run`() throws {
        struct Full: Error {}
        var now = 0
        func profiler(until end: Int = .max) throws -> ModelProfiler {
            func clock() -> Int { now }
            func isOver() -> Bool { now >= end }
            return try self.profiler(clock: clock, isInterrupted: isOver) { _ in
                SketchedWorker { task throws(WorkerFailure) in
                    if task == .measure { now += 2_000_000_000 }
                    return nil
                }
            }
        }
        let sustained = subject(.sustained(nanoseconds: 40_000_000_000))
        var cut = try profiler(until: 20_000_000_000)
        #expect(try cut.measure([sustained]) { _ in } == false)
        #expect(cut.drafts[0].runs.count == 5)
        let kept = cut.drafts.map { MeasurementDraft($0.measurement, $0.blocks) }
        now = 0
        var resumed = try profiler()
        #expect(try resumed.measure([sustained], besides: kept) { _ in })
        #expect(resumed.drafts[0].runs.map(\.block) == Array(0..<10))
        now = 0
        var full = try profiler()
        #expect(throws: Full.self) {
            try full.measure([sustained]) { event in if case .finished = event { throw Full() } }
        }
    }

    @Test func `what belongs to a request is a figure of its own, and their sum is that of the samples`() throws {
        var profiler = try self.profiler { _ in
            SketchedWorker { task throws(WorkerFailure) in
                guard task == .measure, var reply = try? self.reply(SketchedWorker.block(100)) else { return nil }
                reply.block?.preparations = Array(repeating: 30, count: 20)
                reply.block?.readings = Array(repeating: 4, count: 20)
                return reply
            }
        }
        var subject = subject(.quiet)
        subject.inputFiles = 3
        #expect(try profiler.measure([subject]) { _ in })
        let measurement = profiler.drafts[0].measurement
        #expect(measurement.inputFiles == 3 && measurement.latencyNanoseconds[.median]?.value == 101)
        #expect(measurement.preprocessNanoseconds?[.median]?.value == 30)
        #expect(measurement.postprocessNanoseconds?[.p95]?.value == 4)
        #expect(measurement.requestNanoseconds?[.median]?.value == 135)
        #expect(measurement.requestNanoseconds?[.median]?.interval != nil)
        #expect(measurement.samples?.requests?.count == 100)
        // As the store gives it back.
        let kept = MeasurementDraft(measurement, profiler.drafts[0].blocks).measurement
        #expect(kept == measurement)
    }

    @Test func `times that are not as many as the samples are garbage`() throws {
        var profiler = try self.profiler { _ in
            SketchedWorker { task throws(WorkerFailure) in
                guard task == .measure, var reply = try? self.reply(SketchedWorker.block(100)) else { return nil }
                reply.block?.preparations = [30]
                return reply
            }
        }
        #expect(try profiler.measure([subject(.quiet)]) { _ in })
        #expect(profiler.drafts[0].measurement.outcome == .crashed)
    }

    @Test func `how warm and fast the device is comes from its files, and a sensor's nonsense does not`() throws {
        let files = [
            "sys/class/thermal/thermal_zone0/temp": "45000\n", "sys/class/thermal/thermal_zone1/temp": "71000\n",
            "sys/class/thermal/thermal_zone2/temp": "-274000\n",
            "sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq": "3800000\n",
            "sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count": "4\n",
        ]
        var tree = MemoryTree()
        for (path, text) in files { tree.insert(.file(Array(text.utf8)), at: path) }
        let state = ThermalState(of: FileTree(memory: tree, name: "made up"), cpus: [0, 1])
        #expect(state.temperatureMillidegrees == 71_000 && state.megahertz == 3800 && state.throttleEvents == 4)
        #expect(ThermalState(of: FileTree(memory: MemoryTree(), name: "bare"), cpus: [0]) == ThermalState())
    }
}
