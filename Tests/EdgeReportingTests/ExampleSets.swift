import EdgeRecords

@testable import EdgeReporting

/// Several plans on one device, and plans of several devices, made up for reports.
enum ExampleSets {
    private static let detectors: [(String, Double, Double)] = [
        ("ssdlite-mobilenet-v2", 24, 0.22), ("ssdlite-mobilenet-v3", 14, 0.19),
    ]

    /// Measurements of detectors beside the classifiers.
    static var profile: Profile {
        var profile = ExampleReports.models
        for (model, time, accuracy) in detectors {
            for threads in [1, 2] {
                profile.measurements.append(
                    ExampleReports.measurement(
                        ExampleReports.candidate(model, .int8, threads: threads),
                        milliseconds: time / (threads == 1 ? 1 : 1.7),
                        accuracy: ExampleReports.accuracy(accuracy, .measured)))
            }
        }
        return profile
    }

    /// Of the detectors, with another percentile's worth of time.
    static func detection(_ profile: Profile, target: Int = 40_000_000) -> Plan {
        var requirement = Requirement(task: .objectDetection, labels: "coco", targetNanoseconds: target)
        requirement.memoryBytes = 268_435_456
        var plan = Plan(
            requirement: requirement, deviceClass: profile.device.class, verdict: .meets,
            summary: "Use ssdlite-mobilenet-v2/int8 on native with 1 thread.")
        plan.ranked = profile.measurements.filter { $0.candidate.model.hasPrefix("ssdlite") }.map {
            ExampleReports.option($0, verdict: .meets)
        }
        plan.choice = plan.ranked.first
        plan.rejected = [
            .init(
                candidate: ExampleReports.candidate("ssdlite-mobilenet-v2", .fp32, threads: 1), reason: .latency,
                detail: "its p95 is 61.0 ms of 40 ms", figure: ExampleReports.figure(61e6, .p95))
        ]
        plan.expires = [.init(fact: "kernel", is: "6.1")]
        plan.reproduce = "edgeplan plan --task object-detection --labels coco --target 40ms"
        return plan
    }

    static var tasks: PlanSet {
        let profile = profile
        let plans = [detection(profile), ExampleReports.plan(of: ExampleReports.models)]
        var together = PlanSet.Together(verdict: .undecided)
        together.memoryBytes = ExampleReports.figure(54e6, .total, spread: nil)
        together.memoryLimitBytes = 268_435_456
        var set = PlanSet(
            .tasks, plans: plans,
            summary: "Each alone meets its target, but beside each other they were not measured: "
                + "ssdlite-mobilenet-v2/int8 on native with 1 thread for object-detection/coco and "
                + "efficientnet-lite0/int8 on native with 2 threads for image-classification/imagenet-1k.",
            together: together)
        set.reproduce = "edgeplan plan --task object-detection/coco=40ms --task image-classification/imagenet-1k=50ms"
        set.next = "\(set.reproduce ?? "") --json > tasks.json; edgeplan verify tasks.json"
        return set
    }

    static var verification: SetVerification {
        let seen = zip(tasks.plans, [33e6, 24e6]).compactMap { plan, time -> Verification? in
            guard let candidate = plan.choice?.candidate else { return nil }
            var one = Verification(
                candidate: candidate, deviceClass: plan.deviceClass, requirement: plan.requirement, verdict: .meets,
                summary: "It meets its target beside the others.")
            one.promised = plan.choice?.latencyNanoseconds[.p95]
            one.latencyNanoseconds = FiguresByStatistic([ExampleReports.figure(time, .p95)])
            one.samples = 420
            return one
        }
        var answer = SetVerification(
            deviceClass: profile.device.class, verdict: .meets,
            summary: "Beside each other all meet their targets here: ssdlite-mobilenet-v2/int8 on native with 1 thread "
                + "for object-detection/coco and efficientnet-lite0/int8 on native with 2 threads for "
                + "image-classification/imagenet-1k.",
            verifications: seen)
        answer.memoryBytes = ExampleReports.figure(58e6, .total, spread: nil)
        return answer
    }

