import EdgeRecords

/// Records made up for reports: numbers with every provenance, failures, a plan with every kind of remark.
enum ExampleReports {
    static func figure(
        _ value: Double, _ statistic: Statistic, _ source: Figure.Source = .measured, spread: Double? = 0.04
    ) -> Figure {
        Figure(
            value, statistic, count: source == .measured ? 400 : 0,
            interval: spread.map { .init(low: value * (1 - $0), high: value * (1 + 2 * $0)) },
            confidence: spread == nil ? nil : 0.95, source: source, basis: source == .predicted ? ["m-int8-2"] : [])
    }

    static func accuracy(_ value: Double, _ kind: Accuracy.Kind = .published) -> Accuracy {
        Accuracy(
            kind: kind, metric: "top-1", dataset: "imagenet-1k",
            value: Figure(
                value, .single, count: kind == .measured ? 10_000 : 0,
                interval: kind == .measured ? .init(low: value - 0.008, high: value + 0.008) : nil, confidence: 0.95,
                source: kind == .published ? .published : .measured))
    }

    static func candidate(
        _ model: String, _ precision: Precision, threads: Int, engine: EngineName = .native
    ) -> Candidate {
        var candidate = Candidate(
            model: model, variant: "\(model)/\(precision.rawValue)", precision: precision, weights: .installed,
            engine: engine, threads: threads)
        candidate.cpus = Array(0..<threads)
        return candidate
    }

    static func measurement(_ candidate: Candidate, milliseconds: Double, accuracy: Accuracy?) -> Measurement {
        var measurement = Measurement(
            id: "m-\(candidate.variant)-\(candidate.engine.rawValue)-\(candidate.threads)", candidate: candidate,
            outcome: .ok)
        measurement.latencyNanoseconds = FiguresByStatistic([
            figure(milliseconds * 1e6, .p95), figure(milliseconds * 0.86e6, .median),
        ])
        measurement.firstInferenceNanoseconds = figure(milliseconds * 2.4e6, .single, spread: nil)
        measurement.loadNanoseconds = figure(12e6 + milliseconds * 1e5, .single, spread: nil)
        measurement.peakMemoryBytes = figure(18e6 + milliseconds * 4e5, .maximum, spread: nil)
        measurement.accuracy = accuracy
        measurement.warmUpRuns = 12
        measurement.processes = 5
        return measurement
    }

    static func layers(_ candidate: Candidate, milliseconds: Double) -> [LayerMeasurement] {
        [("stem", 0.16), ("block-1", 0.3), ("block-2", 0.24), ("block-3", 0.17), ("pool", 0.01), ("classifier", 0.12)]
            .map { name, share in
                var layer = LayerMeasurement(
                    name: name, operation: name == "pool" ? "pooling" : "convolution 1×1",
                    kernels: ["gemm_\(candidate.precision.rawValue)_avxvnni"], operations: 20_000_000,
                    nanoseconds: figure(milliseconds * share * 1e6, .median, spread: nil))
                layer.fractionOfCeiling = name == "pool" ? nil : 0.4 + share
                return layer
            }
    }

