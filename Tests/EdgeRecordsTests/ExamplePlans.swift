import EdgeRecords

extension Example {
    static func plan() -> Plan {
        var plan = Plan(
            requirement: requirement(), deviceClass: device().class, verdict: .meets,
            summary: "Use mobilenet-v2 with int8 on 2 threads: p95 is 31.2 ms of 50 ms.")
        plan.deviceClassKey = device().classKey
        plan.profileHashes = ["sha256:" + SHA256.hex(of: "profile".utf8)]
        plan.choice = option()
        plan.closest = option()
        plan.current = option()
        plan.tiedWith = [option()]
        plan.ranked = [option(), Plan.Option(candidate: minimalCandidate(), source: .predicted)]
        plan.pareto = ["m-7f3a"]
        plan.rejected = Plan.Rejection.Reason.allCases.map {
            var rejection = Plan.Rejection(candidate: candidate(), reason: $0, detail: "too much", figure: figure(9))
            rejection.measurement = "m-7f3a"
            return rejection
        }
        plan.relaxation = .init(change: "target to 62ms", costs: "12 ms more for each answer")
        var speed = Plan.WayOut(.speed, "1.25 times the speed of mobilenet-v2/int8@native:2")
        speed.factor = 1.25
        var model = Plan.WayOut(.model, "mobilenet-v2-w0.5/int8@native:2, not measured yet")
        (model.candidate, model.latencyNanoseconds) = (candidate(), figure(21e6, .p95, .predicted))
        plan.waysOut = [speed, model]
        plan.fallbacks = [.init(when: "usable memory under 256 MiB", candidate: candidate())]
        plan.expires = [.init(fact: "engineVersion", is: "1.31.1")]
        plan.configurations = [
            .init(
                candidate: candidate(), status: .unverified, reason: "vllm is not here", command: ["python3", "-m"],
                environment: ["OMP_NUM_THREADS": "2"]),
            .init(candidate: candidate(), status: .measured, command: ["python3"], environment: [:]),
        ]
        plan.effort = .init(candidates: 48, measured: 5, seconds: 74.2)
        plan.remarks = ["the accuracies are published ones"]
        plan.next = "edgeplan profile models --model mobilenet-v2"
        plan.reproduce = "edgeplan plan --task image-classification --target 50ms"
        return plan
    }

    static func minimalPlan() -> Plan {
        Plan(
            requirement: Requirement(task: .textGeneration, labels: nil, targetNanoseconds: nil),
            deviceClass: minimalDevice().class, verdict: .undecided, summary: "Nothing was measured.")
    }

    static func planSet() -> PlanSet {
        var together = PlanSet.Together(verdict: .misses)
        together.memoryBytes = figure(96_000_000, .total, .predicted)
        together.memoryLimitBytes = 268_435_456
        together.targetNanoseconds = 50_000_000
        together.latencyNanoseconds = FiguresByStatistic([figure(62_400_000, .p95, .predicted)])
        var set = PlanSet(
            .pipeline, plans: [plan(), minimalPlan()], summary: "Nothing meets 50 ms at p95 in both steps together.",
            together: together)
        set.remarks = ["the steps were measured one at a time"]
        set.reproduce = "edgeplan plan --pipeline object-detection,image-classification --target 50ms"
        set.next = "edgeplan verify tasks.json"
        return set
    }

    private static func requirement() -> Requirement {
        var requirement = Requirement(
            task: .imageClassification, labels: "imagenet-1k", targetNanoseconds: 50_000_000)
        requirement.accuracyFloor = 0.7
        requirement.memoryBytes = 268_435_456
        requirement.modelBytes = 16_777_216
        requirement.energyMicrojoules = 500_000
        requirement.coldStartNanoseconds = 2_000_000_000
        requirement.firstTokenNanoseconds = 1_500_000_000
        requirement.engines = [.native, .onnxruntime]
        requirement.licences = ["Apache-2.0"]
        requirement.allowed = [.predicted]
        return requirement
    }

    private static func option() -> Plan.Option {
        var option = Plan.Option(candidate: candidate(), source: .measured)
        option.measurement = "m-7f3a"
        option.latencyNanoseconds = FiguresByStatistic([figure(31_200_000, .p95)])
        option.peakMemoryBytes = figure(48_000_000, .maximum)
        option.modelBytes = 3_600_000
        option.energyMicrojoules = figure(310_000)
        option.accuracy = accuracy(.measured)
        option.rankingAccuracy = figure(0.7102, .single)
        option.coldStartNanoseconds = figure(72_000_000, .single)
        option.firstTokenNanoseconds = FiguresByStatistic([figure(300_000_000, .p95)])
        option.promptTokensPerSecond = figure(420)
        option.verdict = .meets
        option.samplesNeeded = 120
        option.remark = "its processes disagree"
        return option
    }