    static var pipeline: PlanSet {
        var set = tasks
        set.kind = .pipeline
        for place in set.plans.indices { set.plans[place].requirement.targetNanoseconds = nil }
        set.summary =
            "Use ssdlite-mobilenet-v2/int8 on native with 1 thread, then efficientnet-lite0/int8 on native with 2 "
            + "threads: p95 of all steps together is 42.1 ms of 80 ms, certain to 95 %."
        var together = PlanSet.Together(verdict: .meets)
        together.latencyNanoseconds = FiguresByStatistic([ExampleReports.figure(42.1e6, .p95)])
        together.targetNanoseconds = 80_000_000
        together.memoryBytes = tasks.together?.memoryBytes
        set.together = together
        set.remarks = ["the steps were measured one at a time: run in turns, each finds caches that the others filled"]
        set.reproduce = "edgeplan plan --pipeline object-detection/coco,image-classification/imagenet-1k --target 80ms"
        set.next = nil
        return set
    }

    static var targets: PlanSet {
        let profile = ExampleReports.models
        func plan(_ milliseconds: Int, _ variant: String?) -> Plan {
            var plan = ExampleReports.plan(of: profile)
            plan.requirement.targetNanoseconds = milliseconds * 1_000_000
            plan.choice = plan.ranked.first { $0.candidate.variant == variant && $0.candidate.threads == 2 }
            plan.verdict = plan.choice == nil ? .misses : .meets
            plan.closest = plan.choice == nil ? plan.ranked.first { $0.candidate.threads == 2 } : nil
            plan.tiedWith = []
            plan.reproduce = "edgeplan plan --task image-classification --target \(milliseconds)ms"
            return plan
        }
        return PlanSet(
            .targets,
            plans: [plan(2, nil), plan(10, "mobilenet-v2-w0.5/int8"), plan(50, "efficientnet-lite0/int8")],
            summary: "2 ms: nothing meets it; 10 ms: mobilenet-v2-w0.5/int8 on native with 2 threads; 50 ms: "
                + "efficientnet-lite0/int8 on native with 2 threads.")
    }

    /// Three devices: one with a choice, one that misses, one of which little is known.
    static var fleet: FleetInput {
        let laptop = ExampleReports.models
        var slow = ExampleReports.plan(of: laptop)
        slow.deviceClass = "cortex-a53-4c-neon-0123456789ab"
        slow.verdict = .misses
        slow.summary = "Nothing meets 50 ms at p95."
        slow.closest = slow.ranked.first { $0.candidate.variant == "mobilenet-v2-w0.5/int8" }
        slow.closest?.latencyNanoseconds = FiguresByStatistic([ExampleReports.figure(83e6, .p95)])
        (slow.choice, slow.ranked, slow.tiedWith, slow.current) = (nil, [], [], nil)
        slow.rejected += laptop.measurements.prefix(4).map { measurement in
            .init(
                candidate: measurement.candidate, reason: .latency, detail: "its p95 is too high",
                figure: ExampleReports.figure((measurement.latencyNanoseconds[.p95]?.value ?? 0) * 9, .p95))
        }
        slow.relaxation = .init(change: "target to 84ms", costs: "34 ms more for each answer")
        var server = ExampleReports.plan(of: laptop)
        server.deviceClass = ExampleDevices.twoPackageServer.class
        server.ranked = server.ranked.prefix(6).map { option in
            var faster = option
            faster.latencyNanoseconds = FiguresByStatistic(
                option.latencyNanoseconds.all.map { ExampleReports.figure($0.value * 0.5, $0.statistic) })
            faster.verdict = .meets
            return faster
        }
        server.choice = server.ranked.first { $0.candidate.variant == "mobilenet-v2/int8" }
        server.rejected = []
        return FleetInput([
            .init(
                plan: ExampleReports.plan(of: laptop), device: laptop.device,
                measuredAt: laptop.conditions.startedAt),
            .init(plan: slow), .init(plan: server, device: ExampleDevices.twoPackageServer),
        ])
    }
}
