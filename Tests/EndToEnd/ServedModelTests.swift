import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Folders of safetensors and vLLM: what needs the engine itself runs where `EDGEPLAN_VLLM_LIB` names it.
@Suite(.serialized) struct ServedModelTests {
    private static let isThere: ConditionTrait = .enabled(
        if: ProcessInfo.processInfo.environment["EDGEPLAN_VLLM_LIB"]?.isEmpty == false,
        "EDGEPLAN_VLLM_LIB names no environment with vLLM: `edgeplan engines install vllm` says how to make one")
    private static let hasPython: ConditionTrait = .enabled(if: PythonHome.isThere, "there is no python3 on the path")

    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ more: [String: String] = [:]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(words, environment: places.merging(more) { $1 })
    }

    private func model() throws -> String {
        let model = try #require(SeededLanguageModel(.fp32))
        folder.addFolder("chat")
        for file in model.folder { folder.addFile("chat/\(file.name)", file.bytes) }
        return folder.path(of: "chat")
    }

    @Test func `a folder is shown, added, and removed as a file is`() throws {
        let path = try model()
        let shown = try RecordText.decode(Model.self, from: run(["models", "show", path, "--json"]).output)
        #expect(shown.format == .safetensors && shown.task == .textGeneration && shown.weights == .seeded)
        for named in [path, path + "/model.safetensors"] {
            let ending = try run(["models", "add", named, "--name", "kept", "--force", "--json"])
            #expect(ending.status == 0, "\(ending.errors)")
            let kept = try RecordText.decode(Model.self, from: ending.output)
            #expect(kept.language == shown.language && kept.variants[0].hash != nil)
        }
        #expect(try run(["models", "show", "kept"]).status == 0)
        // A file of another format takes its place whole, and the other way round.
        let file = try #require(SeededLanguageModel(.fp32)).file
        folder.addFile("kept.gguf", file)
        #expect(try run(["models", "add", folder.path(of: "kept.gguf"), "--force"]).status == 0)
        #expect(try run(["models", "add", path, "--name", "kept", "--force"]).status == 0)
        let candidates = try run(["profile", "models", "--dry-run", "--model", "kept", "--engine", "vllm"])
        #expect(candidates.status == 0, "\(candidates.errors)")
        #expect(try run(["models", "remove", "kept"]).status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "edgeplan/models"))
        #expect(!left.contains { $0.hasPrefix("kept") }, "\(left)")
        #expect(try run(["models", "add", folder.path]).status == ExitStatus.badInput.rawValue)
    }

    @Test func `how many requests come at once makes candidates of their own, of engines that serve`() throws {
        let ending = try run([
            "profile", "models", "--dry-run", "--json", "--engine", "vllm,llama.cpp", "--model", try model(),
            "--threads", "1", "--concurrency", "1,4", "--prompt-tokens", "64", "--context", "128",
        ])
        #expect(ending.status == 0, "\(ending.errors)")
        let candidates = try RecordText.decode(CandidateList.self, from: ending.output).candidates.map(\.candidate)
        #expect(candidates.map(\.name) == ["chat/fp32@vllm:1-at1", "chat/fp32@vllm:1-at4"])
        #expect(candidates.map(\.concurrency) == [1, 4] && candidates.allSatisfy { $0.promptTokens == 64 })
        let rate = try run(
            ["profile", "models", "--dry-run", "--engine", "vllm", "--model", try model(), "--rate", "2/s"])
        #expect(rate.status == ExitStatus.wrongUsage.rawValue && rate.errors.contains("--concurrency"))
    }

    @Test func `without vLLM it is said how to get it`() throws {
        let nothing = ["EDGEPLAN_VLLM_LIB": folder.path(of: "nothing")]
        let shown = try run(["engines", "show", "vllm", "--json"], nothing)
        let engine = try #require(try RecordText.decode(EngineList.self, from: shown.output).engines.first)
        #expect(!engine.isUsable && engine.formats == [.safetensors])
        let install = try run(["engines", "install", "vllm", "--json"], nothing)
        #expect(install.status == ExitStatus.missing.rawValue)
        let answer = try RecordText.decode(ErrorAnswer.self, from: install.output)
        #expect(answer.remedy.contains("EDGEPLAN_VLLM_LIB") && answer.remedy.contains("pip install vllm"))
        #expect(try run(["engines", "check", "vllm"], nothing).status == ExitStatus.missing.rawValue)
    }

    /// A profile of the device that tests run on, in which nothing was measured.
    private func emptyProfile() throws -> String {
        let device = try RecordText.decode(Device.self, from: run(["probe", "--json"]).output)
        let conditions = Conditions(startedAt: "2026-11-22T08:00:00Z")
        let profile = Profile(
            device: device, program: .init(version: "0.1.0", build: .release), conditions: conditions)
        folder.addFile("profile.json", Array(try RecordText.encode(profile).utf8))
        return folder.path(of: "profile.json")
    }

    @Test func `where nobody measured it a plan says how it would be started, unverified`() throws {
        let config = try #require(SeededLanguageModel(.fp32)).folder
        _ = try model()
        // Somebody's own model: made-up ones are for no script.
        let text = String(decoding: try #require(config.first { $0.name == "config.json" }).bytes, as: UTF8.self)
        folder.addFile("chat/config.json", Array(text.replacing("seeded", with: "trained").utf8))
        #expect(try run(["models", "add", folder.path(of: "chat"), "--name", "mine"]).status == 0)
        let words = [
            "plan", "--task", "text-generation", "--engine", "vllm", "--profile", try emptyProfile(),
        ]
        #expect(try run(words).status != 0)
        let nothing = ["EDGEPLAN_VLLM_LIB": folder.path(of: "nothing")]
        let ending = try run(words + ["--allow-predicted", "--json"], nothing)
        #expect(ending.status == ExitStatus.notTrustworthy.rawValue, "\(ending.errors)")
        let plan = try RecordText.decode(Plan.self, from: ending.output)
        let configuration = try #require(plan.configurations.first)
        #expect(plan.verdict == .undecided && plan.choice == nil && configuration.status == .unverified)
        #expect(configuration.command.contains("--max-model-len") && configuration.candidate.model == "mine")
        let script = try run(words + ["--allow-predicted", "--format", "sh"], nothing)
        #expect(script.status == ExitStatus.notTrustworthy.rawValue && script.errors.contains("unverified"))
        #expect(script.output.contains("export EDGEPLAN_CONFIGURATION='unverified'"))
        let file = try run(words + ["--allow-predicted", "--format", "env"], nothing)
        #expect(file.output.contains("EDGEPLAN_SERVER_DTYPE=float32"))
        #expect(try run(words + ["--allow-predicted"], nothing).output.contains("Unverified: mine/fp32@vllm"))
    }

    @Test(Self.hasPython) func `a server's wrong answer is found, through all that confines it`() throws {
        let place = TemporaryFolder()
        let fake = ["EDGEPLAN_VLLM_LIB": try FakeVLLM.library(in: place)]
        let ending = try run(["engines", "check", "vllm", "--json"], fake)
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        // It answered, and not what the model's arithmetic says.
        #expect(check.version == "0.0.1" && check.checks.map(\.outcome) == [.wrongAnswer], "\(ending.output)")
        #expect(ending.status == ExitStatus.no.rawValue)
    }

    @Test(Self.isThere) func `it is usable, and says what the plainest arithmetic does`() throws {
        let ending = try run(["engines", "check", "vllm", "--json"])
        #expect(ending.status == 0, "\(ending.errors) \(ending.output)")
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        #expect(check.checks.map(\.outcome) == [.ok])
    }
}
