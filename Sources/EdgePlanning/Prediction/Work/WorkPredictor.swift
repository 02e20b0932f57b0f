package import EdgeRecords

/// Predicts what was never measured, from the device's ceilings and the work of each layer.
///
/// Layers take longer than the ceilings leave them, by as much as was learned from layers and kernels that were timed on
/// this device; whole networks differ from the sum of their layers by as much as those did that were measured. The bar
/// comes from architectures that were left out, one after another.
package struct WorkPredictor {
    private let table: WorkTable
    private let scales: StatisticScales
    private let errors: [HeldOutError]
    /// Of the settings that anything was measured at.
    private let fits: [WorkTable.Setting: Fit]

    /// What is expected of one network.
    package struct Expectation {
        package let medianNanoseconds: Double
        /// The bar's half width, of the logarithm.
        package let bar: Double
        /// Nothing for a layer that is computed along with another.
        package let layers: [(layer: Layer, nanoseconds: Double)]
        /// Cases that the bar rests on.
        package let heldOut: Int
    }

    /// How far a prediction was off for an architecture that it had never seen.
    struct HeldOutError {
        let setting: WorkTable.Setting
        let architecture: String
        /// Of the logarithm; above 0 where too long was predicted.
        let error: Double
    }

    /// Where nothing can be left out the bar is a guess: two and a half times either way.
    private static let blindBar = 0.92
    private static let fewestErrors = 10

    /// - Returns: nil without ceilings.
    package init?(_ profiles: [Profile], models: [Model]) {
        guard let table = WorkTable(profiles, ModelIndex(models)) else { return nil }
        self.table = table
        scales = StatisticScales(table.wholes)
        let settings = Set(table.points.keys).union(table.wholes.map(\.setting))
        let sources = settings.sorted { $0.order < $1.order }.map { FitSource(table, $0) }
        errors = sources.flatMap(Self.heldOutErrors)
        fits = Dictionary(uniqueKeysWithValues: sources.map { ($0.setting, Fit($0)) })
    }

    private static func heldOutErrors(_ source: FitSource) -> [HeldOutError] {
        let wholes = source.wholes.filter { $0.setting == source.setting }
        return Set(wholes.map(\.architecture)).subtracting([Architecture.practice]).sorted().flatMap {
            architecture -> [HeldOutError] in
            guard wholes.contains(where: { $0.architecture != architecture }) else { return [] }
            let fit = Fit(source, without: architecture)
            return wholes.filter { $0.architecture == architecture }.compactMap { error(of: fit, for: $0) }
        }
    }

    private static func error(of fit: Fit, for whole: WorkTable.Whole) -> HeldOutError? {
        fit.sum(whole.variant).map {
            HeldOutError(
                setting: whole.setting, architecture: whole.architecture, error: Exponential.log($0 / whole.median))
        }
    }

    /// Nil where no ceiling is known for the precision, or the network's layers are not.
    package func expectation(of variant: Variant, engine: EngineName, threads: Int) -> Expectation? {
        let setting = WorkTable.Setting(engine: engine, precision: variant.precision, threads: threads)
        let fit = fits[setting] ?? Fit(FitSource(table, setting))
        guard let layers = fit.layers(variant) else { return nil }
        let used = Self.errors(errors, near: setting)
        return Expectation(
            medianNanoseconds: max(layers.reduce(0) { $0 + $1.nanoseconds }, 1),
            bar: Self.bar(used) ?? Self.blindBar, layers: layers, heldOut: used.count)
    }

    /// Those of the same setting, unless they are too few.
    static func errors(_ errors: [HeldOutError], near setting: WorkTable.Setting) -> [HeldOutError] {
        let own = errors.filter { $0.setting == setting }
        return own.count >= fewestErrors ? own : errors
    }

    /// The rank that makes the bar right nine times of ten for the next one too; nil for too few.
    static func bar(_ errors: [HeldOutError]) -> Double? {
        guard errors.count >= fewestErrors else { return nil }
        let rank = min(Int((Double(errors.count + 1) * 0.9).rounded(.up)), errors.count)
        return errors.map { abs($0.error) }.sorted()[rank - 1]
    }

    /// The figures of an expectation, as far as they are known.
    package func option(for candidate: Candidate, _ variant: Variant) -> Plan.Option? {
        guard candidate.runsOnOwnKernels,
            let expected = expectation(of: variant, engine: candidate.engine, threads: candidate.threads)
        else { return nil }
        var option = Plan.Option(candidate: candidate, source: .predicted)
        for (statistic, scale) in scales.all {
            option.latencyNanoseconds.insert(figure(expected, statistic, scale: scale))
        }
        option.peakMemoryBytes = scales.memory(of: variant)
        option.modelBytes = variant.modelBytes
        return option
    }

    private func figure(_ expected: Expectation, _ statistic: Statistic, scale: Double) -> Figure {
        let value = expected.medianNanoseconds * scale
        let factor = Exponential.exp(expected.bar)
        return Figure(
            value, statistic, count: 0, interval: .init(low: value / factor, high: value * factor), confidence: 0.9,
            source: .predicted,
            basis: ["ceilings and layers", "\(expected.heldOut) cases of architectures that were left out"])
    }

    package func loadNanoseconds(of variant: Variant) -> Figure? { scales.load(of: variant) }

    /// Which numbers of threads ceilings were measured with.
    package var threads: [Int] { table.roofline.threads }
    /// Whether any whole network was measured: without, the ceilings speak alone.
    package var hasWholes: Bool { !table.wholes.isEmpty }
    /// Of all cases whose architecture was left out.
    package var evaluation: PredictionAnswer.Evaluation? {
        Evaluator.evaluation(of: errors, fromCeilingsAlone: ceilingsAloneErrors)
    }

    /// What ceilings and kernels would have said of the same networks.
    private var ceilingsAloneErrors: [HeldOutError] {
        let bare = table.withoutNetworks
        let settings = Set(errors.map(\.setting)).filter { $0.engine == .native }.sorted { $0.order < $1.order }
        return settings.flatMap { setting in
            let fit = Fit(FitSource(bare, setting))
            return table.wholes.filter { $0.setting == setting && $0.architecture != Architecture.practice }
                .compactMap { Self.error(of: fit, for: $0) }
        }
    }
}

extension WorkTable.Setting {
    var order: (String, String, Int) { (engine.rawValue, precision.rawValue, threads) }
}
