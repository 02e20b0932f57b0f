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
    private let graph: (Precision) throws -> Graph

    /// - Parameter asked: empty for all that there are.
    init(named name: String, asked: [Precision]) throws {
        if let known = Catalogue.model(named: name) {
            self.name = name
            weights = .seeded
            precisions = asked.isEmpty ? CatalogueModel.precisions : asked
            graph = { precision in known.graph(precision) }
            return
        }
        guard name.hasSuffix(".onnx") else {
            throw ModelChoiceError.unknownModel(name, among: Catalogue.models.map(\.name))
        }
        let file = try ONNXReader.graph(at: name)
        self.name = Self.plainName(of: name)
        weights = .user
        let isQuantized = file.nodes.contains { $0.operation == "QuantizeLinear" }
        let there: [Precision] = isQuantized ? [.int8] : [.fp32, .bf16]
        precisions = asked.isEmpty ? there : there.filter(asked.contains)
        // Read again for each load: reading belongs to what a user waits for.
        graph = { _ in try ONNXReader.graph(at: name) }
    }

    /// `net` of `models/net.onnx`.
    private static func plainName(of path: String) -> String {
        let file = path.split(separator: "/").last.map { String($0) } ?? path
        return String(file.dropLast(".onnx".count))
    }

    func load(_ precision: Precision) throws -> NativeModel {
        try NativeModel(graph(precision), options: NativeOptions(precision: precision == .bf16 ? .bf16 : .fp32))
    }

    func candidate(_ precision: Precision, at placement: Placement) -> Candidate {
        var candidate = Candidate(
            model: name, variant: "\(name)/\(precision.rawValue)", precision: precision, weights: weights,
            engine: .native, threads: placement.threads)
        candidate.cpus = placement.cpus
        return candidate
    }
}
