import EdgeModels

/// Chooses between ways to quantize by how near the answers stay, on inputs that nothing else was found with.
struct QuantizerChoice {
    let original: Graph
    let prepared: Graph
    let settings: QuantizationSettings
    let work: Work

    /// How many inputs decide whether a step helps, at most.
    private static let judgesAtMost = 48
    /// From so many on a third is set apart to judge by.
    private static let samplesToSplit = 24
    /// Sums in floats cost time, so they have to help by more than chance.
    private static let decibelsForWideSums = 1.0

    /// - Returns: The best, and what the network answers in floats on the inputs to judge by.
    func best(_ samples: [Sample]) throws(CompressionError) -> (quantizer: StaticQuantizer, judges: Reference) {
        guard samples.count >= settings.method.samplesNeeded else {
            throw .tooFewSamples(
                method: settings.method.rawValue, needed: settings.method.samplesNeeded, found: samples.count)
        }
        let apart = samples.count >= Self.samplesToSplit ? samples.count / 3 : 0
        let seen = Array(samples.dropLast(apart))
        let judges = Array((apart > 0 ? samples.suffix(apart) : samples[...]).prefix(Self.judgesAtMost))
        let reference = try Reference(original, judges, work)
        let equalized = try bestEqualization(seen, reference)
        let settings = try withWideSums(equalized, seen, reference)
        var quantizer = try StaticQuantizer(prepared, seen, settings, against: reference, work)
        quantizer.note(judges: apart > 0 ? judges.count : 0)
        return (quantizer, reference)
    }

    /// With channels between layers equalized, also those of sums, or without.
    ///
    /// Equal channels need fewer steps between layers, but more in the weights that read them, and inputs that were not
    /// seen may be cut.
    private func bestEqualization(
        _ seen: [Sample], _ reference: Reference
    ) throws(CompressionError) -> QuantizationSettings {
        guard settings.equalizes else { return settings }
        var (less, none) = (settings, settings)
        less.equalizesStreams = false
        none.equalizes = false
        var best: (settings: QuantizationSettings, decibels: Double)?
        for candidate in [settings, less, none] {
            let quantizer = try rough(candidate, seen, reference)
            let decibels = quantizer.decibels ?? 0
            if decibels > best?.decibels ?? -.infinity { best = (candidate, decibels) }
            if !quantizer.isEqualized { break }
        }
        return best?.settings ?? settings
    }

    /// What is summed up over many layers stays in floats, if that helps.
    ///
    /// It helps activations alone: weights that are rounded roughly would hide it.
    private func withWideSums(
        _ found: QuantizationSettings, _ seen: [Sample], _ reference: Reference
    ) throws(CompressionError) -> QuantizationSettings {
        guard found.mayWidenSums, !WideSums.values(of: prepared).isEmpty else { return found }
        var narrow = found
        narrow.leavesWeights = true
        var wide = narrow
        wide.widensSums = true
        let least = (try rough(narrow, seen, reference).decibels ?? 0) + Self.decibelsForWideSums
        var settings = found
        settings.widensSums = (try rough(wide, seen, reference).decibels ?? 0) >= least
        return settings
    }

    /// With each weight rounded to what is nearest: anything better takes long.
    private func rough(
        _ settings: QuantizationSettings, _ seen: [Sample], _ reference: Reference
    ) throws(CompressionError) -> StaticQuantizer {
        var rough = settings
        (rough.fitsWeights, rough.correctsBias) = (false, false)
        let quantizer = try StaticQuantizer(prepared, seen, rough, against: reference, work)
        work.explain(
            "\(quantizer.isEqualized ? "equalized" : "not equalized")"
                + "\(quantizer.hasEqualStreams ? ", sums too" : "")\(settings.widensSums ? ", sums in floats" : ""): "
                + "\(quantizer.decibels ?? 0) dB on \(reference.samples.count) inputs")
        return quantizer
    }
}