    /// Kernels and ceilings alone, as `edgeplan profile kernels` leaves them.
    static var kernels: Profile {
        var profile = Profile(
            device: ExampleDevices.hybridLaptop, program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 1_795_248_000)))
        profile.conditions.endedAt = UTCText.moment(epochSeconds: 1_795_248_016)
        profile.conditions.governor = "performance"
        profile.conditions.contendedShare = 0.06
        profile.ceilings = [
            arithmetic("int8-avxvnni", 1, 512e9), arithmetic("int8-avxvnni", 2, 1010e9),
            arithmetic("fp32-avx2", 1, 128e9), arithmetic("fp32-avx2", 2, 254e9), stream("read-l1", 2, 950e9),
            stream("read-l2", 2, 480e9), stream("read-l3", 2, 210e9), stream("read-dram", 2, 49e9),
        ]
        profile.kernels = [
            kernel("gemm_u8_u8_s8_avxvnni", .int8, "mobilenet-v2 block 8 expand", 930e9, 105, 0.92),
            kernel("gemm_f32_avx2", .fp32, "mobilenet-v2 block 8 expand", 228e9, 41, 0.90),
            kernel("gemm_f32_avx2", .fp32, "mobilenet-v2 block 2 expand", 141e9, 7, 0.55),
            kernel("gemm_u8_u8_s8_avxvnni", .int8, "llama-1b project", 71e9, 2, 0.85),
        ]
        return profile
    }

    private static func arithmetic(_ name: String, _ threads: Int, _ rate: Double) -> Ceiling {
        var ceiling = Ceiling(
            name: name, threads: threads, operationsPerSecond: figure(rate, .maximum, spread: nil))
        ceiling.medianOperationsPerSecond = figure(rate * 0.97, .median)
        return ceiling
    }

    private static func stream(_ name: String, _ threads: Int, _ rate: Double) -> Ceiling {
        Ceiling(name: name, threads: threads, bytesPerSecond: figure(rate, .maximum, spread: nil))
    }

    private static func kernel(
        _ name: String, _ precision: Precision, _ layer: String, _ rate: Double, _ intensity: Double,
        _ fraction: Double
    ) -> KernelMeasurement {
        var kernel = KernelMeasurement(
            name: name, operation: "gemm", precision: precision, isa: precision == .int8 ? .avxvnni : .avx2,
            shape: [196, 64, 384], threads: 2, operationsPerSecond: figure(rate, .maximum, spread: nil))
        kernel.medianOperationsPerSecond = figure(rate * 0.96, .median)
        kernel.operationsPerByte = intensity
        kernel.fractionOfCeiling = fraction
        kernel.bound = intensity < 5 ? "read-dram" : "compute"
        kernel.residency = "l2"
        kernel.layer = layer
        return kernel
    }

    /// Models as well, on two engines, one of which crashed once.
    static var models: Profile {
        var profile = kernels
        for (model, fp32, top1) in [
            ("mobilenet-v2", 58.0, 0.718), ("mobilenet-v2-w0.5", 21.0, 0.654), ("efficientnet-lite0", 79.0, 0.751),
        ] {
            for (precision, factor, loss) in [(Precision.fp32, 1.0, 0.0), (.int8, 0.42, 0.006)] {
                for threads in [1, 2] {
                    let candidate = candidate(model, precision, threads: threads)
                    let time = fp32 * factor / (threads == 1 ? 1 : 1.7)
                    var measurement = measurement(
                        candidate, milliseconds: time,
                        accuracy: accuracy(top1 - loss, loss == 0 ? .published : .measured))
                    if model == "mobilenet-v2" { measurement.layers = layers(candidate, milliseconds: time) }
                    profile.measurements.append(measurement)
                }
            }
        }
        profile.measurements[4].contended = true
        var crashed = Measurement(
            id: "m-crash", candidate: candidate("efficientnet-lite0", .int8, threads: 2, engine: .litert),
            outcome: .crashed)
        crashed.reason = "signal 4 (illegal instruction)"
        profile.measurements.append(crashed)
        return profile
    }

    static var requirement: Requirement {
        var requirement = Requirement(task: .imageClassification, labels: "imagenet-1k", targetNanoseconds: 50_000_000)
        requirement.accuracyFloor = 0.7
        requirement.memoryBytes = 268_435_456
        return requirement
    }

    static func option(_ measurement: Measurement, verdict: Verdict? = nil) -> Plan.Option {
        var option = Plan.Option(candidate: measurement.candidate, source: .measured)
        option.measurement = measurement.id
        option.latencyNanoseconds = measurement.latencyNanoseconds
        option.peakMemoryBytes = measurement.peakMemoryBytes
        option.accuracy = measurement.accuracy
        option.rankingAccuracy = measurement.accuracy?.value
        option.verdict = verdict
        return option
    }

    /// A plan that found something, with one candidate predicted, one as deployed now, and two rejected.
    static func plan(of profile: Profile) -> Plan {
        var plan = Plan(
            requirement: requirement, deviceClass: profile.device.class, verdict: .meets,
            summary:
                "Use efficientnet-lite0/int8 on native with 2 threads: p95 of the model alone is 19.5 ms of 50 ms, "
                + "certain to 95 %; 30.5 ms to spare, accuracy 74.5 % (measured top-1).")
        let options = profile.measurements.filter { $0.outcome == .ok }.map { measurement in
            let meets = (measurement.latencyNanoseconds[.p95]?.value ?? 0) < 50e6
            return option(measurement, verdict: meets ? .meets : .misses)
        }
        plan.choice = options.first { $0.candidate.variant == "efficientnet-lite0/int8" && $0.candidate.threads == 2 }
        plan.tiedWith = options.filter { $0.candidate.variant == "mobilenet-v2/int8" && $0.candidate.threads == 2 }
        plan.current = options.first { $0.candidate.variant == "mobilenet-v2/fp32" && $0.candidate.threads == 1 }
        var predicted = Plan.Option(
            candidate: candidate("efficientnet-lite1", .int8, threads: 2), source: .predicted)
        predicted.latencyNanoseconds = FiguresByStatistic([figure(33e6, .p95, .predicted, spread: 0.2)])
        predicted.accuracy = accuracy(0.761)
        plan.ranked = options + [predicted]
        plan.rejected = [
            .init(
                candidate: candidate("efficientnet-lite2", .fp32, threads: 2, engine: .openvino), reason: .engine,
                detail: "libopenvino_c.so was not found"),
            .init(
                candidate: candidate("mobilenet-v2-w0.5", .int8, threads: 2), reason: .accuracy,
                detail: "its accuracy 64.8 % is below 70 %"),
        ]
        plan.fallbacks = [
            .init(when: "usable memory under 256 MiB", candidate: candidate("mobilenet-v2", .int8, threads: 1))
        ]
        plan.expires = [.init(fact: "engineVersion", is: "0.1.0")]
        plan.remarks = ["would be better, but is not settled: efficientnet-lite1/int8@native:2"]
        plan.next = "edgeplan profile models --model efficientnet-lite1"
        plan.reproduce = "edgeplan plan --task image-classification --target 50ms"
        return plan
    }

    /// The same with three candidates in scenarios.
    static var loaded: Profile {
        var profile = models
        let quiet = profile.measurements.filter { $0.outcome == .ok }
        var beside = quiet[3]
        (beside.id, beside.scenario) = ("m-beside", .besideCPU)
        beside.scenarioDetails = ScenarioDetails()
        beside.scenarioDetails?.companion = "cpu"
        beside.scenarioDetails?.quietNanoseconds = quiet[3].latencyNanoseconds[.p95]
        beside.latencyNanoseconds = FiguresByStatistic([figure(31e6, .p95), figure(21e6, .median)])
        var rate = quiet[1]
        (rate.id, rate.scenario) = ("m-rate", .rate)
        rate.scenarioDetails = ScenarioDetails()
        rate.scenarioDetails?.ratePerSecond = 20
        rate.scenarioDetails?.arrivals = .poisson
        rate.scenarioDetails?.utilization = figure(0.68, .median, spread: nil)
        rate.scenarioDetails?.serviceNanoseconds = quiet[1].latencyNanoseconds[.median]
        rate.latencyNanoseconds = FiguresByStatistic([figure(96e6, .p95), figure(41e6, .median)])
        var sustained = quiet[7]
        (sustained.id, sustained.scenario) = ("m-sustained", .sustained)
        sustained.scenarioDetails = ScenarioDetails()
        sustained.scenarioDetails?.stretches = [(60, 1.0), (120, 1.1), (180, 1.24)].map { seconds, factor in
            var stretch = ScenarioDetails.Stretch(
                endNanoseconds: seconds * 1_000_000_000,
                latencyNanoseconds: FiguresByStatistic([
                    figure(5.5e6 * factor, .p95, spread: nil), figure(5e6 * factor, .median, spread: nil),
                ]))
            stretch.temperatureMillidegrees = 40_000 + seconds * 200
            return stretch
        }
        sustained.scenarioDetails?.slowdown = 1.24
        sustained.scenarioDetails?.throttling = .seen
        profile.measurements += [beside, rate, sustained]
        return profile
    }
}
