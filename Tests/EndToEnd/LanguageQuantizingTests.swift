import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `models quantize` and `models evaluate` of GGUF files: by llama.cpp where `EDGEPLAN_LLAMACPP_LIB` names it, and by a
/// library that fails in the ways that there are.
@Suite(.serialized) struct LanguageQuantizingTests {
    private static let named = ProcessInfo.processInfo.environment["EDGEPLAN_LLAMACPP_LIB"]?.isEmpty == false
    private static let isThere: ConditionTrait = .enabled(
        if: named, "EDGEPLAN_LLAMACPP_LIB names no library: `edgeplan engines install llama.cpp` builds it")

    private let folder = TemporaryFolder()
    private let places: TemporaryFolder

    init() throws {
        places = TemporaryFolder()
        // As a user's file would be: what is made up is never evaluated.
        var file = try #require(SeededLanguageModel(.fp32)).file
        let key = Array("edgeplan.weights".utf8)
        let place = try #require((0..<file.count - key.count).first { Array(file[$0..<$0 + key.count]) == key })
        file[place] = UInt8(ascii: "E")
        folder.addFile("chat.gguf", file)
    }

    private var chat: String { folder.path(of: "chat.gguf") }

    private func run(_ words: [String], library: String? = nil) throws -> Program.Ending {
        var environment = [
            "XDG_CACHE_HOME": places.path, "TMPDIR": places.path, "EDGEPLAN_STORE": places.path(of: "store"),
        ]
        if let library { environment["EDGEPLAN_LLAMACPP_LIB"] = library }
        return try Program.run(["models"] + words, environment: environment, folder: URL(filePath: folder.path))
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    @Test(isThere) func `a variant is written whole, with a card that says how, and it runs`() throws {
        let ending = try run(["quantize", "chat.gguf", "--precision", "q4_0", "--json"])
        #expect(ending.status == 0, "\(ending.errors)")
        let card = try RecordText.decode(VariantCard.self, from: ending.output)
        #expect(card.precision == Precision(rawValue: "q4_0") && card.parent.name == "chat")
        #expect(card.method.count == 1 && card.method[0].contains("q4_0 by llama.cpp"))
        #expect(card.engines.map(\.runs) == [true] && card.modelBytes < (card.parent.modelBytes ?? 0) / 3)
        #expect(names == ["chat-q4_0.card.json", "chat-q4_0.gguf", "chat.gguf"])
        let again = try run(["quantize", "chat-q4_0.gguf", "--precision", "q8_0", "--json"])
        let second = try RecordText.decode(VariantCard.self, from: again.output)
        #expect(second.method.count == 2 && second.method[1].contains("from q4_0"))
        #expect(try run(["quantize", "chat.gguf", "--precision", "q4_0"]).status == ExitStatus.badInput.rawValue)
        #expect(try run(["quantize", "chat.gguf", "--precision", "q4_0", "--force"]).status == 0)
    }

    @Test(isThere) func `variants of a model that was added are its own, and candidates of their own`() throws {
        #expect(try run(["add", chat]).status == 0)
        for word in ["q4_0", "q4_1"] {
            let ending = try run(["quantize", "chat", "--precision", word, "--json"])
            #expect(ending.status == 0, "\(ending.errors)")
        }
        let model = try RecordText.decode(Model.self, from: run(["show", "chat", "--json"]).output)
        #expect(model.variants.map(\.precision.rawValue) == ["fp32", "q4_0", "q4_1"])
        #expect(Set(model.variants.map(\.hash)).count == 3 && model.variants.allSatisfy { $0.format == .gguf })
        let words = ["profile", "models", "--dry-run", "--json", "--engine", "llama.cpp", "--model", "chat"]
        let environment = ["XDG_CACHE_HOME": places.path, "TMPDIR": places.path]
        let listed = try Program.run(words + ["--threads", "1"], environment: environment)
        let candidates = try RecordText.decode(CandidateList.self, from: listed.output).candidates
        #expect(candidates.map(\.candidate.variant) == ["chat/fp32", "chat/q4_0", "chat/q4_1"])
        #expect(try run(["remove", "chat"]).status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: places.path(of: "edgeplan/models"))
        #expect(left.allSatisfy { !$0.hasPrefix("chat") }, "\(left)")
    }

    private static let text = String(repeating: "It was the best of times, it was the worst of times; ", count: 2)

    /// By the plainest arithmetic: of passages of so many tokens the second half is judged, after the first.
    private static func perplexity(of text: String, passage length: Int) throws -> (value: Double, tokens: Int) {
        let model = try #require(SeededLanguageModel(.fp32))
        let tokens = try #require(SeededLanguageModel.tokens(of: text))
        var logarithms: [Double] = []
        for start in stride(from: 0, through: tokens.count - length, by: length) {
            var passage = Array(tokens[start..<start + length])
            passage[0] = tokens[0]
            for place in (length / 2 + 1)..<length {
                let scores = model.scores(after: Array(passage[..<place])).map { Double($0) }
                let all = log(scores.reduce(0) { $0 + exp($1) })
                logarithms.append(scores[Int(passage[place])] - all)
            }
        }
        return (exp(-logarithms.reduce(0, +) / Double(logarithms.count)), logarithms.count)
    }

    @Test(isThere) func `the perplexity is the one of plain arithmetic, and what bits cost shows in it`() throws {
        folder.addFile("times.txt", Array(Self.text.utf8))
        let words = ["evaluate", "--data", folder.path(of: "times.txt"), "--context", "32", "--json"]
        let ending = try run(words + [chat])
        #expect(ending.status == 0, "\(ending.errors)")
        let answer = try RecordText.decode(ModelEvaluation.self, from: ending.output)
        let found = try #require(answer.rows.first?.accuracy)
        let right = try Self.perplexity(of: Self.text, passage: 32)
        #expect(answer.dataset.samples == 3 && found.value.count == right.tokens && right.tokens == 45)
        // Keys and values are kept in 16 bits.
        #expect(abs(found.value.value / right.value - 1) < 0.002, "\(found.value.value) \(right.value)")
        let interval = try #require(found.value.interval)
        #expect(interval.low < found.value.value && found.value.value < interval.high)
        #expect(found.metric == "perplexity" && found.dataset == "times.txt, 108 tokens, 32 at once")
        #expect(try run(["quantize", "chat.gguf", "--precision", "q4_0"]).status == 0)
        let coarse = try RecordText.decode(
            ModelEvaluation.self, from: run(words + [folder.path(of: "chat-q4_0.gguf")]).output)
        let lost = try #require(coarse.rows.first?.accuracy.value.value)
        #expect(lost != found.value.value && abs(lost / right.value - 1) < 0.25)
        let shown = try RecordText.decode(Model.self, from: run(["show", chat, "--json"]).output)
        #expect(shown.variants[0].accuracy == nil)
        let text = try run(words.dropLast() + [chat, "--samples", "2"]).output
        #expect(text.contains("less is better") && text.contains("2, evenly spread, of the 3 passages"), "\(text)")
    }

    @Test(isThere) func `a text that is too short, or has what no word is made of, is refused`() throws {
        folder.addFile("short.txt", Array("It was".utf8))
        let short = try run(["evaluate", chat, "--data", folder.path(of: "short.txt"), "--context", "32"])
        #expect(
            short.status == ExitStatus.badInput.rawValue && short.errors.contains("8 tokens, and 32"), "\(short.errors)"
        )
        folder.addFile("strange.txt", Array(repeating: 0xff, count: 64))
        let strange = try run(["evaluate", chat, "--data", folder.path(of: "strange.txt"), "--context", "32"])
        #expect(strange.status == ExitStatus.badInput.rawValue && strange.output.isEmpty, "\(strange.errors)")
    }

