import EdgeRecords

/// What was learned for one setting, perhaps without one architecture.
struct Fit {
    private let roofline: Roofline
    private let setting: WorkTable.Setting
    private let corrections: LayerCorrections?
    /// The logarithm of how many times longer whole networks take than the sum of their layers.
    private var wholeExcess = 0.0

    init(_ table: WorkTable, _ setting: WorkTable.Setting, without architecture: String?) {
        roofline = table.roofline
        self.setting = setting
        corrections = LayerCorrections(Self.points(table, setting, without: architecture))
        let wholes = Self.wholes(table, setting).filter { $0.architecture != architecture }
        let excesses = wholes.compactMap { whole in
            sum(whole.variant).map { Exponential.log(whole.median / $0) }
        }
        if !excesses.isEmpty { wholeExcess = Quantile.median(ofSorted: excesses.sorted()) }
    }

    /// Layers of the setting itself where whole networks were timed layer by layer; else what comes nearest to it.
    private static func points(
        _ table: WorkTable, _ setting: WorkTable.Setting, without architecture: String?
    ) -> [LayerCorrections.Point] {
        func kept(_ holds: (WorkTable.Setting) -> Bool) -> [LayerCorrections.Point] {
            table.points.filter { holds($0.key) }
                .sorted { ($0.key.precision.rawValue, $0.key.threads) < ($1.key.precision.rawValue, $1.key.threads) }
                .flatMap { $0.value.filter { $0.architecture == nil || $0.architecture != architecture } }
        }
        // Other engines tell no times of layers: ours stand for them.
        let choices: [(WorkTable.Setting) -> Bool] = [
            { $0.precision == setting.precision && $0.threads == setting.threads },
            { $0.precision == setting.precision }, { _ in true },
        ]
        for choice in choices {
            let points = kept(choice)
            // Kernels alone know nothing of what lies between layers: they serve where nothing else is there.
            let timed = points.filter { $0.architecture != nil }
            if !timed.isEmpty { return timed }
            if !points.isEmpty { return points }
        }
        return []
    }

    private static func wholes(_ table: WorkTable, _ setting: WorkTable.Setting) -> [WorkTable.Whole] {
        let same = table.wholes.filter { $0.setting == setting }
        guard same.isEmpty else { return same }
        return table.wholes.filter {
            $0.setting.engine == setting.engine && $0.setting.precision == setting.precision
        }
    }

    /// Nil for a variant without layers, or of a precision without ceilings.
    func layers(_ variant: Variant) -> [(layer: Layer, nanoseconds: Double)]? {
        guard !variant.layers.isEmpty else { return nil }
        var layers: [(layer: Layer, nanoseconds: Double)] = []
        for layer in variant.layers {
            let work = LayerWork(layer)
            guard let roof = roofline.nanoseconds(work, setting.precision, threads: setting.threads) else { return nil }
            let excess = corrections?.excess(of: work, roofNanoseconds: roof) ?? 0
            layers.append((layer, max(roof, 1) * Exponential.exp(excess + wholeExcess)))
        }
        return layers
    }

    func sum(_ variant: Variant) -> Double? {
        layers(variant).map { $0.reduce(0) { $0 + $1.nanoseconds } }
    }
}
