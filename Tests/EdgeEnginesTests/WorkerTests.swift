import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

/// The worker's answers, asked in this process.
@Suite struct WorkerTests {
    private let folder = TemporaryFolder()

    private func model() throws -> String {
        let model = try #require(Catalogue.model(named: "anomaly-auto-encoder"))
        let path = folder.path(of: "model.onnx")
        try AtomicFile.write(try ONNXWriter.bytes(of: model.graph(.fp32)), to: path)
        return path
    }

    private var short: BlockOrder {
        var order = BlockOrder()
        (order.samplesAtLeast, order.samplesWanted, order.samplesAtMost) = (3, 3, 3)
        order.canaries = 2
        return order
    }

    @Test func `our own engine opens, loads, warms up, is measured, and gives outputs and layers`() throws {
        var worker = Worker(version: "9.9")
        let opened = try #require(worker.reply(to: .open(OpenOrder(engine: .native)))?.opened)
        #expect(opened.version == "9.9" && opened.baselineBytes > 0)
        let order = LoadOrder(path: try model(), precision: .fp32, threads: 1)
        let loaded = try #require(worker.reply(to: .load(order))?.loaded)
        #expect(loaded.inputs.map(\.shape) == [[1, 640]] && loaded.outputs.count == 1)
        #expect(loaded.loadNanoseconds > 0 && loaded.residentBytes >= opened.baselineBytes)
        let warm = try #require(worker.reply(to: .warmUp(WarmUpOrder()))?.warm)
        #expect(warm.runs > 0 && warm.firstNanoseconds > 0 && (warm.threadsSeen ?? 1) >= 1)
        let block = try #require(worker.reply(to: .measure(short))?.block)
        #expect(block.nanoseconds.count == 3 && block.nanoseconds.allSatisfy { $0 > 0 })
        #expect(block.arithmeticBefore.count == 2 && block.arithmeticAfter.count == 2)
        let outputs = try #require(worker.reply(to: .answer(into: folder.path))?.outputs)
        let bytes = try UserFile.bytes(of: folder.path(of: "output-0"), limitBytes: 1 << 20)
        #expect(bytes.count == outputs[0].bytes)
        let numbers = try #require(TensorBytes.numbers(bytes, .f32))
        #expect(Set(numbers).count > 10)
        let layers = try #require(worker.reply(to: .layers(runs: 2))?.layers)
        #expect(layers.count > 5 && layers.allSatisfy { $0.nanoseconds.count == 2 })
        #expect(worker.reply(to: .leave) == nil)
    }

    @Test func `energy is read while nothing runs and over the runs, from a counter that a file holds`() throws {
        let counter = folder.path(of: "energy_uj")
        folder.addFile("energy_uj", Array("1000".utf8))
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        _ = worker.reply(to: .load(LoadOrder(path: try model(), precision: .fp32, threads: 1)))
        var order = short
        order.energy = [EnergyMeter(name: "made-up", kind: .energy, paths: [String(counter.dropFirst())])]
        let still = try #require(worker.reply(to: .measure(order))?.block?.energy)
        #expect(still.idle.microjoules == 0 && still.idle.nanoseconds >= 200_000_000)
        #expect(still.busy.microjoules == 0 && still.busy.nanoseconds > 0)
        order.energy?[0].paths = ["nowhere/energy_uj"]
        let untold = try #require(worker.reply(to: .measure(order))?.block)
        #expect(untold.energy == nil && untold.nanoseconds.count == 3)
    }

    @Test func `several inputs in a file are answered in their order, each as if it came alone`() throws {
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        _ = worker.reply(to: .load(LoadOrder(path: try model(), precision: .fp32, threads: 1)))
        func answers(_ inputs: [Float]...) throws -> [Float] {
            folder.addFile("asked", TensorBytes.bytes(of: .f32(inputs.flatMap { $0 })))
            let reply = worker.reply(
                to: .respond(to: folder.path(of: "asked"), into: folder.path(of: "told"), count: inputs.count))
            #expect(reply?.responded == inputs.count * 640 * 4)
            return TensorBytes.floats(try UserFile.bytes(of: folder.path(of: "told"), limitBytes: 1 << 20))
        }
        let (one, other) = ([Float](repeating: 0.5, count: 640), (0..<640).map { Float($0) / 640 })
        let alone = try (answers(one), answers(other))
        #expect(alone.0 != alone.1)
        #expect(try answers(one, other, one) == alone.0 + alone.1 + alone.0)
        folder.addFile("asked", [1, 2, 3])
        let short = worker.reply(
            to: .respond(to: folder.path(of: "asked"), into: folder.path(of: "told"), count: 1))
        #expect(short?.failure?.reason.contains("3 bytes") == true)
    }

