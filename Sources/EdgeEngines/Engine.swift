package import EdgeRecords

/// What executes models: an adapter is one folder with a type that conforms, and one row in `EngineKind.all`.
///
/// It lives in a worker and nowhere else. Its shared library is opened when it is made.
package protocol Engine {
    /// The engine's own word for its version.
    var version: String { get }

    /// Makes the model ready to run, with all memory and threads that it needs.
    func load(_ order: LoadOrder) throws -> any LoadedModel

    /// Those of its kind, and what its library says of each; of the device nothing is asked.
    func routes() -> [EngineRoute]
}

extension Engine {
    package func routes() -> [EngineRoute] { [.own.offered()] }
}

/// A model that is ready to run.
package protocol LoadedModel: AnyObject {
    var inputs: [TensorPort] { get }
    /// Shapes may be known only after a run.
    var outputs: [TensorPort] { get }

    /// Fills an input, which keeps its content from run to run.
    func write(_ bytes: [UInt8], toInput place: Int) throws

    /// From filled inputs to outputs in hand: this is what is timed.
    func run() throws

    /// What the last run gave.
    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8])

    /// What each layer takes, in the order they run, where the engine can say it.
    ///
    /// - Parameter scratch: a folder for what it has to write for that.
    func layers(runs: Int, scratch: String?) throws -> [LayerTimes]

    /// Of a process beside this one that does the work; none where there is no such process.
    var helperUsage: HelperUsage { get }
}

/// What a process beside the worker has used since it began.
package struct HelperUsage: Hashable {
    package var processorNanoseconds = 0
    package var peakBytes = 0
}

/// A network that writes down what is said.
package protocol ListeningModel: LoadedModel {
    func transcript(of samples: [Float], samplesPerSecond: Int, language: String) throws -> Transcript
}

/// A language model: a run gives one token more, at the place right after the prompt.
package protocol PromptedModel: LoadedModel {
    /// Forgets everything and reads the prompt, after which the first token is known.
    func readPrompt() throws
}

/// An engine that writes models anew, with fewer bits.
package protocol QuantizingEngine: Engine {
    func quantize(_ order: QuantizeOrder) throws
}

/// A language model that tells how likely it finds a text.
package protocol ReadingModel: LoadedModel {
    /// Keeps a text as the model's own tokens.
    ///
    /// - Returns: how many there are.
    func take(text: [UInt8]) throws -> Int

    func likelihood(of passage: PassageOrder) throws -> PassageLikelihood
}

/// Of texts that language models are judged with: more would be read for days.
package enum TextLimit {
    package static let bytes = 64 << 20
}

extension LoadedModel {
    package func layers(runs: Int, scratch: String?) throws -> [LayerTimes] { throw EngineError.noLayers }

    package var helperUsage: HelperUsage { HelperUsage() }
}

/// An engine that this program knows, and how it is opened.
package struct EngineKind: Sendable {
    package let name: EngineName
    /// Nil for an engine that is part of this program.
    package let places: LibraryPlaces?
    /// How files are written that it reads.
    package let formats: [ModelFormat]
    /// Variants that it can be given.
    package let precisions: [Precision]
    package let knownBad: [KnownFault]
    /// On what it can run models, its usual way first.
    package var routes: [EngineRoute] = [.own]
    package var tellsLayers = false
    /// Whether it answers through a server beside the worker, several requests at once: its workers, and no others,
    /// have a loopback and memory that processes share.
    package var serves = false
    /// - Parameter version: this program's.
    package let open: @Sendable (_ order: OpenOrder, _ version: String) throws -> any Engine

    /// Every engine; one more is one more row.
    package static let all = [
        NativeEngine.kind, ONNXRuntimeEngine.kind, OpenVINOEngine.kind, LiteRTEngine.kind, TFLiteEngine.kind,
        LlamaCppEngine.kind, CTranslate2Engine.kind, VLLMEngine.kind,
    ]

    /// How much longer than others it may take to load: a server brings its own world with it.
    package var loadingNanoseconds: Int { serves ? 600_000_000_000 : 0 }

    package static func named(_ name: EngineName) -> EngineKind? { all.first { $0.name == name } }
}

// What engines make of variants.
extension EngineKind {
    /// Variants whose file says all: engines do what it says, and the rest in floats.
    package static let stored: [Precision] = [.int8, .int8Activations16, .int8Dynamic, .int8Weights, .int4Weights]

    /// - Throws: `otherFormat` if it does not read such files.
    package func check(_ format: ModelFormat) throws(EngineError) {
        guard formats.contains(format) else { throw .otherFormat(engine: name, format, known: formats) }
    }

    /// What it is told to compute in.
    ///
    /// - Parameter isStored: whether the variant has a file of its own; bf16 may also be a way to run the fp32 file.
    /// - Throws: `unsupportedPrecision` with the reason.
    package func arithmetic(of precision: Precision, isStored: Bool) throws(EngineError) -> Precision {
        switch precision {
        case .bf16 where !precisions.contains(.bf16):
            // The weights are widened as they are read.
            guard isStored else {
                throw .unsupportedPrecision(engine: name, precision, why: "it computes nothing in bf16")
            }
            return .fp32
        case _ where !precisions.contains(precision):
            let known = precisions.map(\.rawValue).joined(separator: ", ")
            throw .unsupportedPrecision(engine: name, precision, why: "it is known to run \(known)")
        case .fp16 where serves: return .fp16
        case .fp16, .int8Weights, .int4Weights: return .fp32
        case .int8Activations16, .int8Dynamic: return .int8
        default: return precision
        }
    }
}

extension OpenOrder {
    /// The library that has to be there; `file` is what was looked for.
    func library(named file: String) throws(EngineError) -> String {
        guard let library else { throw .badLibrary(path: file, why: "it was found nowhere") }
        return library
    }
}

/// Where an engine's shared library lies.
package struct LibraryPlaces: Hashable, Sendable {
    /// The variable that names a file or a folder and goes before everything else.
    package let variable: String
    /// Below `site-packages`: `onnxruntime/capi`.
    package let folder: String
    /// The start of the file's name, whose ending carries a version: `libonnxruntime.so`.
    package let file: String
}
