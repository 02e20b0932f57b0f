import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Libraries that are not what they should be, and ONNX Runtime itself where `EDGEPLAN_ONNXRUNTIME_LIB` names it.
@Suite struct ONNXRuntimeTests {
    private static let library = ProcessInfo.processInfo.environment["EDGEPLAN_ONNXRUNTIME_LIB"]
    private let folder = TemporaryFolder()

    private func failure(_ library: String?) -> WorkerRefusal? {
        var worker = Worker(version: "1")
        return worker.reply(to: .open(OpenOrder(engine: .onnxruntime, library: library)))?.failure
    }

    @Test func `a library that is missing, damaged or another is said to be so`() throws {
        #expect(failure(nil)?.outcome == .missing)
        #expect(failure("/nonexistent/libonnxruntime.so")?.reason.contains("No such file") == true)
        folder.addFile("libonnxruntime.so.1", Array("no library".utf8))
        #expect(failure(folder.path(of: "libonnxruntime.so.1"))?.outcome == .missing)
        #expect(failure("libm.so.6")?.reason.contains("another library") == true)
    }

    @Test(
        .enabled(if: library != nil, "EDGEPLAN_ONNXRUNTIME_LIB names no library"), arguments: [Precision.fp32, .int8])
    func `it gives the answers of our own engine on the same file`(precision: Precision) throws {
        let model = try #require(Catalogue.model(named: "ds-cnn"))
        let path = folder.path(of: "model.onnx")
        try AtomicFile.write(try ONNXWriter.bytes(of: model.graph(precision)), to: path)
        let outputs = try [EngineName.native, .onnxruntime].map { engine in
            var worker = Worker(version: "1")
            let opened = worker.reply(to: .open(OpenOrder(engine: engine, library: Self.library)))
            #expect(opened?.failure == nil)
            let order = LoadOrder(path: path, precision: precision, threads: 1)
            let loaded = try #require(worker.reply(to: .load(order))?.loaded)
            #expect(loaded.inputs.count == 1)
            let ports = try #require(worker.reply(to: .answer(into: folder.path))?.outputs)
            return try OutputFiles.read(ports, in: folder.path)
        }
        let comparison = OutputComparison(outputs[1], reference: outputs[0])
        #expect(comparison.fault(at: precision == .fp32 ? .fp32 : .bf16) == nil)
    }

    @Test(.enabled(if: library != nil, "EDGEPLAN_ONNXRUNTIME_LIB names no library"))
    func `a file that it cannot read, and a precision that it has not, are refusals in its own words`() throws {
        var worker = Worker(version: "1")
        _ = worker.reply(to: .open(OpenOrder(engine: .onnxruntime, library: Self.library)))
        folder.addFile("broken.onnx", Array("no model".utf8))
        let broken = LoadOrder(path: folder.path(of: "broken.onnx"), precision: .fp32, threads: 1)
        #expect(worker.reply(to: .load(broken))?.failure?.outcome == .refused)
        let bf16 = LoadOrder(path: folder.path(of: "broken.onnx"), precision: .bf16, threads: 1)
        #expect(worker.reply(to: .load(bf16))?.failure?.reason.contains("bf16") == true)
    }
}
