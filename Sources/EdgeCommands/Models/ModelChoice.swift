import EdgeArguments
import EdgeModels
import EdgePlatform
import EdgeRecords

/// A model that was named: one with a file that the program has or keeps, the catalogue's, or a file.
struct ModelChoice {
    let record: Model
    /// Nodes whose sizes depend on the input.
    let uncounted: [String]
    private let network: Network
    /// Whether a file was named, and no model.
    let isFile: Bool
    /// What a file says of itself that no record has a place for.
    let remarks: [String]

    /// Where its numbers come from.
    private enum Network {
        case built(CatalogueModel)
        case read(Graph)
        /// A file that is no graph here.
        case described(file: String)
        /// The user's own, some of whose variants have files of their own.
        case kept(Graph, [Precision: Graph])
    }

    /// - Parameter withHash: whether a file is hashed, and known by that.
    /// - Throws: `unknownModel` with the nearest name, and what the reader says of a file.
    init(
        _ word: String, in surroundings: Surroundings, binding: [String: Int], withHash: Bool = false
    ) throws {
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let kept = try local.model(named: word)
        let isKnown = kept != nil || Catalogue.model(named: word) != nil
        isFile = !isKnown
        let format = Self.format(of: word, kept: kept)
        if format == .tflite {
            guard binding.isEmpty else { throw TFLiteError.unboundSizes }
            let bytes = try kept.map { try local.bytes(of: $0) } ?? TFLiteReader.bytes(at: word)
            let file = try TFLiteReader.file(of: bytes)
            record = try Self.record(of: kept, named: word, file, bytes, among: local)
            (uncounted, network, remarks) = (file.uncounted, .described(file: word), file.remarks)
            return
        }
        if format == .openvinoIR {
            guard binding.isEmpty else { throw TFLiteError.unboundSizes }
            let pair = try IRReader.pair(at: kept.map { local.path(of: $0) } ?? word)
            record = try Self.record(of: kept, named: word, pair, among: local, withHash: withHash)
            (uncounted, network, remarks) = ([], .described(file: word), pair.remarks)
            return
        }
        remarks = []
        if format == .ctranslate2 {
            guard let kept else { throw TFLiteError.notRead(file: word, verb: "read here") }
            (record, uncounted, network) = (try local.withAccuracies(kept), [], .described(file: word))
            return
        }
        if format == .safetensors {
            record = try Self.record(ofFolder: kept, at: word, among: local, withHash: withHash)
            (uncounted, network) = ([], .described(file: word))
            return
        }
        if format == .gguf {
            record = try Self.record(ofGGUF: kept, at: word, among: local, withHash: withHash)
            (uncounted, network) = ([], .described(file: word))
            return
        }
        if let model = kept {
            let graph = try ONNXReader.graph(of: try local.bytes(of: model), binding: binding)
            var others: [Precision: Graph] = [:]
            for variant in model.variants where variant.hash != model.variants.first?.hash {
                others[variant.precision] = try ONNXReader.graph(
                    of: try local.bytes(of: model, variant.precision), binding: binding)
            }
            (record, uncounted, network) = (
                try local.withAccuracies(model), LayerTable(of: graph).uncounted, .kept(graph, others)
            )
        } else if let model = Catalogue.model(named: word) {
            (record, uncounted, network) = (model.record(withLayers: true), [], .built(model))
        } else if word.contains("/") || ModelFormat(ofFileNamed: word) != nil {
            let copy = withHash ? try ModelCopy(of: word, binding: binding) : nil
            let graph = try copy?.graph ?? ONNXReader.graph(at: word, binding: binding)
            var model = Model(name: word, task: .unknown, labels: nil, weights: .user)
            model.take(graph, file: copy?.bytes)
            if let said = try graph.statement ?? local.statement(of: model) { model.inherit(said) }
            (record, uncounted, network) = (model, LayerTable(of: graph).uncounted, .read(graph))
        } else {
            throw ModelChoiceError.unknownModel(word, among: try Self.names(local))
        }
    }

    /// How its file is written; nil for one that no ending tells of.
    static func format(of word: String, in surroundings: Surroundings) throws -> ModelFormat? {
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        return format(of: word, kept: try local.model(named: word))
    }

    private static func format(of word: String, kept: Model?) -> ModelFormat? {
        if let kept { return kept.format }
        guard Catalogue.model(named: word) == nil else { return nil }
        return LanguageFolder.path(meantBy: word) == nil ? ModelFormat(ofFileNamed: word) : .safetensors
    }

    private static func record(
        of kept: Model?, named word: String, _ file: TFLiteFile, _ bytes: [UInt8], among local: LocalCatalogue
    ) throws -> Model {
        if let kept { return try local.withAccuracies(kept) }
        var model = Model(name: word, task: .unknown, labels: nil, weights: .user)
        model.take(file, bytes: bytes)
        if let said = try local.statement(of: model) { model.inherit(said) }
        return model
    }

