import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

@testable import EdgeEngines

/// The adapter against a program of ours that speaks as vLLM's server does; the real one: `VLLMModelTests`.
@Suite(.serialized) struct VLLMTests {
    private static let isThere: ConditionTrait = .enabled(if: PythonHome.isThere, "there is no python3 on the path")

    private let folder = TemporaryFolder()

    private func opened(_ behaviour: String, hasTorch: Bool = true) throws -> (worker: Worker, reply: WorkerReply?) {
        let place = TemporaryFolderHolder.folder(for: behaviour + "\(hasTorch)")
        var order = OpenOrder(
            engine: .vllm, library: try FakeVLLM.library(in: place, behaviour: behaviour, hasTorch: hasTorch))
        order.scratch = folder.path
        var worker = Worker(version: "1")
        let reply = worker.reply(to: .open(order))
        return (worker, reply)
    }

    /// Kept as long as the tests run: servers live in them.
    private enum TemporaryFolderHolder {
        nonisolated(unsafe) private static var folders: [TemporaryFolder] = []

        static func folder(for name: String) -> TemporaryFolder {
            let folder = TemporaryFolder()
            unsafe folders.append(folder)
            return folder
        }
    }

    private func load(concurrency: Int = 3) throws -> LoadOrder {
        let model = try #require(SeededLanguageModel(.fp32))
        folder.addFolder("model")
        for file in model.folder { folder.addFile("model/\(file.name)", file.bytes) }
        var order = LoadOrder(path: folder.path(of: "model"), precision: .bf16, threads: 2)
        var tokens = TokenOrder(promptThreads: 2, promptTokens: 17, contextTokens: 64)
        tokens.concurrency = concurrency
        (order.tokens, order.cpus) = (tokens, [0])
        return order
    }

    private struct Seen: Decodable {
        var words: [String]
        var most: Int
        var threads: String?
        var bind: String?
    }

    @Test(Self.isThere) func `requests come at once, and first tokens are told apart from those that follow`() throws {
        var (worker, reply) = try opened("well")
        #expect(reply?.opened?.version == "0.0.1", "\(String(describing: reply?.failure))")
        let loaded = worker.reply(to: .load(try load()))
        #expect(loaded?.loaded?.inputs == [], "\(String(describing: loaded?.failure))")
        #expect(worker.reply(to: .warmUp(WarmUpOrder()))?.warm != nil)
        var order = BlockOrder()
        (order.samplesAtLeast, order.nanosecondsAtLeast, order.canaries, order.prompts) = (1, 1, 1, 2)
        let block = try #require(worker.reply(to: .measure(order))?.block)
        // Two rounds of three answers of 32 tokens, the first of which the prompt brings.
        #expect(block.nanoseconds.count == 2 * 3 * 31 && block.prompts?.count == 2 * 3)
        #expect(block.nanoseconds.sorted()[93] > 1_000_000 && block.prompts?.allSatisfy { $0 > 10_000_000 } == true)
        #expect(block.peakBytes > 4 << 20)
        let seen = try JSONDecoder().decode(
            Seen.self, from: Data(try UserFile.bytes(of: folder.path(of: "seen.json"), limitBytes: 1 << 20)))
        // Handlers of the round before may still be leaving.
        #expect(seen.most >= 3 && seen.threads == "2" && seen.bind == "0")
        for words in [["--dtype", "bfloat16"], ["--max-model-len", "64"], ["--max-num-seqs", "3"]] {
            #expect(seen.words.indices.dropLast().contains { Array(seen.words[$0...($0 + 1)]) == words })
        }
        #expect(seen.words.contains("--no-enable-prefix-caching"))
    }

    @Test(Self.isThere) func `every word's score comes back in its place`() throws {
        var (worker, _) = try opened("well")
        _ = worker.reply(to: .load(try load(concurrency: 1)))
        let outputs = try #require(worker.reply(to: .answer(into: folder.path))?.outputs)
        #expect(outputs.map(\.shape) == [[1, 96]])
        let numbers = TensorBytes.floats(try UserFile.bytes(of: folder.path(of: "output-0"), limitBytes: 1 << 10))
        #expect(numbers == (0..<96).map { -Float($0) / 8 })
    }

