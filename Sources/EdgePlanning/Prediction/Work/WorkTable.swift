import EdgeRecords

/// Everything in profiles that predictions are learned from, joined with the models' layers.
struct WorkTable {
    /// What decides how fast the same layers run.
    struct Setting: Hashable {
        let engine: EngineName
        let precision: Precision
        let threads: Int
    }

    /// A model that was measured whole.
    struct Whole {
        let setting: Setting
        let architecture: String
        let variant: Variant
        let measurement: Measurement
        let median: Double
    }

    let roofline: Roofline
    private(set) var points: [Setting: [LayerCorrections.Point]] = [:]
    private(set) var wholes: [Whole] = []

    init?(_ profiles: [Profile], _ models: ModelIndex) {
        guard let roofline = profiles.compactMap(Roofline.init).last else { return nil }
        self.roofline = roofline
        for profile in profiles {
            for kernel in profile.kernels { add(kernel) }
            for measurement in profile.measurements
            where measurement.outcome == .ok && measurement.scenario == .quiet && !measurement.contended {
                guard let variant = models.variant(of: measurement.candidate), !variant.layers.isEmpty else { continue }
                add(measurement, variant)
            }
        }
    }

    private mutating func add(_ kernel: KernelMeasurement) {
        guard let work = LayerWork(kernel), kernel.operationsPerSecond.value > 0,
            let roof = roofline.nanoseconds(work, kernel.precision, threads: kernel.threads)
        else { return }
        let nanoseconds = work.operations / kernel.operationsPerSecond.value * 1e9
        let setting = Setting(engine: .native, precision: kernel.precision, threads: kernel.threads)
        // A kernel alone weighs as much as a layer that is a fiftieth of its network.
        let point = LayerCorrections.Point(
            work, roofNanoseconds: roof, nanoseconds: nanoseconds, share: 0.02, architecture: nil)
        if let point { points[setting, default: []].append(point) }
    }

    private mutating func add(_ measurement: Measurement, _ variant: Variant) {
        guard let median = measurement.latencyNanoseconds[.median]?.value, median > 0 else { return }
        let candidate = measurement.candidate
        let setting = Setting(
            engine: candidate.engine, precision: candidate.precision, threads: candidate.threads)
        let architecture = Architecture.name(of: candidate.model)
        wholes.append(
            Whole(
                setting: setting, architecture: architecture, variant: variant, measurement: measurement, median: median
            ))
        let timed = Dictionary((measurement.layers ?? []).map { ($0.name, $0.nanoseconds.value) }) { $0 + $1 }
        // Layers were timed for themselves, in one process: how they share the time is known better than the time.
        let sum = timed.values.reduce(0, +)
        for layer in variant.layers {
            guard let alone = timed[layer.name], sum > 0 else { continue }
            let nanoseconds = alone / sum * median
            let work = LayerWork(layer)
            guard let roof = roofline.nanoseconds(work, candidate.precision, threads: candidate.threads),
                let point = LayerCorrections.Point(
                    work, roofNanoseconds: roof, nanoseconds: nanoseconds, share: nanoseconds / median,
                    architecture: architecture)
            else { continue }
            points[setting, default: []].append(point)
        }
    }
}
