import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeTestSupport
import Testing

/// Against whom a candidate's answers are held, where it is not our own engine.
@Suite struct StandardTests {
    private let folder = TemporaryFolder()
    private static let port = TensorPort(name: "y", type: .f32, shape: [2])

    private func subject(keepsState: Bool = false) -> ModelSubject {
        var subject = ModelSubject(
            candidate: Candidate(
                model: "net", variant: "net/fp32", precision: .fp32, weights: .user, engine: .openvino, threads: 1),
            open: OpenOrder(engine: .openvino),
            load: { .init(order: LoadOrder(path: "net", precision: .fp32, threads: 1), bytes: 5, hash: nil) })
        subject.reference = {
            .init(order: LoadOrder(path: "net", precision: .fp32, threads: 1), bytes: 5, hash: nil)
        }
        subject.referenceOpen = OpenOrder(engine: .litert)
        subject.standard = "LiteRT's reference kernels on the same file"
        subject.keepsState = keepsState
        return subject
    }

    /// - Parameter numbers: what each engine answers; nil if it fails.
    private func measurement(
        of subject: ModelSubject, noting: @escaping (ModelSubject, WorkerRequest.Task) -> Void = { _, _ in },
        _ numbers: @escaping (EngineName) -> [Float]?
    ) throws -> Measurement {
        let place = folder.path
        var plan = ModelProfilePlan()
        plan.processes = 1
        var profiler = try ModelProfiler(plan, answers: place, build: .release) { subject in
            SketchedWorker { task throws(WorkerFailure) in
                noting(subject, task)
                guard let given = numbers(subject.open.engine) else {
                    throw .failed(WorkerRefusal(.missing, "no library"))
                }
                guard task == .answer else { return nil }
                try? AtomicFile.write(TensorBytes.bytes(of: .f32(given)), to: place + "/output-0")
                var reply = WorkerReply()
                reply.outputs = [Self.port]
                return reply
            }
        }
        _ = try profiler.measure([subject]) { _ in }
        return profiler.drafts[0].measurement
    }

    @Test func `what agrees says with whom`() throws {
        let measurement = try measurement(of: subject()) { _ in [1, 2] }
        #expect(measurement.outcome == .ok && measurement.uncompared == nil)
        #expect(measurement.fidelity?.value.basis == ["the outputs of LiteRT's reference kernels on the same file"])
    }

    @Test func `what does not agree is wrong, however fast`() throws {
        let measurement = try measurement(of: subject()) { $0 == .litert ? [1, 2] : [2, 1] }
        #expect(measurement.outcome == .wrongAnswer)
        #expect(measurement.reason?.contains("off those of LiteRT's reference kernels") == true)
    }

    @Test func `where the judge fails or is not there, the record says that nothing was compared, and why`() throws {
        let failed = try measurement(of: subject()) { $0 == .litert ? nil : [1, 2] }
        #expect(failed.outcome == .ok && failed.fidelity == nil)
        #expect(failed.uncompared == "litert gave nothing to compare with: no library")
        var alone = subject()
        alone.reference = nil
        alone.uncompared = "LiteRT is not here"
        #expect(try measurement(of: alone) { _ in [1, 2] }.uncompared == "LiteRT is not here")
    }

    @Test func `of what keeps state, only first answers are compared`() throws {
        var asked: [(EngineName, WorkerRequest.Task)] = []
        let note = { (subject: ModelSubject, task: WorkerRequest.Task) in asked.append((subject.open.engine, task)) }
        let measurement = try measurement(of: subject(keepsState: true), noting: note, { _ in [1, 2] })
        #expect(measurement.fidelity != nil)
        // In a process of its own, just after loading.
        let answers = asked.indices.filter { asked[$0].1 == .answer }
        #expect(answers.map { asked[$0].0 } == [.litert, .openvino])
        #expect(answers.allSatisfy { asked[$0 - 1].1 == .load })
    }
}