    @Test(
        Self.isThere,
        arguments: [
            ("dies", "exit status 3; it printed: ValueError: no such network"),
            ("refuses", "status 400: no such words"), ("stops early", "it gave 0 of 1 tokens"),
            ("hangs up", "hung up in the middle"), ("exits", "ended with exit status 9"),
            ("mumbles", "no JSON"),
        ])
    func `a server that fails in any way is a refusal with its reason`(behaviour: String, words: String) throws {
        var (worker, _) = try opened(behaviour)
        var failure = worker.reply(to: .load(try load()))?.failure
        if failure == nil { failure = worker.reply(to: .warmUp(WarmUpOrder()))?.failure }
        if failure == nil { failure = worker.reply(to: .measure(BlockOrder()))?.failure }
        #expect(failure?.reason.contains(words) == true, "\(String(describing: failure))")
    }

    @Test(Self.isThere) func `it ends with all that it has started, and with who started it`() throws {
        let library = try FakeVLLM.library(in: folder, behaviour: "has children")
        let python = try PythonEnvironment.interpreter(of: library)
        let candidate = Candidate(
            model: "", variant: "", precision: .fp32, weights: .user, engine: .vllm, threads: 1)
        var server: VLLMServer? = try VLLMServer(
            python, VLLMCommand(model: "m", nil, for: candidate), scratch: folder.path)
        let group = try #require(server?.group)
        // The shell that guards it, the server, and what that started.
        #expect(ProcessGroup.usage(of: group).processes >= 3)
        #expect(ProcessGroup.usage(of: group).bytes > 4 << 20)
        server = nil
        for _ in 0..<500 where ProcessGroup.usage(of: group).processes > 0 {
            MonotonicClock.wait(nanoseconds: 10_000_000)
        }
        #expect(ProcessGroup.usage(of: group).processes == 0)
    }

    @Test(Self.isThere) func `an environment without what it computes with is missing, and so is another file`() throws
    {
        #expect(try opened("well", hasTorch: false).reply?.failure?.reason.contains("does not find torch") == true)
        folder.addFile("_version.py", Array("nothing".utf8))
        var worker = Worker(version: "1")
        let reply = worker.reply(to: .open(OpenOrder(engine: .vllm, library: folder.path(of: "_version.py"))))
        #expect(reply?.failure?.outcome == .missing)
    }

    @Test func `a prompt that leaves no room for an answer is refused before anything is started`() {
        let order = TokenOrder(promptThreads: 1, promptTokens: 63, contextTokens: 64)
        #expect(throws: EngineError.self) { try VLLMQuestions(order, vocabulary: 96) }
        #expect(throws: EngineError.self) { try VLLMQuestions(order, vocabulary: nil) }
    }

    @Test func `the same tokens are read by one request alone and by the first of several`() {
        var order = TokenOrder(promptThreads: 1, promptTokens: 5, contextTokens: 64)
        let alone = SeededTokens.promptAndNext(order, vocabulary: 96).prefix(5)
        order.concurrency = 3
        let several = SeededTokens.prompts(3, order, vocabulary: 96)
        #expect(several.count == 3 && several[0] == Array(alone) && Set(several).count == 3)
    }

    @Test func `its command has room for the keys and values of all contexts`() throws {
        var facts = LanguageFacts(architecture: "llama")
        facts.keyValueBytesPerToken = 100
        var candidate = Candidate(
            model: "m", variant: "m/bf16", precision: .bf16, weights: .user, engine: .vllm, threads: 2)
        (candidate.contextTokens, candidate.concurrency, candidate.cpus) = (300, 2, [0, 1])
        let command = VLLMCommand(model: "/m", facts, for: candidate)
        // Three blocks of 128 tokens for each of two requests, and two more.
        let place = try #require(command.words.firstIndex(of: "--kv-cache-memory-bytes"))
        #expect(command.words[place + 1] == "\(8 * 128 * 100)")
        #expect(command.environment == ["VLLM_CPU_OMP_THREADS_BIND": "0,1", "OMP_NUM_THREADS": "2"])
        candidate.placement = .gpu
        let other = VLLMCommand(model: "/m", nil, for: candidate)
        #expect(other.environment.isEmpty && !other.words.contains("--enforce-eager"))
        #expect(!other.words.contains("--kv-cache-memory-bytes"))
    }

    @Test func `of what it printed the error that caused the others is told`() {
        let printed = """
            (EngineCore pid=1) ERROR 11-22 08:00:00 [core.py:5] ValueError: too few blocks
            RuntimeError: Engine core initialization failed. See root cause above.
            """
        #expect(VLLMServer.cause(in: printed) == "ValueError: too few blocks")
        #expect(VLLMServer.cause(in: "one\ntwo\n") == "two" && VLLMServer.cause(in: "") == nil)
        #expect(VLLMEngine.version(in: "x\n__version__ = version = '0.32.0'\n") == "0.32.0")
        #expect(VLLMEngine.version(in: "no version") == nil)
    }
}
