import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeEngines

/// The user's own data in the worker.
@Suite struct RequestLineTests {
    private let folder = TemporaryFolder()

    private func order(_ files: [String], best: Int? = nil) throws -> LoadOrder {
        let model = try #require(Catalogue.model(named: "anomaly-auto-encoder"))
        let path = folder.path(of: "model.onnx")
        try AtomicFile.write(try ONNXWriter.bytes(of: model.graph(.fp32)), to: path)
        var order = LoadOrder(path: path, precision: .fp32, threads: 1)
        order.data = InputData(files: files.map(folder.path(of:)), preprocessing: [:], best: best)
        return order
    }

    private func addTensor(_ name: String, _ count: Int) throws {
        let tensor = try Tensor(shape: [1, count], elements: .f32((0..<count).map { Float($0) / 640 }))
        folder.addFile(name, try #require(NumPyArray.bytes(of: tensor)))
    }

    private func worker() -> Worker {
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .native)))
        return worker
    }

    @Test(arguments: [nil, 5]) func `each sample has a time before and a time after`(best: Int?) throws {
        try addTensor("a.npy", 640)
        try addTensor("b.npy", 640)
        var worker = worker()
        #expect(worker.reply(to: .load(try order(["a.npy", "b.npy"], best: best)))?.loaded != nil)
        var block = BlockOrder()
        (block.samplesAtLeast, block.samplesWanted, block.samplesAtMost, block.canaries) = (5, 5, 5, 1)
        let seen = try #require(worker.reply(to: .measure(block))?.block)
        #expect(seen.nanoseconds.count == 5 && seen.preparations?.count == 5 && seen.readings?.count == 5)
        #expect(seen.preparations?.allSatisfy { $0 > 0 } == true)
        // Of requests at a rate all of it is the service.
        block.requests = .init(perSecond: 10_000, arrivals: .even)
        #expect(worker.reply(to: .measure(block))?.block?.preparations == nil)
    }

    @Test func `data that does not fit is refused with the file's name`() throws {
        try addTensor("short.npy", 12)
        folder.addFile("broken.npy", Array("no array".utf8))
        var worker = worker()
        let short = try #require(worker.reply(to: .load(try order(["short.npy"])))?.failure)
        #expect(short.outcome == .refused && short.reason.contains("short.npy"))
        #expect(worker.reply(to: .load(try order(["broken.npy"])))?.failure?.reason.contains("broken.npy") == true)
        #expect(worker.reply(to: .load(try order(["gone.npy"])))?.failure?.reason.contains("gone.npy") == true)
        #expect(worker.reply(to: .load(try order([])))?.failure != nil)
    }

    @Test func `the highest scores come first, the first of equal ones, and numbers that are none never`() {
        #expect(RequestLine.highest(3, of: [0.1, 0.7, 0.2, 0.7, 0.5]) == [1, 3, 4])
        #expect(RequestLine.highest(5, of: [0.2, 0.1]) == [0, 1])
        #expect(RequestLine.highest(1, of: [0.2, .nan, 0.9]) == [2])
        #expect(RequestLine.highest(3, of: []).isEmpty)
    }
}