    @Test func `without the engine both say how to mend it, and nothing is left behind`() throws {
        folder.addFile("times.txt", Array(Self.text.utf8))
        for words in [["quantize", "chat.gguf"], ["evaluate", "chat.gguf", "--data", "times.txt"]] {
            let ending = try run(words + ["--json"], library: folder.path(of: "nothing"))
            #expect(ending.status == ExitStatus.missing.rawValue)
            let answer = try RecordText.decode(ErrorAnswer.self, from: ending.output)
            #expect(answer.remedy.contains("edgeplan engines install llama.cpp"), "\(answer)")
        }
        #expect(names == ["chat.gguf", "times.txt"])
    }

    @Test func `what cannot be asked is refused before anything is started`() throws {
        for (words, part) in [
            (["quantize", "chat.gguf", "--precision", "int8"], "int8 is no kind of GGUF file"),
            (["quantize", "chat.gguf", "--precision", "q4_0", "--calibrate", "."], "takes no inputs"),
            (["quantize", "ds-cnn", "--precision", "q4_0"], "q4_0 is a kind of GGUF file"),
            (["evaluate", "fashion-cnn-w4", "--metric", "perplexity", "--data", "chat.gguf"], "another metric"),
            (["evaluate", "chat.gguf", "--engine", "native", "--data", "chat.gguf"], "does not read GGUF files"),
        ] {
            let ending = try run(words, library: folder.path(of: "nothing"))
            #expect([2, 3].contains(ending.status) && ending.errors.contains(part), "\(ending.errors)")
        }
    }