    @Test func `requests at a rate wait in line, and fixed work is timed apart`() throws {
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        _ = worker.reply(to: .load(LoadOrder(path: try model(), precision: .fp32, threads: 1)))
        var order = short
        (order.samplesWanted, order.nanosecondsAtLeast, order.nanosecondsAtMost) = (10_000, 1, 50_000_000)
        // Far more than it could answer in that time: most of them only wait.
        order.requests = .init(perSecond: 500_000, arrivals: .even)
        let flooded = try #require(worker.reply(to: .measure(order))?.block)
        let services = try #require(flooded.services)
        #expect(!services.isEmpty && flooded.nanoseconds.count == services.count + (flooded.unanswered ?? 0))
        #expect(zip(flooded.nanoseconds, services).allSatisfy { $0 >= $1 })
        #expect((flooded.nanoseconds.max() ?? 0) > (services.max() ?? 0))
        #expect(worker.reply(to: .canary(times: 4))?.canary?.count == 4)
    }

    @Test func `what keeps the device busy says first whether it can`() throws {
        var worker = Worker(version: "1")
        #expect(worker.reply(to: .burden(Burden(.arithmetic)))?.isBurdened == true)
        #expect(worker.reply(to: .burden(Burden(.memory, bytes: 1 << 20)))?.isBurdened == true)
        #expect(worker.reply(to: .burden(Burden(.model)))?.failure?.outcome == .refused)
    }

    @Test func `requests come evenly or at random, as often as asked, and the same each time`() {
        func times(_ arrivals: Arrivals, seed: Int = 0) -> [Int] {
            var times = ArrivalTimes(.init(perSecond: 1000, arrivals: arrivals, seed: seed))
            return Array(sequence(state: ()) { _ in times.next(within: 10_000_000_000) })
        }
        let even = times(.even)
        #expect(even.prefix(3) == [1_000_000, 2_000_000, 3_000_000] && even.count == 9999)
        let random = times(.poisson)
        #expect(abs(random.count - 10_000) < 400 && random == times(.poisson) && random != times(.poisson, seed: 1))
        // Gaps of such arrivals are as wide as their mean in spread.
        let gaps = zip(random.dropFirst(), random).map { Double($0 - $1) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect(abs(variance.squareRoot() / mean - 1) < 0.1)
    }

    @Test func `what cannot be done is a refusal with its reason`() throws {
        var worker = Worker(version: "1")
        let unknown = worker.reply(to: .open(OpenOrder(engine: EngineName(rawValue: "abacus"))))?.failure
        #expect(unknown?.outcome == .missing)
        #expect(worker.reply(to: .measure(short))?.failure?.outcome == .refused)
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        let order = LoadOrder(path: folder.path(of: "gone.onnx"), precision: .fp32, threads: 1)
        let missing = try #require(worker.reply(to: .load(order))?.failure)
        #expect(missing.outcome == .refused && missing.reason.contains("gone.onnx"))
    }

    @Test func `an input of one's own must fit`() throws {
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        var order = LoadOrder(path: try model(), precision: .fp32, threads: 1)
        _ = worker.reply(to: .load(order))
        let name = try #require(worker.reply(to: .load(order))?.loaded?.inputs.first?.name)
        folder.addFile("input", [UInt8](repeating: 0, count: 640 * 4))
        order.inputs = [name: folder.path(of: "input")]
        #expect(worker.reply(to: .load(order))?.loaded != nil)
        folder.addFile("input", [0, 0])
        #expect(worker.reply(to: .load(order))?.failure?.reason.contains("2 were given") == true)
    }

    @Test(arguments: [ElementType.f32, .f16, .bf16, .f64, .u8, .s8, .s32, .s64, .bool])
    func `made-up inputs have the right size, are the same every time, and differ by place`(type: ElementType) throws {
        let port = TensorPort(name: "x", type: type, shape: [2, 50])
        let bytes = try #require(SeededInput.bytes(for: port, place: 0))
        #expect(bytes.count == port.bytes)
        #expect(SeededInput.bytes(for: port, place: 0) == bytes)
        #expect(SeededInput.bytes(for: port, place: 1) != bytes)
    }

    @Test func `an input that no memory could hold is not made up`() {
        #expect(SeededInput.bytes(for: TensorPort(name: "x", type: .f32, shape: [1 << 40, 1 << 40]), place: 0) == nil)
        #expect(SeededInput.bytes(for: TensorPort(name: "x", type: .f32, shape: [-1]), place: 0) == nil)
    }
}

@Suite struct OutputComparisonTests {
    private func output(_ numbers: [Float]) -> OutputComparison.Output {
        OutputComparison.Output(
            port: TensorPort(name: "y", type: .f32, shape: [numbers.count]), bytes: TensorBytes.bytes(of: .f32(numbers))
        )
    }