    private static func record(
        of kept: Model?, named word: String, _ pair: IRReader.Pair, among local: LocalCatalogue, withHash: Bool
    ) throws -> Model {
        if let kept { return try local.withAccuracies(kept) }
        var model = Model(name: word, task: .unknown, labels: nil, weights: .user)
        model.take(pair.file, hash: withHash ? try IRReader.hash(of: word) : nil, modelBytes: pair.bytes)
        if let said = try local.statement(of: model) { model.inherit(said) }
        return model
    }

    private static func record(
        ofFolder kept: Model?, at word: String, among local: LocalCatalogue, withHash: Bool
    ) throws -> Model {
        if let kept { return try local.withAccuracies(kept) }
        let folder = try LanguageFolder(at: LanguageFolder.path(meantBy: word) ?? word)
        var model = Model(name: word, task: .unknown, labels: nil, weights: .user)
        model.take(folder, hash: withHash ? try folder.hash() : nil)
        return model
    }

    private static func record(
        ofGGUF kept: Model?, at path: String, among local: LocalCatalogue, withHash: Bool
    ) throws -> Model {
        if let kept { return try local.withAccuracies(kept) }
        var model = Model(name: path, task: .unknown, labels: nil, weights: .user)
        model.take(try GGUFFile.read(at: path), hash: withHash ? try UserFile.hash(of: path) : nil)
        return model
    }

    /// The network with its weights.
    ///
    /// - Parameter verb: what is to be done with it: `quantized`.
    func graph(_ precision: Precision, toBe verb: String) throws(TFLiteError) -> Graph {
        switch network {
        case .described(let file): throw .notRead(file: file, verb: verb)
        case .built(let model): model.graph(precision)
        case .read(let graph): graph
        case .kept(let graph, let others): others[precision] ?? graph
        }
    }

    static func names(_ local: LocalCatalogue) throws -> [String] {
        let others = Set(try local.models().map(\.name) + EmbeddedModels.all.map(\.name))
        return Catalogue.models.map(\.name) + others.subtracting(Catalogue.models.map(\.name)).sorted()
    }
}

/// Sizes for open dimensions, as `batch=1,height=224`.
enum Binding {
    static func sizes(_ parsed: ParsedCommand) throws(ModelChoiceError) -> [String: Int] {
        var sizes: [String: Int] = [:]
        for word in parsed.words("bind") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, let size = Int(parts[1]), size > 0 else {
                throw .badBinding(word)
            }
            sizes[String(parts[0])] = size
        }
        return sizes
    }
}

/// Why no model was found by what was asked for.
enum ModelChoiceError: ExplainedError {
    case unknownModel(String, nearest: String?)
    case nothingMatches(option: String, word: String, nearest: String?, known: [String])
    case noVariant(model: String, precision: String, known: [String])
    case noCandidate(models: [String], engines: [String], asked: [String], reasons: [String])
    case badBinding(String)

    static func unknownModel(_ name: String, among known: [String]) -> Self {
        .unknownModel(name, nearest: name.nearest(of: known))
    }

    var what: String {
        switch self {
        case .unknownModel(let name, let nearest): "unknown model \(name)" + question(nearest)
        case .nothingMatches(let option, let word, let nearest, _):
            "no model has \(option) \(word)" + question(nearest)
        case .noVariant(let model, let precision, _): "\(model) cannot be had at \(precision)"
        case .noCandidate: "there is nothing to measure"
        case .badBinding(let word): "--bind cannot be '\(word)'"
        }
    }

    var `where`: String {
        switch self {
        case .unknownModel, .noVariant: "edgeplan models"
        case .nothingMatches(let option, _, _, _): "edgeplan models list --\(option)"
        case .noCandidate: "edgeplan profile models"
        case .badBinding: "edgeplan models --bind"
        }
    }

    var why: String {
        switch self {
        case .unknownModel: "neither the catalogue nor your own models have one of this name"
        case .nothingMatches(_, _, _, let known): "there are \(known.joined(separator: ", "))"
        case .noVariant(_, _, let known): "its precisions are \(known.joined(separator: ", "))"
        case .noCandidate(_, _, _, let reasons) where !reasons.isEmpty: reasons.joined(separator: "; ")
        case .noCandidate(let models, let engines, let asked, _):
            "\(engines.joined(separator: " and ")) run no \(asked.isEmpty ? "variant" : asked.joined(separator: " or ")) of "
                + models.joined(separator: ", ")
        case .badBinding: "it is no name with a size above 0"
        }
    }

    var remedy: String {
        switch self {
        case .unknownModel(_, let nearest?): "write \(nearest); `edgeplan models list` has all"
        case .unknownModel(_, nil):
            "take a name from `edgeplan models list`, or give a file with its path: ./model.onnx"
        case .nothingMatches: "name one of these"
        case .noVariant: "name one of these"
        case .noCandidate: "`edgeplan models show NAME` has its precisions, `edgeplan engines list` what engines run"
        case .badBinding: "write the dimension's name and its size: --bind batch=1"
        }
    }

    var status: ExitStatus { .wrongUsage }

    private func question(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "" }
}
