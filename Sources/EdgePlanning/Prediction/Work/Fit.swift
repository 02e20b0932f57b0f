import EdgeRecords

/// What can be learned for one setting, with all architectures or without one of them.
struct FitSource {
    let roofline: Roofline
    let setting: WorkTable.Setting
    let lessons: LayerCorrections.Lessons
    let wholes: [WorkTable.Whole]
    /// Whether networks were timed layer by layer at this very setting.
    let isTimed: Bool

    init(_ table: WorkTable, _ setting: WorkTable.Setting) {
        roofline = table.roofline
        self.setting = setting
        lessons = LayerCorrections.Lessons(Self.points(table, setting))
        isTimed = table.points[setting]?.contains { $0.architecture != nil } ?? false
        let same = table.wholes.filter { $0.setting == setting }
        wholes =
            same.isEmpty
            ? table.wholes.filter { $0.setting.engine == setting.engine && $0.setting.precision == setting.precision }
            : same
    }

    /// Layers of the setting itself where networks were timed layer by layer; else what comes nearest to it.
    private static func points(_ table: WorkTable, _ setting: WorkTable.Setting) -> [LayerLessons.Point] {
        // Where an engine tells no times of layers ours stand for them.
        let choices: [(WorkTable.Setting) -> Bool] = [
            { $0 == setting },
            { $0.engine == setting.engine && $0.precision == setting.precision },
            { $0.engine == .native && $0.precision == setting.precision && $0.threads == setting.threads },
            { $0.engine == .native && $0.precision == setting.precision }, { $0.engine == .native },
            { _ in true },
        ]
        for choice in choices {
            let points = table.points.filter { choice($0.key) }
                .sorted { $0.key.order < $1.key.order }
                .flatMap(\.value)
            // Kernels alone know nothing of what lies between layers: they serve where nothing else is there.
            let timed = points.filter { $0.architecture != nil }
            if !timed.isEmpty { return timed }
            if !points.isEmpty { return points }
        }
        return []
    }
}

/// What was learned for one setting.
struct Fit {
    private let source: FitSource
    private let corrections: LayerCorrections?
    /// The logarithm of how many times longer whole networks take than the sum of their layers.
    private var wholeExcess = 0.0

    init(_ source: FitSource, without architecture: String? = nil) {
        self.source = source
        corrections = LayerCorrections(source.lessons, without: architecture)
        // Where layers were timed at the setting itself they have the whole network's time among them.
        guard !source.isTimed else { return }
        let excesses = source.wholes.filter { $0.architecture != architecture }.compactMap { whole in
            sum(whole.variant).map { Exponential.log(whole.median / $0) }
        }
        if !excesses.isEmpty { wholeExcess = Quantile.median(ofSorted: excesses.sorted()) }
    }

    /// Nil for a variant without layers, or of a precision without ceilings.
    func layers(_ variant: Variant) -> [(layer: Layer, nanoseconds: Double)]? {
        let setting = source.setting
        guard let layers = source.roofline.layers(of: variant, setting.precision, threads: setting.threads) else {
            return nil
        }
        let network = layers.reduce(0) { $0 + $1.nanoseconds }
        let factor = Exponential.exp(wholeExcess)
        return layers.map { layer, work, roof in
            let expected =
                corrections?.nanoseconds(of: work, roofNanoseconds: roof, networkNanoseconds: network) ?? max(roof, 1)
            return (layer, factor * expected)
        }
    }

    func sum(_ variant: Variant) -> Double? {
        layers(variant).map { max($0.reduce(0) { $0 + $1.nanoseconds }, 1) }
    }
}
