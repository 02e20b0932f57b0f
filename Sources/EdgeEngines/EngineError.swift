package import EdgeRecords

/// Why an engine does not do what it was asked.
package enum EngineError: ExplainedError {
    case unknown(EngineName)
    /// The shared library cannot be used, with the loader's or its own words.
    case badLibrary(path: String, why: String)
    case tooOld(path: String, version: String, needed: String)
    /// Nil for a version that nothing tells.
    case otherRelease(path: String, version: String?, needed: String)
    case otherFormat(engine: EngineName, ModelFormat, known: [ModelFormat])
    /// In the engine's own words.
    case refused(engine: EngineName, while: String, why: String)
    case unsupportedPrecision(
        engine: EngineName, Precision, why: String = "its arithmetic is what the model's file holds")
    /// It runs models on nothing that was asked for.
    case noRoute(engine: EngineName, known: [EngineRoute])
    /// Its library cannot hand models to what was asked for.
    case noProvider(engine: EngineName, String, why: String)
    case badInput(name: String, why: String)
    case noLayers
    /// In words: `judge texts`.
    case notAble(String)

    package var what: String {
        switch self {
        case .unknown(let name): "there is no engine called \(name.rawValue)"
        case .badLibrary, .tooOld, .otherRelease: "an engine's library cannot be used"
        case .refused(let engine, let doing, _): "\(engine.rawValue) failed while \(doing)"
        case .otherFormat(let engine, let format, _): "\(engine.rawValue) does not read \(format.title) files"
        case .unsupportedPrecision(let engine, let precision, _):
            "\(engine.rawValue) does not run \(precision.rawValue)"
        case .noRoute(let engine, _): "\(engine.rawValue) runs models on nothing that was asked for"
        case .noProvider(let engine, let provider, _): "\(engine.rawValue) cannot use \(provider)"
        case .badInput(let name, _): "the input \"\(name)\" could not be filled"
        case .noLayers: "the engine does not tell what its layers take"
        case .notAble(let work): "the engine does not \(work)"
        }
    }

    package var `where`: String {
        switch self {
        case .badLibrary(let path, _), .tooOld(let path, _, _), .otherRelease(let path, _, _): path
        case .badInput(let name, _): name
        default: "the engine"
        }
    }

    package var why: String {
        switch self {
        case .unknown: "this version has no adapter for it"
        case .badLibrary(_, let why), .refused(_, _, let why), .badInput(_, let why),
            .unsupportedPrecision(_, _, let why), .noProvider(_, _, let why):
            why
        case .noRoute(let engine, let known):
            "\(engine.rawValue) runs models on \(known.map(\.name).joined(separator: ", "))"
        case .tooOld(_, let version, let needed): "it is version \(version), and \(needed) or later is needed"
        case .otherRelease(_, let version, let needed):
            (version.map { "it is version \($0)" } ?? "nothing beside it tells its version")
                + ", and only \(needed) is known here: its functions change between releases"
        case .otherFormat(let engine, let format, let known):
            "\(engine.rawValue) does not read \(format.title) files, only "
                + known.map(\.title).joined(separator: " and ")
        case .noLayers: "there is no such clock for it, or it runs on something else than its own kernels"
        case .notAble: "there is nothing of the kind in its interface"
        }
    }

    package var remedy: String {
        switch self {
        case .unknown: "`edgeplan engines list` has those that there are"
        case .badLibrary, .tooOld, .otherRelease: "`edgeplan engines install` makes a private environment that fits"
        case .refused: "`edgeplan models check` tells which nodes can be run; try another engine"
        case .unsupportedPrecision: "choose another precision or engine"
        case .otherFormat: "name an engine that reads it: `edgeplan engines list` has what each reads"
        case .noRoute: "choose among these, or another engine"
        case .noProvider: "`edgeplan engines show` has what its library offers"
        case .badInput: "give a file that fits the input's type and shape"
        case .noLayers: "leave out --layers, or use --engine native,onnxruntime"
        case .notAble: "use llama.cpp for it, with a GGUF file"
        }
    }

    package var status: ExitStatus {
        switch self {
        case .badLibrary, .tooOld, .otherRelease: .missing
        case .unknown: .wrongUsage
        default: .badInput
        }
    }

    /// As a measurement's outcome.
    package var refusal: WorkerRefusal {
        switch self {
        case .unknown, .badLibrary, .tooOld, .otherRelease: WorkerRefusal(.missing, "\(`where`): \(why); \(remedy)")
        case .refused: WorkerRefusal(WorkerRefusal.outcome(of: why), "\(what): \(why)")
        default: WorkerRefusal(.refused, "\(what): \(why)")
        }
    }
}
