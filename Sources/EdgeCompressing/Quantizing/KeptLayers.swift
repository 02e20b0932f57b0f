import EdgeModels
import EdgeRecords

/// The layers that stay as floats, so that no more of the answers change than may.
struct KeptLayers {
    private(set) var nodes: Set<Int> = []
    private(set) var method: [String] = []
    private(set) var remarks: [String] = []

    /// - Parameter judges: inputs that ranges and weights were not found with, if there are enough.
    init(_ quantizer: StaticQuantizer, _ judges: Reference, _ work: Work) throws(CompressionError) {
        guard let loss = quantizer.settings.accuracyLossAtMost else { return }
        guard judges.areScores else {
            if quantizer.settings.lossIsWish { return }
            throw .noScores
        }
        let sensitivity = Sensitivity(quantizer: quantizer, reference: judges, work: work)
        let found = try sensitivity.layersToKeep(
            losingAtMost: loss, workAtMost: quantizer.settings.keptWorkAtMost)
        nodes = found.nodes
        if !nodes.isEmpty {
            method.append(
                "\(nodes.count) layers kept as floats, \(Self.percent(found.work)) of the work, "
                    + "so that fewer than \(Self.percent(loss)) of answers should change")
        }
        guard found.loss > loss else { return }
        remarks.append(
            "about \(Self.percent(found.loss)) of answers may change, \(Self.percent(loss)) were allowed: "
                + (quantizer.settings.keptWorkAtMost < 1
                    ? "more layers are kept with --keep-accuracy" : "add inputs to calibrate with"))
    }

    private static func percent(_ ratio: Double) -> String { NumberText.fixed(ratio * 100, decimals: 1) + " %" }
}
