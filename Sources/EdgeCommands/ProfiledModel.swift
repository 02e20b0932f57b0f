import EdgeModels
import EdgeNative
import EdgeProfiling
import EdgeRecords

/// A model that was named on the command line: one of the catalogue, or an ONNX file.
struct ProfiledModel {
    let name: String
    let weights: Weights
    /// At which it can be had, in the order asked for.
    let precisions: [Precision]
    private let source: Source

    private enum Source {
        case catalogue(CatalogueModel)
        case file(String)
    }

    /// - Parameter asked: empty for all that there are.
    init(named name: String, asked: [Precision]) throws {
        if let known = Catalogue.model(named: name) {
            self.name = name
            weights = .seeded
            precisions = asked.isEmpty ? CatalogueModel.precisions : asked
            source = .catalogue(known)
            return
        }
        guard name.hasSuffix(".onnx") else {
            throw ModelChoiceError.unknownModel(name, among: Catalogue.models.map(\.name))
        }
        self.name = Self.plainName(of: name)
        weights = .user
        let isQuantized = try ONNXReader.graph(at: name).nodes.contains { $0.operation == "QuantizeLinear" }
        let there: [Precision] = isQuantized ? [.int8] : [.fp32, .bf16]
        precisions = asked.isEmpty ? there : there.filter(asked.contains)
        source = .file(name)
    }

    /// `net` of `models/net.onnx`.
    private static func plainName(of path: String) -> String {
        let file = path.split(separator: "/").last.map { String($0) } ?? path
        return String(file.dropLast(".onnx".count))
    }

    /// What loads the model: reading a file belongs to what a user waits for, making up weights does not.
    func loader(_ precision: Precision) -> () throws -> NativeModel {
        let options = NativeOptions(precision: precision == .bf16 ? .bf16 : .fp32)
        switch source {
        case .file(let path): return { try NativeModel.load(path, options: options) }
        case .catalogue(let model):
            let graph = model.graph(precision)
            return { try NativeModel(graph, options: options) }
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
