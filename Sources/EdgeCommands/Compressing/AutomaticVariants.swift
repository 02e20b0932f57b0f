import EdgeArguments
import EdgeCompressing
import EdgeModels
import EdgeRecords
import EdgeReporting

/// `edgeplan models quantize --precision auto`: all variants that a model can have, and of these the useful ones.
struct AutomaticVariants {
    let source: CompressionSource
    let compressor: Compressor
    let settings: QuantizationSettings
    let output: VariantOutput

    /// In the order in which ties are decided.
    static let precisions: [Precision] = [
        .int8, .int8Activations16, .int8Dynamic, .int8Weights, .int4Weights, .bf16,
    ]

    func write(_ calibration: SampleSet, heldOut: SampleSet) throws -> VariantSet {
        var set = VariantSet()
        var made: [(model: CompressedModel, bytes: Int)] = []
        for precision in Self.precisions {
            switch attempt(precision, calibration, heldOut) {
            case .success(let model): made.append((model, model.graph.weightBytes))
            case .failure(.nothingToQuantize(let wanted)):
                set.dropped.append(.init(precision, reason: "the network has no \(wanted)"))
            case .failure(let error): throw error
            }
        }
        let useful = UsefulVariants(
            made.map { $0.model.candidate(bytes: $0.bytes) },
            losingAtMost: settings.lossIsWish ? nil : settings.accuracyLossAtMost)
        set.dropped += useful.dropped
        for (model, _) in made where useful.kept.contains(model.precision) {
            let written = try output.write(model)
            set.kept.append(.init(path: written.path, card: written.card))
        }
        return set
    }

    private func attempt(
        _ precision: Precision, _ calibration: SampleSet, _ heldOut: SampleSet
    ) -> Result<CompressedModel, CompressionError> {
        Result { () throws(CompressionError) in try model(precision, calibration, heldOut) }
    }

    private func model(
        _ precision: Precision, _ calibration: SampleSet, _ heldOut: SampleSet
    ) throws(CompressionError) -> CompressedModel {
        guard precision == .int8 || precision == .int8Activations16 else {
            return try compressor.narrowed(
                precision, calibration: settings.fitsWeights ? calibration : nil, heldOut: heldOut)
        }
        var settings = settings
        settings.hasWideActivations = precision == .int8Activations16
        return try compressor.quantized(settings, calibration: calibration, heldOut: heldOut)
    }
}

extension CompressedModel {
    fileprivate func candidate(bytes: Int) -> UsefulVariants.Candidate {
        UsefulVariants.Candidate(
            precision: precision, bytes: bytes, decibels: fidelity?.signalToNoiseDecibels?.value,
            agreement: fidelity?.agreement?.value, hasKernels: engines.allSatisfy { $0.runs && $0.how == "by kernels" })
    }
}
