import CEdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords

/// CTranslate2, for Whisper: it has no interface for C, so a Python program of ours speaks with it.
final class CTranslate2Engine: Engine {
    private let helper: PythonHelper
    let version: String

    static let kind = EngineKind(
        name: .ctranslate2,
        places: LibraryPlaces(variable: "EDGEPLAN_CTRANSLATE2_LIB", folder: "ctranslate2", file: "_ext"),
        formats: [.ctranslate2], precisions: [.fp32, .int8Dynamic],
        knownBad: [
            .init(
                what: "its files hold fp16 weights, which are widened or rounded to 8 bits when they are loaded",
                remedy: "count on the memory that was measured, not on the file's size"),
            .init(
                what: "the encoder always computes half a minute, however short the sound is",
                remedy: "choose a smaller network where answers have to come soon"),
        ]
    ) { order, _ in try CTranslate2Engine(library: order.library(named: "ctranslate2/_ext")) }

    /// - Parameter library: in `lib/python3.X/site-packages/ctranslate2` of an environment.
    private init(library: String) throws(EngineError) {
        let python = try PythonEnvironment.interpreter(of: library)
        helper = try PythonHelper(python, script: Self.script, of: .ctranslate2)
        do throws(EngineError) {
            version = try helper.ask(HelperTask(.open), doing: "opening it").version ?? "unknown"
        } catch {
            throw .badLibrary(path: library, why: error.why)
        }
    }

    private static var script: String {
        var count = 0
        guard let start = unsafe ep_ctranslate2_script(&count) else { return "" }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        var task = HelperTask(.load)
        task.path = order.path
        task.threads = order.threads
        switch order.precision {
        case .fp32: task.precision = "float32"
        case .int8: task.precision = "int8"
        default: throw EngineError.unsupportedPrecision(engine: .ctranslate2, order.precision)
        }
        let answer = try helper.ask(task, doing: "loading the model")
        guard let shape = answer.shape, TensorPort(name: "", type: .f32, shape: shape).bytes != nil else {
            throw EngineError.refused(engine: .ctranslate2, while: "loading the model", why: "it told no input's shape")
        }
        return CTranslate2Model(helper, input: TensorPort(name: "features", type: .f32, shape: shape))
    }
}

/// A Whisper network: what runs is its encoder, over half a minute of sound.
final class CTranslate2Model: ListeningModel {
    private let helper: PythonHelper
    let inputs: [TensorPort]
    private(set) var outputs = [TensorPort(name: "encoded", type: .f32, shape: [1])]
    private(set) var helperUsage = HelperUsage()

    init(_ helper: PythonHelper, input: TensorPort) {
        (self.helper, inputs) = (helper, [input])
    }

    func write(_ bytes: [UInt8], toInput place: Int) throws {
        guard bytes.count == inputs[place].bytes else {
            throw EngineError.badInput(name: inputs[place].name, why: "it has another number of bytes")
        }
        _ = try helper.ask(HelperTask(.take), bytes, doing: "filling \"\(inputs[place].name)\"")
    }

    func run() throws {
        let answer = try helper.ask(HelperTask(.run), doing: "running")
        helperUsage = HelperUsage(
            processorNanoseconds: max(answer.processorNanoseconds ?? 0, 0), peakBytes: max(answer.peakBytes ?? 0, 0))
    }

    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8]) {
        let doing = "giving its outputs"
        let answer = try helper.ask(HelperTask(.output), doing: doing)
        let bytes = try helper.message(doing)
        let port = TensorPort(name: "encoded", type: .f32, shape: answer.shape ?? [])
        guard port.bytes == bytes.count else {
            throw EngineError.refused(engine: .ctranslate2, while: doing, why: "its shape and its numbers differ")
        }
        outputs = [port]
        return (port, bytes)
    }

    func transcript(of samples: [Float], samplesPerSecond: Int, language: String) throws -> Transcript {
        var sound = HelperTask(.hear)
        sound.rate = samplesPerSecond
        let doing = "listening"
        // More than half a minute is not listened to.
        let heard = Array(samples.prefix(30 * samplesPerSecond))
        _ = try helper.ask(sound, TensorBytes.bytes(of: .f32(heard)), doing: doing)
        try run()
        var words = HelperTask(.write)
        words.language = language
        let answer = try helper.ask(words, doing: doing)
        return Transcript(
            text: (answer.text ?? "").printable, tokens: answer.tokens ?? 0,
            secondsLeftOut: max((samples.count - heard.count) / max(samplesPerSecond, 1), 0))
    }
}
