import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// GGUF files and llama.cpp: what needs the library runs where `EDGEPLAN_LLAMACPP_LIB` names one.
@Suite(.serialized) struct LanguageModelTests {
    private static let isThere: ConditionTrait = .enabled(
        if: ProcessInfo.processInfo.environment["EDGEPLAN_LLAMACPP_LIB"]?.isEmpty == false,
        "EDGEPLAN_LLAMACPP_LIB names no library: `edgeplan engines install llama.cpp` builds it, in minutes")

    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ more: [String: String] = [:]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(words, environment: places.merging(more) { $1 })
    }

    private func file(_ precision: String = "q4_0") throws -> String {
        let model = try #require(SeededLanguageModel(Precision(rawValue: precision)))
        folder.addFile("chat.gguf", model.file)
        return folder.path(of: "chat.gguf")
    }

    @Test func `what a GGUF file says of itself is shown, and kept when it is added`() throws {
        let path = try file()
        let shown = try RecordText.decode(Model.self, from: run(["models", "show", path, "--json"]).output)
        #expect(shown.format == .gguf && shown.task == .textGeneration && shown.weights == .seeded)
        let ending = try run(["models", "add", path, "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let kept = try RecordText.decode(Model.self, from: ending.output)
        #expect(kept.name == "chat" && kept.language == shown.language && kept.variants[0].hash != nil)
        let text = try run(["models", "show", "chat"]).output.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        #expect(text.contains("keys and values take 256 bytes for each") && text.contains("q4_0"), "\(text)")
        #expect(try run(["models", "remove", "chat"]).status == 0)
        #expect(
            try !FileManager.default.contentsOfDirectory(atPath: folder.path(of: "edgeplan/models")).contains {
                $0.hasPrefix("chat")
            })
    }

    @Test func `each engine refuses files of others in a sentence`() throws {
        let path = try file()
        let words = ["profile", "models", "--dry-run", "--model"]
        let native = try run(words + [path])
        #expect(native.status == ExitStatus.wrongUsage.rawValue)
        #expect(native.errors.contains("native does not read GGUF files, only ONNX"), "\(native.errors)")
        let other = try run(words + ["ds-cnn", "--engine", "llama.cpp"])
        #expect(other.errors.contains("llama.cpp does not read ONNX files, only GGUF"), "\(other.errors)")
        let quantized = try run(["models", "prune", path])
        #expect(
            quantized.status != 0 && quantized.errors.contains("only engines of others read"), "\(quantized.errors)")
    }

    @Test func `threads for prompts and for tokens are candidates of their own`() throws {
        let ending = try run([
            "profile", "models", "--dry-run", "--json", "--engine", "llama.cpp", "--model", try file(), "--threads",
            "1",
            "--prompt-threads", "1,2", "--prompt-tokens", "64", "--context", "128", "--oversubscribe",
        ])
        #expect(ending.status == 0, "\(ending.errors)")
        let candidates = try RecordText.decode(CandidateList.self, from: ending.output).candidates.map(\.candidate)
        #expect(candidates.map(\.promptThreads) == [1, 2] && candidates.allSatisfy { $0.threads == 1 })
        #expect(candidates.map(\.name) == ["chat/q4_0@llama.cpp:1", "chat/q4_0@llama.cpp:1-prompt2"])
        #expect(candidates.allSatisfy { $0.promptTokens == 64 && $0.contextTokens == 128 })
    }

    @Test func `without what builds it, its installation says which packages to install`() throws {
        let ending = try run(["engines", "install", "llama.cpp", "--json"], ["PATH": folder.path])
        #expect(ending.status == ExitStatus.missing.rawValue)
        let answer = try RecordText.decode(ErrorAnswer.self, from: ending.output)
        #expect(answer.why.contains("cmake and ninja and clang") && answer.remedy.contains("apt-get install cmake"))
    }

    @Test(isThere) func `it is usable, and says what the plainest arithmetic does`() throws {
        let ending = try run(["engines", "check", "llama.cpp", "--json"])
        #expect(ending.status == 0, "\(ending.errors) \(ending.output)")
        let check = try RecordText.decode(EngineCheck.self, from: ending.output)
        #expect(check.isRight && check.version != nil && check.checks.count == 3, "\(check)")
    }

    #if !DEBUG
        @Test(isThere) func `prompts and tokens are measured apart, and a plan is made of both`() throws {
            let path = try file("q8_0")
            #expect(try run(["models", "add", path]).status == 0)
            let ending = try run([
                "profile", "models", "--engine", "llama.cpp", "--model", "chat", "--threads", "1", "--prompt-threads",
                "1",
                "--prompt-tokens", "32", "--context", "64", "--processes", "2", "--json",
            ])
            #expect([0, 4].contains(ending.status), "\(ending.errors)")
            let measurement = try #require(try RecordText.decode(Profile.self, from: ending.output).measurements.first)
            #expect(measurement.outcome == .ok, "\(measurement.reason ?? "")")
            let rate = try #require(measurement.promptTokensPerSecond)
            let median = try #require(measurement.promptNanoseconds?[.median])
            #expect(abs(rate.value * median.value / 32e9 - 1) < 1e-6 && median.count >= 2)
            #expect(measurement.nanosecondsPerToken?[.median] == measurement.latencyNanoseconds[.median])
            #expect(measurement.candidate.weights == .seeded && measurement.candidate.promptTokens == 32)
            let plan = try run([
                "plan", "--task", "text-generation", "--target", "10s", "--first-token", "1us", "--allow-contended",
                "--json",
            ])
            let made = try RecordText.decode(Plan.self, from: plan.output)
            #expect(made.rejected.first?.reason == .firstToken, "\(plan.errors) \(made.summary)")
        }

        @Test(isThere) func `a prompt that does not fit is an outcome with its reason`() throws {
            let ending = try run([
                "profile", "models", "--engine", "llama.cpp", "--model", try file(), "--threads", "1", "--processes",
                "1",
                "--prompt-tokens", "600", "--context", "64", "--json",
            ])
            let measurement = try #require(try RecordText.decode(Profile.self, from: ending.output).measurements.first)
            #expect(measurement.outcome == .refused && measurement.reason?.contains("do not fit") == true)
        }
    #endif
}