    static func comparison() -> RecordComparison {
        var comparison = RecordComparison(statistic: .p95, total: .worse)
        comparison.ratio = figure(1.2, .p95)
        comparison.rows = [RecordComparison.Change.worse, .onlyAfter].map { change in
            var row = RecordComparison.Row(candidate: candidate(), change: change)
            row.before = figure(30_000_000, .p95)
            row.after = figure(36_000_000, .p95)
            row.ratio = figure(1.2, .p95)
            row.accuracyBefore = figure(0.71, .single)
            row.accuracyAfter = figure(0.7, .single)
            return row
        }
        comparison.differences = [.init(fact: "governor", before: "performance", after: "powersave")]
        return comparison
    }

    static func prediction() -> PredictionAnswer {
        var row = PredictionAnswer.Row(
            candidate: candidate(), latencyNanoseconds: FiguresByStatistic([figure(30_000_000, .median, .predicted)]))
        row.peakMemoryBytes = figure(48_000_000, .maximum, .predicted)
        row.loadNanoseconds = figure(12_000_000, .median, .predicted)
        row.promptNanoseconds = figure(1_500_000_000, .median, .predicted)
        row.promptTokensPerSecond = figure(170, .median, .predicted)
        row.tokensPerSecond = figure(33, .median, .predicted)
        row.layers = [
            .init(name: "stem", kind: "dense", nanoseconds: figure(3_000_000, .median, .predicted), share: 0.1)
        ]
        var prediction = PredictionAnswer(model: "mobilenet-v2", deviceClass: device().class)
        prediction.rows = [row]
        let hits = PredictionAnswer.Hits(
            cases: 70, withinTenPercent: 0.53, withinQuarter: 0.9, medianError: 0.08, ninetiethPercentileError: 0.25)
        prediction.evaluation = .init(
            architectures: 8, all: hits, coverage: 0.91,
            settings: [.init(engine: .native, precision: .int8, threads: 2, hits: hits)], ceilingsAlone: hits)
        prediction.remarks = ["not counted: resize"]
        return prediction
    }

    static func gate() -> GateAnswer {
        var answer = GateAnswer(
            state: .failed, checks: [.init(name: "latency", state: .failed, detail: "30 ms became 36 ms")])
        answer.candidate = candidate()
        return answer
    }

    static func planCheck() -> PlanCheck {
        PlanCheck(findings: [
            .init(fact: "governor", was: "performance", here: "powersave"),
            .init(fact: "modelHash", was: "sha256:0", here: nil),
        ])
    }

    static func project() -> Project {
        var project = Project()
        project.tasks = ["image-classification/imagenet-1k=50ms", "keyword-spotting=20ms"]
        project.pipeline = ["object-detection", "image-classification"]
        (project.labels, project.target, project.percentile, project.confidence) = ("imagenet-1k", "50ms", "95", "95")
        (project.objective, project.accuracyFloor, project.current) = ("accuracy", "65%", "mobilenet-v2/int8")
        (project.memory, project.download, project.energy, project.coldStart) = ("256MiB", "8MiB", "50mJ", "2s")
        (project.engines, project.licences, project.models) = (["native"], ["MIT"], ["mobilenet-v2"])
        return project
    }

    static func verification() -> Verification {
        var answer = Verification(
            candidate: candidate(), deviceClass: device().class, requirement: requirement(), verdict: .undecided,
            summary: "It may or may not meet 50 ms at p95 here.")
        answer.promised = figure(31_200_000, .p95)
        answer.latencyNanoseconds = FiguresByStatistic([figure(33_000_000, .p95)])
        answer.processes = 12
        answer.contendedProcesses = 2
        answer.samples = 700
        answer.samplesNeeded = 90
        answer.changed = [.init(fact: "governor", was: "performance", here: "powersave")]
        answer.next = "edgeplan profile models --model mobilenet-v2"
        return answer
    }

    static func setVerification() -> SetVerification {
        var answer = SetVerification(
            deviceClass: device().class, verdict: .undecided,
            summary: "It is not settled whether it meets its target beside the others.", verifications: [verification()]
        )
        answer.memoryBytes = figure(62_000_000, .total)
        answer.next = "edgeplan plan --task keyword-spotting=20ms"
        return answer
    }

    static func doctor() -> DoctorAnswer {
        DoctorAnswer(checks: [
            .init(capability: "probe", state: .ready, detail: "everything it needs is there"),
            .init(capability: "energy", state: .missing, detail: "no counter moves", remedy: "none on this machine"),
            .init(capability: "trials", state: .degraded, detail: "seccomp is off", remedy: "run outside the sandbox"),
        ])
    }

    static func page() -> PageAnswer {
        PageAnswer(.help, verb: ["profile", "kernels"], version: "0.1.0", text: "Measure kernels.\n")
    }

    static func report() -> ReportAnswer {
        ReportAnswer(
            files: [.init(form: .html, path: "report.html", bytes: 48_000)], title: "mobilenet-v2/int8 on Example Core",
            headline: "Use mobilenet-v2 with int8 on 2 threads.", sentences: ["The 50 ms cover the model alone."])
    }

    static func error() -> ErrorAnswer { ErrorAnswer(FigureError.differentStatistics(.p90, .p95)) }
}
