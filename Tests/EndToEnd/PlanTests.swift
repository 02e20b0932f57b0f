import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan plan`, from profiles that were made up.
@Suite struct PlanTests {
    private let folder = TemporaryFolder()

    /// A profile of one network of the catalogue that takes so long, on a device of a class of its own.
    private func profile(
        milliseconds: Double, samples: Int = 300, weights: Weights = .user, model: String = "mobilenet-v2"
    ) throws -> [String] {
        var candidate = Candidate(
            model: model, variant: "\(model)/int8", precision: .int8, weights: weights, engine: .native, threads: 2)
        candidate.engineVersion = "0.1.0"
        var measurement = Measurement(id: "m-1", candidate: candidate, outcome: .ok)
        let times = (0..<samples).map { Int(milliseconds * 1e6) + $0 * 37 % 1000 }
        measurement.samples = Samples(
            nanoseconds: times, process: (0..<samples).map { $0 % 5 }, block: (0..<samples).map { $0 / 10 })
        measurement.latencyNanoseconds = FiguresByStatistic([
            Figure(milliseconds * 1e6, .p95, count: samples, source: .measured)
        ])
        var device = Device()
        device.limits.usableCPUs = 2
        device.class = DeviceClass.name(of: device)
        device.classKey = DeviceClass.key(of: device)
        var profile = Profile(
            device: device, program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: "2026-11-21T08:00:00Z"))
        profile.measurements = [measurement]
        folder.addFile("profile.json", Array(try RecordText.encode(profile).utf8))
        folder.addFile("device.json", Array(try RecordText.encode(device).utf8))
        return ["--profile", folder.path(of: "profile.json"), "--device", folder.path(of: "device.json")]
    }

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["plan"] + words, environment: ["XDG_CACHE_HOME": folder.path])
    }

    @Test func `the text begins with the answer, and the status tells it too`() throws {
        let words = try profile(milliseconds: 30)
        let ending = try run(words)
        #expect(ending.status == 0)
        #expect(
            ending.output.hasPrefix("Use mobilenet-v2/int8 on native with 2 threads: p95 of the model alone is 30.0 ms")
        )
        let missed = try run(words + ["--target", "20ms"])
        #expect(missed.status == 1)
        #expect(missed.output.hasPrefix("Nothing meets 20 ms at p95"))
        #expect(missed.output.contains("The cheapest way out: target to 30.1ms"))
    }

    @Test func `the record can be read back, and its own command line makes it again`() throws {
        let ending = try run(try profile(milliseconds: 30) + ["--json", "--accuracy-floor", "70%", "--memory", "1GiB"])
        let plan = try RecordText.decode(Plan.self, from: ending.output)
        // Nobody measured its memory.
        #expect(plan.verdict == .undecided)
        let words = try #require(plan.reproduce).split(separator: " ").dropFirst(2).map(String.init)
        #expect(try run(words + ["--json"]).output == ending.output)
    }

    @Test func `what is not settled ends with its own status`() throws {
        let ending = try run(try profile(milliseconds: 30, samples: 40))
        #expect(ending.status == 4)
        #expect(ending.output.contains("more samples would settle it"))
    }

    @Test func `a limit on energy, which nothing here counted, is not settled either`() throws {
        let ending = try run(try profile(milliseconds: 30) + ["--energy", "50mJ"])
        #expect(ending.status == 4)
        #expect(ending.output.contains("its energy is not known") && ending.output.contains("Next: edgeplan doctor"))
    }

    @Test(arguments: ["sh", "dash", "bash", "zsh"])
    func `settings can be taken over by a shell`(shell: String) throws {
        let words = try profile(milliseconds: 30) + ["--format", "sh"]
        let script = #"p=$("$@") && eval "$p" && echo "$EDGEPLAN_VARIANT $EDGEPLAN_THREADS""#
        let ending = try Program.run(["plan"] + words, through: [shell, "-c", script, shell])
        #expect(ending.output == "mobilenet-v2/int8 2\n")
        let late = try Program.run(
            ["plan"] + words + ["--target", "20ms"], through: [shell, "-c", script, shell])
        #expect(late.output.isEmpty)
        #expect(late.status == 1)
    }

    @Test func `settings hold nothing that a checker of scripts objects to`() throws {
        let folder = folder.path
        for (format, code) in [("sh", "SC1091"), ("env", "SC2034")] {
            let ending = try run(try profile(milliseconds: 30) + ["--format", format])
            #expect(ending.status == 0)
            try Data(ending.output.utf8).write(to: URL(filePath: folder + "/settings"))
            let check = try Program.run(
                [], through: ["sh", "-c", "shellcheck -s sh -e \(code) '\(folder)/settings'", "sh"])
            #expect(check.status == 0, "\(check.output)")
        }
    }

    @Test(arguments: ["sh", "env"])
    func `made-up weights are never given to a script`(format: String) throws {
        let ending = try run(try profile(milliseconds: 30, weights: .seeded) + ["--format", format])
        #expect(ending.status == 3)
        #expect(ending.output.isEmpty)
        #expect(ending.errors.contains("edgeplan models "))
    }

    @Test func `one value alone is printed, or nothing`() throws {
        let words = try profile(milliseconds: 30)
        #expect(try run(words + ["--format", "value", "threads"]).output == "2\n")
        #expect(try run(words + ["--format", "value", "thread"]).errors.contains("did you mean threads?"))
        #expect(try run(words + ["--format", "value"]).status == 2)
        #expect(try run(words + ["threads"]).status == 2)
    }

    @Test func `a script gets no settings that were measured on another device`() throws {
        let words = Array(try profile(milliseconds: 30).prefix(2))
        let ending = try run(words + ["--format", "sh"])
        #expect(ending.status == 3)
        #expect(ending.output.isEmpty)
        #expect(try run(words).status == 0)
    }

    @Test(
        arguments: [
            (["--task", "image-clasification"], 2, "did you mean image-classification?"),
            (["--target", "0s"], 2, "target"),
            (["--accuracy-floor", "1.5"], 2, "at most 1"), (["--profile", "/nonexistent"], 3, "/nonexistent"),
            (["--explain", "nothing"], 2, "no candidate is called nothing"),
            (["--percentile", "100"], 2, "percentile"), (["--engine", "openvin"], 2, "openvino"),
            (["--labels", "cifar-10"], 3, "there is image-classification/imagenet-1k"),
            (["--scenario", "sustained"], 3, "nothing was measured in the scenario sustained"),
            (["--first-token", "1ms"], 2, "none has a first token"),
            (["--task", "transcription"], 3, "there is image-classification"),
        ] as [([String], Int32, String)])
    func `a question that cannot be answered is refused in words`(words: [String], status: Int32, hint: String) throws {
        let ending = try run(try profile(milliseconds: 30) + words)
        #expect(ending.status == status)
        #expect(ending.errors.contains(hint))
    }

    @Test func `a plan is gated, compared and checked against what was measured later`() throws {
        let plan = try run(try profile(milliseconds: 30) + ["--json"]).output
        folder.addFile("plan.json", Array(plan.utf8))
        let before = try String(contentsOfFile: folder.path(of: "profile.json"), encoding: .utf8)
        folder.addFile("before.json", Array(before.utf8))
        _ = try profile(milliseconds: 55)
        let junit = folder.path(of: "gate.xml")
        let gate = try Program.run(
            ["gate", folder.path(of: "plan.json"), "--profile", folder.path(of: "profile.json"), "--junit", junit])
        #expect(gate.status == 1)
        #expect(gate.output.hasPrefix("Failed: mobilenet-v2/int8 on native with 2 threads"))
        #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("<failure "))
        let comparison = try Program.run(
            ["compare", folder.path(of: "before.json"), folder.path(of: "profile.json")])
        #expect(comparison.status == 1)
        #expect(comparison.output.hasPrefix("All together are slower: × 1.833"))
        let mixed = try Program.run(["compare", folder.path(of: "plan.json"), folder.path(of: "profile.json")])
        #expect(mixed.status == 3)
        // The plan is of a device that was made up.
        let check = try run(["--check", folder.path(of: "plan.json")])
        #expect(check.status == 4)
        #expect(check.output.contains("deviceClass"))
        #expect(
            try run(["--check", folder.path(of: "plan.json"), "--device", folder.path(of: "device.json")]).status == 0)
    }

    private func runInFolder(_ words: [String], project: String) throws -> Program.Ending {
        folder.addFile("edgeplan.json", Array(project.utf8))
        return try Program.run(
            ["plan"] + words, environment: ["XDG_CACHE_HOME": folder.path], folder: URL(filePath: folder.path))
    }

    @Test func `a project file answers what the command line leaves open, and the plan says so`() throws {
        let words = try profile(milliseconds: 30)
        let project = #"{"schema": "edgeplan.project/1", "target": "20ms", "percentile": "90"}"#
        let ending = try runInFolder(words, project: project)
        #expect(ending.status == 1)
        #expect(ending.output.contains("from edgeplan.json: --target 20ms --percentile 90"))
        let own = try runInFolder(words + ["--target", "50ms"], project: project)
        #expect(own.status == 0)
        #expect(own.output.contains("from edgeplan.json: --percentile 90"))
        let script = try runInFolder(words + ["--target", "50ms", "--format", "value", "threads"], project: project)
        #expect(script.output == "2\n")
        #expect(script.errors.contains("from edgeplan.json"))
    }

    @Test(
        arguments: [
            (#"{"schema": "edgeplan.project/1", "target": "20"}"#, "unit"),
            (#"{"schema": "edgeplan.project/1", "tragte": "20ms"}"#, "tragte"),
            (#"{"schema": "edgeplan.project/2"}"#, "edgeplan.project"), ("[]", "edgeplan.json"),
            (#"{"schema": "edgeplan.project/1", "objective": "speed"}"#, "objective"), ("{", "edgeplan.json"),
        ])
    func `a project file that cannot be used is refused in words`(project: String, hint: String) throws {
        let ending = try runInFolder(try profile(milliseconds: 30), project: project)
        #expect(ending.status == 3)
        #expect(ending.errors.contains(hint))
    }

    @Test func `several targets, and a task with a target of its own`() throws {
        let words = try profile(milliseconds: 30)
        let targets = try run(words + ["--target", "20ms,50ms"])
        #expect(targets.output.hasPrefix("20 ms: nothing meets it; 50 ms: mobilenet-v2/int8 on native with 2 threads."))
        #expect(targets.status == 1)
        let set = try RecordText.decode(
            PlanSet.self, from: try run(words + ["--target", "20ms,50ms", "--json"]).output)
        #expect(set.plans.map(\.verdict) == [.misses, .meets])
        let again = try #require(set.reproduce).split(separator: " ").dropFirst(2).map(String.init)
        #expect(try RecordText.decode(PlanSet.self, from: run(again + ["--json"]).output) == set)
        let task = try run(words + ["--task", "image-classification/imagenet-1k=50ms"])
        #expect(task.status == 0)
        let pipeline = try run(
            words + ["--pipeline", "image-classification,image-classification", "--target", "70ms"])
        #expect(pipeline.status == 0)
        #expect(pipeline.output.replacing("\n", with: " ").contains("p95 of all steps together is 60.0 ms of 70 ms"))
    }

    @Test(
        arguments: [
            ["--task", "image-classification=20"], ["--task", "image-classification/=20ms"],
            ["--pipeline", "object-detection", "--target", "20ms,50ms"],
            ["--task", "object-detection", "--task", "image-classification", "--target", "20ms,50ms"],
            ["--pipeline", "object-detection", "--task", "image-classification"],
            ["--target", "20ms,50ms", "--format", "sh"],
        ])
    func `what cannot be asked together is refused`(words: [String]) throws {
        #expect(try run(try profile(milliseconds: 30) + words).status == 2)
    }

    @Test func `settings come out of a plan that holds, and out of no other`() throws {
        let words = try profile(milliseconds: 30)
        folder.addFile("plan.json", Array(try run(words + ["--json"]).output.utf8))
        let check = ["--check", folder.path(of: "plan.json"), "--device", folder.path(of: "device.json")]
        #expect(try run(check + ["--format", "value", "threads"]).output == "2\n")
        let elsewhere = try run(["--check", folder.path(of: "plan.json"), "--format", "sh"])
        #expect(elsewhere.status == 4)
        #expect(elsewhere.output.isEmpty)
        #expect(elsewhere.errors.contains("deviceClass.architecture"))
    }

    @Test func `plans of a pipeline are checked at once, and a plan without a choice says so`() throws {
        let words = try profile(milliseconds: 30)
        let device = ["--device", folder.path(of: "device.json")]
        func check(_ question: [String]) throws -> Program.Ending {
            folder.addFile("asked.json", Array(try run(words + question + ["--json"]).output.utf8))
            return try run(["--check", folder.path(of: "asked.json")] + device)
        }
        let steps = ["--pipeline", "image-classification,image-classification", "--target", "70ms"]
        let pipeline = try check(steps)
        #expect(pipeline.status == 0)
        #expect(pipeline.output.hasPrefix("The plan still holds"))
        #expect(try run(["--check", folder.path(of: "asked.json"), "--format", "sh"] + device).status == 3)
        #expect(try check(["--target", "1ms"]).output.contains("It chose nothing: Nothing meets 1 ms"))
    }

    @Test func `what a check does not take is refused, and what only a check takes`() throws {
        let words = try profile(milliseconds: 30)
        folder.addFile("plan.json", Array(try run(words + ["--json"]).output.utf8))
        #expect(try run(["--check", folder.path(of: "plan.json"), "--target", "5ms"]).status == 2)
        #expect(try run(words + ["--nearest"]).status == 2)
    }

    @Test func `a set of plans is no plan`() throws {
        let words = try profile(milliseconds: 30)
        folder.addFile("set.json", Array(try run(words + ["--target", "20ms,50ms", "--json"]).output.utf8))
        for verb in ["gate", "verify"] {
            let ending = try Program.run([verb, folder.path(of: "set.json")])
            #expect(ending.status == 3)
            #expect(ending.errors.contains("set of plans"))
        }
    }

    @Test func `a plan for another device is not verified here`() throws {
        folder.addFile("plan.json", Array(try run(try profile(milliseconds: 30) + ["--json"]).output.utf8))
        let ending = try Program.run(["verify", folder.path(of: "plan.json")])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("--nearest"))
    }

    @Test func `a profile of a later version is refused`() throws {
        _ = try profile(milliseconds: 30)
        let text = try String(contentsOfFile: folder.path(of: "profile.json"), encoding: .utf8)
        folder.addFile("later.json", Array(text.replacing("edgeplan.profile/1", with: "edgeplan.profile/2").utf8))
        let ending = try run(["--profile", folder.path(of: "later.json")])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("edgeplan.profile/2"))
    }
}
