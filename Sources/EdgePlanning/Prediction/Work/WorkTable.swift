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
    private(set) var points: [Setting: [LayerLessons.Point]] = [:]
    private(set) var wholes: [Whole] = []

    init?(_ profiles: [Profile], _ models: ModelIndex) {
        guard let roofline = profiles.compactMap(Roofline.init).last else { return nil }
        self.roofline = roofline
        for profile in profiles {
            for kernel in profile.kernels { add(kernel) }
            for measurement in profile.measurements
            where measurement.outcome == .ok && measurement.scenario == .quiet && !measurement.contended {
                // The ceilings are the processor's.
                guard measurement.candidate.runsOnOwnKernels else { continue }
                guard let variant = models.variant(of: measurement.candidate), !variant.layers.isEmpty else { continue }
                add(measurement, variant)
            }
        }
    }

    private mutating func add(_ kernel: KernelMeasurement) {
        guard let work = LayerWork(kernel, lanes: roofline.lanes), kernel.operationsPerSecond.value > 0,
            let roof = roofline.nanoseconds(work, kernel.precision, threads: kernel.threads)
        else { return }
        let nanoseconds = work.operations / kernel.operationsPerSecond.value * 1e9
        let setting = Setting(engine: .native, precision: kernel.precision, threads: kernel.threads)
        // A kernel alone weighs as much as a layer that is a fiftieth of its network.
        let point = LayerLessons.Point(
            work, roof: roof, network: roof, nanoseconds: nanoseconds, share: 0.02, architecture: nil)
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
        guard let timed = TimedLayers(measurement.layers ?? [], of: variant) else { return }
        // Layers were timed for themselves: how they share the time is known better than the time.
        let sum = timed.nanoseconds.values.sorted().reduce(0, +)
        guard sum > 0, let layers = roofline.layers(of: variant, candidate.precision, threads: candidate.threads) else {
            return
        }
        let network = layers.reduce(0) { $0 + $1.nanoseconds }
        for (layer, work, roof) in layers {
            let share = (timed.nanoseconds[layer.name] ?? 0) / sum
            let point = LayerLessons.Point(
                work, roof: roof, network: network, nanoseconds: share * median, share: share,
                architecture: architecture)
            if let point { points[setting, default: []].append(point) }
        }
    }

    /// Without anything but kernels that were timed alone.
    var withoutNetworks: WorkTable {
        var bare = self
        bare.wholes = []
        bare.points = points.mapValues { $0.filter { $0.architecture == nil } }.filter { !$0.value.isEmpty }
        return bare
    }
}