    @Test func `equal outputs are right, and rounding is`() {
        let same = OutputComparison([output([1, 2, 3])], reference: [output([1, 2, 3])])
        #expect(same.cosine == 1 && same.relativeError == 0 && same.fault(at: .fp32) == nil)
        let near = OutputComparison([output([1, 2, 3.001])], reference: [output([1, 2, 3])])
        #expect(near.fault(at: .fp32) == nil && near.largestDifference > 0.0009)
    }

    @Test func `what is off by more than its precision is wrong`() throws {
        let off = OutputComparison([output([1, 2, 3.3])], reference: [output([1, 2, 3])])
        #expect(try #require(off.fault(at: .fp32)).contains("fp32"))
        #expect(off.fault(at: .int8) == nil)
        let other = OutputComparison([output([3, -2, 1])], reference: [output([1, 2, 3])])
        #expect(other.fault(at: .int8) != nil)
    }

    @Test func `of one file two engines differ by no more than its rounding does from fp32`() throws {
        let (reference, own) = ([output([1, 2, 3])], [output([1.2, 2, 2.8])])
        func fault(_ numbers: [Float]) -> String? {
            var comparison = OutputComparison([output(numbers)], reference: reference)
            comparison.peer = OutputComparison.Peer([output(numbers)], own: own, reference: reference)
            return comparison.fault(at: .int8)
        }
        #expect(fault([1.2, 2, 2.8]) == nil && fault([1.1, 2.1, 2.9]) == nil)
        // Within what int8 may be off fp32, and still no answer of this file.
        #expect(OutputComparison([output([0.6, 2.4, 3.2])], reference: reference).fault(at: .int8) == nil)
        #expect(try #require(fault([0.6, 2.4, 3.2])).contains("on the same file"))
        #expect(OutputComparison.Peer([output([1])], own: own, reference: reference) == nil)
    }

    @Test func `other counts, shapes and numbers that are none are wrong`() {
        #expect(OutputComparison([], reference: [output([1])]).fault(at: .int8) != nil)
        #expect(OutputComparison([output([1, 2])], reference: [output([1])]).fault(at: .int8) != nil)
        #expect(OutputComparison([output([.nan])], reference: [output([1])]).fault(at: .int8) != nil)
        #expect(OutputComparison([output([.infinity])], reference: [output([1])]).fault(at: .int8) != nil)
    }

    @Test func `a model that gives no numbers at fp32 is said to, rather than its variants to be off`() throws {
        let broken = OutputComparison([output([.nan])], reference: [output([.nan])])
        #expect(try #require(broken.fault(at: .int8)).contains("at fp32, so that none can be judged"))
    }

    @Test func `silence for silence is right`() {
        #expect(OutputComparison([output([0, 0])], reference: [output([0, 0])]).fault(at: .fp32) == nil)
        #expect(OutputComparison([output([0, 1])], reference: [output([0, 0])]).fault(at: .fp32) != nil)
    }
}
