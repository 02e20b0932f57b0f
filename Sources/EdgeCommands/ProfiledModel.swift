import EdgeModels
import EdgeProfiling
import EdgeRecords

/// A model that was named on the command line: one of the catalogue, one of the user's own, or a file.
struct ProfiledModel {
    let name: String
    let weights: Weights
    /// At which it can be had.
    let all: [Precision]
    /// Of these the ones that were asked for.
    let precisions: [Precision]
    /// Whether the file itself holds floats, whatever was asked for.
    private let storesFloats: Bool
    private let source: Source
    /// Of a language model.
    let language: LanguageFacts?
    /// Sizes for what a file leaves open.
    let binding: [String: Int]

    private enum Source {
        case catalogue(CatalogueModel)
        case kept(LocalCatalogue, Model)
        case file(String, ModelFormat)
    }

    /// - Parameter asked: empty for all that there are.
    init(named name: String, asked: [Precision], binding: [String: Int] = [:], among local: LocalCatalogue) throws {
        self.binding = binding
        let there: [Precision]
        if let kept = try local.model(named: name) {
            (self.name, weights, source) = (name, kept.weights, .kept(local, kept))
            language = kept.language
            keepsState = kept.variants.contains { $0.keepsState == true }
            there = kept.variants.map(\.precision)
        } else if let known = Catalogue.model(named: name) {
            (self.name, weights, source, storesFloats) = (name, .seeded, .catalogue(known), true)
            all = CatalogueModel.precisions
            precisions = asked.isEmpty ? all : all.filter(asked.contains)
            (keepsState, language) = (false, nil)
            return
        } else if let path = LanguageFolder.path(meantBy: name) {
            let folder = try LanguageFolder(at: path)
            (self.name, source) = (Self.plainName(of: path), .file(path, .safetensors))
            weights = folder.isSeeded ? .seeded : .user
            (there, keepsState, language) = ([folder.precision], false, folder.language)
        } else if ModelFormat(ofFileNamed: name) == .gguf {
            let file = try GGUFFile.read(at: name)
            (self.name, source) = (Self.plainName(of: name), .file(name, .gguf))
            weights = file.isSeeded ? .seeded : .user
            (there, keepsState, language) = ([file.precision.main], false, file.language)
        } else if let format = ModelFormat(ofFileNamed: name) {
            language = nil
            (self.name, weights, source) = (Self.plainName(of: name), .user, .file(name, format))
            if format == .tflite {
                guard binding.isEmpty else { throw TFLiteError.unboundSizes }
                let file = try TFLiteReader.file(at: name)
                (there, keepsState) = (file.precisions, file.keepsState)
            } else if format == .openvinoIR {
                let file = try IRReader.pair(at: name).file
                (there, keepsState) = (file.precisions, file.keepsState)
            } else if format == .ctranslate2 {
                throw TFLiteError.notRead(file: name, verb: "measured where it lies")
            } else {
                (there, keepsState) = (try ONNXReader.graph(at: name, binding: binding).precisions, false)
            }
        } else {
            throw ModelChoiceError.unknownModel(name, among: try ModelChoice.names(local))
        }
        storesFloats = there.contains(.fp32)
        all = there
        precisions = asked.isEmpty ? there : there.filter(asked.contains)
    }

    /// `net` of `models/net.onnx`.
    static func plainName(of path: String) -> String {
        ModelName.plain(path.split(separator: "/").last.map { String($0) } ?? path)
    }

    /// How the file of a variant is written.
    func format(_ precision: Precision) -> ModelFormat {
        switch source {
        case .catalogue: .onnx
        case .kept(_, let model): model.variants.first { $0.precision == precision }?.format ?? .onnx
        case .file(_, let format): format
        }
    }

    /// The file that holds it at a precision.
    func file(_ precision: Precision, in files: ModelFiles) throws -> ModelFiles.File {
        switch source {
        case .kept(let local, let model) where format(precision) == .safetensors:
            try files.folder(lyingAt: local.checkedPath(of: model, precision))
        case .file(let path, .safetensors): try files.folder(lyingAt: path)
        case .kept(let local, let model) where [.gguf, .ctranslate2].contains(format(precision)):
            try files.file(lyingAt: local.checkedPath(of: model, precision))
        case .kept(let local, let model) where format(precision) == .openvinoIR:
            try files.pair(lyingAt: local.checkedPath(of: model, precision))
        case .file(let path, .gguf): try files.file(lyingAt: path)
        case .file(let path, .openvinoIR): try files.pair(lyingAt: path)
        case .catalogue(let model): try files.file(of: model, precision)
        case .kept(let local, let model): try files.file(of: model, precision, in: local)
        case .file(let path, _): try files.file(at: path)
        }
    }

    /// Whether a variant has a file of its own, and is no way to run that of fp32.
    func isStored(_ precision: Precision) -> Bool {
        guard precision == .bf16 else { return true }
        guard case .kept(_, let model) = source else { return !storesFloats }
        let hashes = Dictionary(grouping: model.variants, by: \.precision).mapValues { $0.first?.hash }
        return hashes[.bf16] != hashes[.fp32]
    }

    /// Whether its answers depend on the runs before, where only its file says so.
    let keepsState: Bool
    /// Whether there is a file of the same model whose numbers are fp32.
    var hasReference: Bool {
        if case .catalogue = source { true } else { precisions.contains(.fp32) || storesFloats }
    }

    func candidate(_ precision: Precision, on engine: EngineName, at placement: Placement) -> Candidate {
        var candidate = Candidate(
            model: name, variant: "\(name)/\(precision.rawValue)", precision: precision, weights: weights,
            engine: engine, threads: placement.threads)
        candidate.cpus = placement.cpus
        candidate.isaClass = candidate.knownISAClass
        return candidate
    }
}
