import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

@testable import EdgeEngines

/// The Python program beside a worker, with a library of ours in the place of CTranslate2 that does what it is told.
@Suite(.serialized) struct CTranslate2Tests {
    private static let isThere: ConditionTrait = .enabled(if: PythonHome.isThere, "there is no python3 on the path")

    private let folder = TemporaryFolder()

    /// An environment of Python's whose package behaves as `encoding` says, a method's body.
    private func library(importing: String = "", encoding: String) throws -> String {
        let home = try PythonHome(in: folder)
        let script = """
            \(importing)
            import ctypes, os, sys
            __version__ = "4.8.5"

            class StorageView:
                @staticmethod
                def from_array(numbers):
                    view = StorageView()
                    view.kept, view.__array_interface__ = numbers, numbers.__array_interface__
                    return view

            def first(view):
                return ctypes.c_float.from_address(view.__array_interface__["data"][0]).value

            class Answer:
                def __init__(self, numbers, kind="<f4", shape=None):
                    self.kept = (ctypes.c_float * len(numbers))(*numbers)
                    shape = shape or (1, len(numbers))
                    place = (ctypes.addressof(self.kept), False)
                    self.__array_interface__ = {"shape": shape, "typestr": kind, "data": place}

            class Whisper:
                n_mels = 80

                def __init__(self, name, device, compute_type, inter_threads, intra_threads, files):
                    self.settings = [float(intra_threads), float(compute_type == "int8"), float(len(files["model.bin"]))]

                def encode(self, features, to_cpu):
                    \(encoding)

            class models:
                Whisper = Whisper
            """
        try home.add("ctranslate2/__init__.py", script)
        return try home.add("ctranslate2/_ext.so", "")
    }

    private func model() -> String {
        let files = [("model.bin", [1, 2, 3]), ("tokenizer.json", Array("{}".utf8))] as [(String, [UInt8])]
        folder.addFile("tiny.ct2", ArchiveWriter.tar(files.map { ($0.0, .file($0.1)) }))
        return folder.path(of: "tiny.ct2")
    }

    private func opened(_ library: String) -> (worker: Worker, reply: WorkerReply?) {
        var worker = Worker(version: "1")
        let reply = worker.reply(to: .open(OpenOrder(engine: .ctranslate2, library: library)))
        return (worker, reply)
    }

    private var load: LoadOrder { LoadOrder(path: model(), precision: .int8, threads: 3) }

    @Test(Self.isThere) func `it is told file, threads and precision, and its numbers come and go unchanged`() throws {
        var (worker, reply) = try opened(library(encoding: "return Answer(self.settings + [first(features)])"))
        #expect(reply?.opened?.version == "4.8.5", "\(String(describing: reply?.failure))")
        let loaded = try #require(worker.reply(to: .load(load))?.loaded)
        #expect(loaded.inputs.map(\.shape) == [[1, 80, 3000]])
        let outputs = try #require(worker.reply(to: .answer(into: folder.path))?.outputs)
        #expect(outputs.map(\.shape) == [[1, 4]])
        let numbers = TensorBytes.floats(try UserFile.bytes(of: folder.path(of: "output-0"), limitBytes: 64))
        let seeded = try #require(SeededInput.bytes(for: loaded.inputs[0], place: 0))
        #expect(numbers == [3, 1, 3, TensorBytes.floats(Array(seeded.prefix(4)))[0]])
    }

    @Test(Self.isThere) func `what the process beside it uses is counted`() throws {
        var (worker, _) = try opened(library(encoding: "return Answer([float(sum(range(3000000)) % 7)])"))
        _ = worker.reply(to: .load(load))
        var order = BlockOrder()
        (order.samplesAtLeast, order.samplesWanted, order.samplesAtMost, order.canaries) = (3, 3, 3, 1)
        let block = try #require(worker.reply(to: .measure(order))?.block)
        // No Python adds three million numbers in less, and how long it waited for a processor is no matter.
        #expect(block.nanoseconds.count == 3 && block.processorNanoseconds > 3_000_000)
        let own = try #require(ProcessStatus.own?.bytes("VmHWM"))
        #expect(block.peakBytes > 4 << 20 && block.peakBytes != own)
    }

    @Test(
        Self.isThere,
        arguments: [
            ("os.abort()", "signal 6"), ("os._exit(3)", "exit status 3"),
            ("raise RuntimeError('no such operation')", "no such operation"),
            ("raise MemoryError('out of memory')", "out of memory"),
            ("os.write(3, b'\\xff\\xff\\xff\\xff'); return None", "what is no message"),
            ("os.write(3, b'\\x02\\x00\\x00\\x00no'); return None", "what is no answer"),
        ])
    func `a library that crashes, fails or speaks out of turn is a refusal with its reason`(
        encoding: String, words: String
    ) throws {
        var (worker, _) = try opened(library(encoding: encoding))
        #expect(worker.reply(to: .load(load))?.loaded != nil)
        let failure = try #require(worker.reply(to: .answer(into: folder.path))?.failure)
        #expect(failure.reason.contains(words), "\(failure)")
        #expect(failure.outcome == (encoding.contains("Memory") ? .outOfMemory : .refused))
    }

    @Test(Self.isThere, arguments: ["Answer([1.0], '<f2')", "Answer([1.0, 2.0], shape=(-1, 2))"])
    func `answers of another kind or shape than said are refused`(answer: String) throws {
        var (worker, _) = try opened(library(encoding: "return \(answer)"))
        _ = worker.reply(to: .load(load))
        #expect(worker.reply(to: .answer(into: folder.path))?.failure?.outcome == .refused)
    }

    @Test(Self.isThere) func `a file that is no archive, or lacks a part, is refused in the library's words`() throws {
        var (worker, _) = try opened(library(encoding: "return Answer([1.0])"))
        folder.addFile("bad.ct2", Array("no archive at all".utf8))
        let order = LoadOrder(path: folder.path(of: "bad.ct2"), precision: .fp32, threads: 1)
        #expect(worker.reply(to: .load(order))?.failure?.reason.contains("ReadError") == true)
        folder.addFile("part.ct2", ArchiveWriter.tar([("model.bin", .file([1]))]))
        let part = LoadOrder(path: folder.path(of: "part.ct2"), precision: .fp32, threads: 1)
        #expect(worker.reply(to: .load(part))?.failure?.reason.contains("tokenizer.json") == true)
        // It goes on after that.
        #expect(worker.reply(to: .load(load))?.loaded != nil)
        let sound = WorkerRequest.transcribe(SoundOrder(path: folder.path(of: "bad.ct2"), language: "en"))
        #expect(worker.reply(to: sound)?.failure?.reason.contains("WAV") == true)
    }

    @Test(Self.isThere) func `a library that cannot be imported is missing, with Python's words`() throws {
        let (_, reply) = try opened(library(importing: "import nothing_of_this_name", encoding: "pass"))
        #expect(reply?.failure?.outcome == .missing)
        #expect(reply?.failure?.reason.contains("nothing_of_this_name") == true, "\(String(describing: reply))")
    }

    @Test func `a library outside of Python's environments is missing`() {
        folder.addFile("_ext.so", [])
        #expect(opened(folder.path(of: "_ext.so")).reply?.failure?.reason.contains("no environment") == true)
        let nowhere = folder.path(of: "lib/python3.11/site-packages/ctranslate2/_ext.so")
        #expect(opened(nowhere).reply?.failure?.outcome == .missing)
    }
}
