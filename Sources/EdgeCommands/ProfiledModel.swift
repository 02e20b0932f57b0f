import EdgeModels
import EdgeNative
import EdgeProfiling
import EdgeRecords

/// A model that was named on the command line: one of the catalogue, one of the user's own, or an ONNX file.
struct ProfiledModel {
    let name: String
    let weights: Weights
    /// At which it can be had, in the order asked for.
    let precisions: [Precision]
    private let source: Source
    /// Sizes for what a file leaves open.
    private let binding: [String: Int]

    private enum Source {
        case catalogue(CatalogueModel)
        case kept(LocalCatalogue, Model)
        case file(String)
    }

    /// - Parameter asked: empty for all that there are.
    init(named name: String, asked: [Precision], binding: [String: Int] = [:], among local: LocalCatalogue) throws {
        self.binding = binding
        let there: [Precision]
        if let kept = try local.model(named: name) {
            (self.name, weights, source) = (name, kept.weights, .kept(local, kept))
            there = kept.variants.map(\.precision)
        } else if let known = Catalogue.model(named: name) {
            (self.name, weights, source) = (name, .seeded, .catalogue(known))
            precisions = asked.isEmpty ? CatalogueModel.precisions : asked
            return
        } else if name.hasSuffix(".onnx") {
            (self.name, weights, source) = (Self.plainName(of: name), .user, .file(name))
            there = Self.precisions(of: try ONNXReader.graph(at: name, binding: binding))
        } else {
            throw ModelChoiceError.unknownModel(name, among: try ModelChoice.names(local))
        }
        precisions = asked.isEmpty ? there : there.filter(asked.contains)
    }

    private static func precisions(of graph: Graph) -> [Precision] {
        graph.nodes.contains { $0.operation == "QuantizeLinear" } ? [.int8] : [.fp32, .bf16]
    }

    /// `net` of `models/net.onnx`.
    private static func plainName(of path: String) -> String {
        let file = path.split(separator: "/").last.map { String($0) } ?? path
        return String(file.dropLast(".onnx".count))
    }

    /// What loads the model: reading a file belongs to what a user waits for, making up weights does not.
    func loader(_ precision: Precision) -> () throws -> NativeModel {
        var options = NativeOptions(precision: precision == .bf16 ? .bf16 : .fp32)
        switch source {
        case .file(let path):
            options.sizes = binding
            return { [options] in try NativeModel.load(path, options: options) }
        case .kept(let local, let model):
            return { [options, binding] in
                let graph = try ONNXReader.graph(of: try local.bytes(of: model, precision), binding: binding)
                return try NativeModel(graph, options: options)
            }
        case .catalogue(let model):
            let graph = model.graph(precision)
            return { [options] in try NativeModel(graph, options: options) }
        }
    }

    func candidate(_ precision: Precision, at placement: Placement) -> Candidate {
        var candidate = Candidate(
            model: name, variant: "\(name)/\(precision.rawValue)", precision: precision, weights: weights,
            engine: .native, threads: placement.threads)
        candidate.cpus = placement.cpus
        return candidate
    }
}
