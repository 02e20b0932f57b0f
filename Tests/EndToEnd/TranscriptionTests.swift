import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Whisper on CTranslate2.
///
/// What needs both runs where `EDGEPLAN_CTRANSLATE2_LIB` names the library and
/// `EDGEPLAN_WHISPER` a folder with the model's two wheels and `two_cities.wav`.
@Suite(.serialized) struct TranscriptionTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let wheels = environment["EDGEPLAN_WHISPER"] ?? ""
    private static let areThere: ConditionTrait = .enabled(
        if: !wheels.isEmpty && environment["EDGEPLAN_CTRANSLATE2_LIB"]?.isEmpty == false,
        "EDGEPLAN_CTRANSLATE2_LIB or EDGEPLAN_WHISPER names nothing")

    private let folder = TemporaryFolder()

    private func run(_ words: [String], _ more: [String: String] = [:]) throws -> Program.Ending {
        let places = ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
        return try Program.run(words, environment: places.merging(more) { $1 })
    }

    @Test(Self.areThere) func `the clip's words come out right, and both ways to compute agree`() throws {
        let installed = try run(["models", "install", "whisper-base", "--from", Self.wheels, "--json"])
        #expect(installed.status == 0, "\(installed.errors)")
        let model = try RecordText.decode(Model.self, from: installed.output)
        #expect(model.task == .init(rawValue: "transcription") && model.format == .ctranslate2)
        #expect(model.variants.map(\.precision) == [.fp32, .int8Dynamic])
        let ending = try run(["models", "run", "whisper-base", "--input", Self.wheels + "/two_cities.wav"])
        #expect(ending.status == 0, "\(ending.errors)")
        let words = ending.output.lowercased().split { !$0.isLetter }
        let said = """
            it was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness it
            was the epoch of belief it was the epoch of incredulity it was the season of light it was the season of
            darkness it was the spring of hope it was the winter of despair
            """.split { !$0.isLetter }
        #expect(Array(words.prefix(said.count)) == said, "\(ending.output)")
        #expect(ending.errors.contains("were not listened to"))
        let strange = try run(
            ["models", "run", "whisper-base", "--language", "xx", "--input", Self.wheels + "/two_cities.wav"])
        #expect(strange.status == ExitStatus.badInput.rawValue && strange.errors.contains("<|xx|>"))
        #expect(try run(["engines", "check", "ctranslate2"]).status == 0)
    }

    @Test func `without the engine or a model it is said how to get them`() throws {
        let nothing = ["EDGEPLAN_CTRANSLATE2_LIB": folder.path(of: "nothing")]
        let shown = try run(["engines", "show", "ctranslate2", "--json"], nothing)
        let engine = try #require(try RecordText.decode(EngineList.self, from: shown.output).engines.first)
        #expect(!engine.isUsable && engine.package == "ctranslate2==4.8.5")
        let check = try run(["engines", "check", "ctranslate2", "--json"], nothing)
        #expect(check.status == ExitStatus.missing.rawValue)
        #expect(check.output.contains("edgeplan models install whisper-base"))
        folder.addFile("speech.ct2", [1])
        for verb in [["models", "add"], ["models", "show"], ["models", "run"]] {
            let ending = try run(verb + [folder.path(of: "speech.ct2")])
            #expect(ending.status == ExitStatus.badInput.rawValue, "\(verb) \(ending.errors)")
        }
    }
}
