import EdgeRecords

extension Example {
    static func plan() -> Plan {
        var plan = Plan(
            requirement: requirement(), deviceClass: device().class, verdict: .meets,
            summary: "Use mobilenet-v2 with int8 on 2 threads: p95 is 31.2 ms of 50 ms.")
        plan.profileHashes = ["sha256:" + SHA256.hex(of: "profile".utf8)]
        plan.choice = option()
        plan.closest = option()
        plan.current = option()
        plan.tiedWith = [option()]
        plan.ranked = [option(), Plan.Option(candidate: minimalCandidate(), source: .predicted)]
        plan.pareto = ["m-7f3a"]
        plan.rejected = Plan.Rejection.Reason.allCases.map {
            .init(candidate: candidate(), reason: $0, detail: "too much", figure: figure(9))
        }
        plan.relaxation = .init(change: "target to 62ms", costs: "12 ms more for each answer")
        plan.fallbacks = [.init(when: "usable memory under 256 MiB", candidate: candidate())]
        plan.expires = [.init(fact: "engineVersion", is: "1.31.1")]
        plan.effort = .init(candidates: 48, measured: 5, seconds: 74.2)
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
        together.latencyNanoseconds = FiguresByStatistic([figure(62_400_000, .p95, .predicted)])
        return PlanSet(plans: [plan(), minimalPlan()], together: together)
    }

    private static func requirement() -> Requirement {
        var requirement = Requirement(
            task: .imageClassification, labels: "imagenet-1k", targetNanoseconds: 50_000_000)
        requirement.accuracyFloor = 0.7
        requirement.memoryBytes = 268_435_456
        requirement.modelBytes = 16_777_216
        requirement.energyMicrojoules = 500_000
        requirement.coldStartNanoseconds = 2_000_000_000
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
        option.verdict = .meets
        return option
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