    /// Writes half a file, and then does what it is built for.
    private static let failing = """
        #include <stdbool.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        int32_t edgeplan_llama_interface(void) { return 1; }
        void edgeplan_llama_start(void) {}
        const char *edgeplan_llama_system(void) { return ""; }
        void *edgeplan_llama_load(void) { return NULL; }
        void edgeplan_llama_unload(void) {}
        int32_t edgeplan_llama_vocabulary(void) { return 0; }
        int32_t edgeplan_llama_context(void) { return 0; }
        bool edgeplan_llama_prompt(void) { return false; }
        bool edgeplan_llama_token(void) { return false; }
        const float *edgeplan_llama_scores(void) { return NULL; }
        int32_t edgeplan_llama_tokens(void) { return 0; }
        bool edgeplan_llama_likelihood(void) { return false; }
        bool edgeplan_llama_quantize(const char *from, const char *to, int32_t type, int32_t threads, bool again,
                                     char *reason, size_t size) {
            FILE *file = fopen(to, "w");
            fputs("GGUF", file);
            fclose(file);
            ENDING
        }
        """

    private static let compiler =
        ["/usr/bin/clang", "/usr/bin/cc"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        ?? (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/clang" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }

    @Test(
        .enabled(if: compiler != nil, "there is no C compiler"),
        arguments: [
            ("abort();", "signal 6"), ("snprintf(reason, size, \"no room\"); return false;", "no room"),
            ("return true;", "ends too early"),
        ])
    func `a quantizer that crashes, fails or writes half a file is an error, and leaves nothing`(
        ending: String, words: String
    ) throws {
        let compiler = try #require(Self.compiler)
        places.addFile("failing.c", Array(Self.failing.replacingOccurrences(of: "ENDING", with: ending).utf8))
        let library = places.path(of: "libedgeplan-llama.so")
        let process = Process()
        process.executableURL = URL(filePath: compiler)
        process.arguments = ["-shared", "-fPIC", "-o", library, places.path(of: "failing.c")]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let run = try run(["quantize", "chat.gguf", "--precision", "q4_0"], library: library)
        #expect(run.status == ExitStatus.badInput.rawValue && run.errors.contains(words), "\(run.errors)")
        #expect(names == ["chat.gguf"])
    }
}
