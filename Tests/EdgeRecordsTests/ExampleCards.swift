import EdgeRecords

extension Example {
    static func card() -> VariantCard {
        var card = minimalCard()
        card.parent = VariantCard.Parent(
            name: "mobilenet-v2", weights: .installed, hash: "sha256:" + SHA256.hex(of: "parent".utf8),
            modelBytes: 14_000_000)
        card.parent.licence = "MIT"
        card.parent.accuracy = accuracy(.published)
        card.method = ["ranges by entropy over 100 inputs"]
        card.calibration = VariantCard.Calibration(
            source: "pictures, 100 files", hash: "sha256:" + SHA256.hex(of: "pictures".utf8), samples: 100)
        card.keptLayers = ["features.0"]
        card.removedShare = 0.3
        card.fidelity = VariantCard.Fidelity(
            source: "pictures, the last quarter", hash: "sha256:" + SHA256.hex(of: "pictures".utf8),
            agreement: Figure(
                0.95, .mean, count: 100, interval: Figure.Interval(low: 0.888, high: 0.978), confidence: 0.95,
                source: .measured, basis: ["pictures"]),
            signalToNoiseDecibels: Figure(
                21.5, .total, count: 100, interval: Figure.Interval(low: 20.5, high: 22.5), confidence: 0.95,
                source: .measured, basis: ["pictures"]))
        card.layers = [
            VariantCard.LayerError(
                name: "features.1", operation: "Conv", precision: .int8, signalToNoiseDecibels: 17.25)
        ]
        card.engines = [VariantCard.EngineSupport(engine: .native, runs: true, how: "by kernels")]
        card.remarks = ["compared on made-up numbers: this says little of real inputs"]
        return card
    }

    static func minimalCard() -> VariantCard {
        VariantCard(
            variant: "mobilenet-v2/int8", precision: .int8,
            parent: VariantCard.Parent(name: "mobilenet-v2", weights: .seeded, hash: nil, modelBytes: nil),
            hash: "sha256:" + SHA256.hex(of: "variant".utf8), modelBytes: 3_600_000)
    }
}
