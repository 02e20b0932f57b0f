import EdgeRecords
import EdgeTestSupport

@testable import EdgePlanning

/// Profiles, models and requirements as tests need them: figures are made up so that every verdict is known beforehand.
enum Made {
    /// One model with fp32 and int8, trained, published accuracies of a kind.
    static func model(
        _ name: String, fp32: Double? = 0.718, int8: Double? = 0.709, licence: String? = "MIT",
        labels: String? = "imagenet-1k"
    ) -> Model {
        var model = Model(name: name, task: .imageClassification, labels: labels, weights: .trained)
        model.licence = licence
        model.variants = [(Precision.fp32, fp32), (.int8, int8), (.bf16, nil)].map { precision, accuracy in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.accuracy = accuracy.map { published($0) }
            variant.modelBytes = precision == .int8 ? 4_000_000 : 14_000_000
            return variant
        }
        return model
    }

    static func published(_ value: Double, metric: String = "top-1") -> Accuracy {
        Accuracy(
            kind: .published, metric: metric,
            value: Figure(value, .single, count: 50_000, source: .published, basis: ["a paper"]))
    }

    static func candidate(
        _ model: String, _ precision: Precision = .int8, threads: Int = 1, engine: EngineName = .native
    ) -> Candidate {
        Candidate(
            model: model, variant: "\(model)/\(precision.rawValue)", precision: precision, weights: .trained,
            engine: engine, threads: threads)
    }

    /// Runs that all took about so long: enough of them, from enough processes, to prove what they show.
    static func measurement(
        of candidate: Candidate, milliseconds: Double, samples: Int = 300, processes: Int = 5, memory: Int? = 40 << 20
    ) -> Measurement {
        var measurement = Measurement(
            id: "m-" + candidate.name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined().lowercased(),
            candidate: candidate, outcome: .ok)
        // A spread of two per cent; neighbours know nothing of each other.
        var random = SeededRandom(seed: 11)
        let times = (0..<samples).map { _ in
            Int(milliseconds * 1e6 * Double.random(in: 0.99...1.01, using: &random))
        }
        measurement.samples = Samples(
            nanoseconds: times, process: (0..<samples).map { $0 % processes }, block: (0..<samples).map { $0 / 10 })
        measurement.processes = processes
        let sorted = times.map { Double($0) }.sorted()
        for statistic in [Statistic.median, .p95] {
            guard let value = Quantile.value(of: statistic, ofSorted: sorted) else { continue }
            measurement.latencyNanoseconds.insert(
                Figure(
                    value, statistic, count: samples, interval: .init(low: value * 0.98, high: value * 1.02),
                    confidence: 0.88, source: .measured, basis: [measurement.id]))
        }
        measurement.peakMemoryBytes = memory.map { Figure(Double($0), .maximum, count: processes, source: .measured) }
        measurement.loadNanoseconds = Figure(20e6, .median, count: processes, source: .measured)
        measurement.firstInferenceNanoseconds = Figure(2e6 * milliseconds, .median, count: processes, source: .measured)
        return measurement
    }

    static func profile(_ measurements: [Measurement], deviceClass: String? = nil) -> Profile {
        var device = Device()
        device.limits.usableCPUs = 2
        device.memory.usableBytes = 8 << 30
        device.class = deviceClass ?? DeviceClass.name(of: device)
        var conditions = Conditions(startedAt: "2026-11-21T08:00:00Z")
        conditions.governor = "performance"
        var profile = Profile(
            device: device, program: .init(version: "0.1.0", build: .release), conditions: conditions)
        profile.measurements = measurements
        return profile
    }

    static func requirement(milliseconds: Int? = 50) -> Requirement {
        Requirement(
            task: .imageClassification, labels: nil, targetNanoseconds: milliseconds.map { $0 * 1_000_000 })
    }

    static func request(
        _ measurements: [Measurement], models: [Model], _ requirement: Requirement = requirement()
    ) -> PlanningRequest {
        PlanningRequest(
            requirement, evidence: [.init(profile(measurements), hash: nil)], models: models)
    }

    static func prediction(of candidate: Candidate, milliseconds: Double, factor: Double = 1.2) -> Plan.Option {
        var option = Plan.Option(candidate: candidate, source: .predicted)
        option.latencyNanoseconds = FiguresByStatistic([
            Figure(
                milliseconds * 1e6, .p95, count: 0,
                interval: .init(low: milliseconds * 1e6 / factor, high: milliseconds * 1e6 * factor), confidence: 0.9,
                source: .predicted, basis: ["ceilings"])
        ])
        return option
    }
}
