import EdgeModels
import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan profile models` on the machine that the tests run on; no speed is asserted.
@Suite(.serialized) struct ModelProfileTests {
    private static var isRelease: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    private let folder = TemporaryFolder()

    private var environment: [String: String] {
        ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path, "EDGEPLAN_STORE": folder.path(of: "store")]
    }

    private func run(_ words: [String]) throws -> Program.Ending {
        try Program.run(["profile", "models"] + words, environment: environment)
    }

    private func kept(_ words: [String]) throws -> Program.Ending {
        try Program.run(["profile"] + words, environment: environment)
    }

    private func profile(_ words: [String]) throws -> Profile {
        let ending = try run(words + ["--json", "--processes", "2"])
        #expect([0, 4].contains(ending.status), "\(ending.errors)")
        return try RecordText.decode(Profile.self, from: ending.output)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a precision that no engine runs of any model is an error and no empty profile`() throws {
        let ending = try run(["--model", "ds-cnn", "--engine", "onnxruntime", "--precision", "bf16", "--json"])
        #expect(ending.status == ExitStatus.wrongUsage.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).why.contains("bf16"))
    }

    @Test(
        .enabled(if: isRelease, "a debug build measures nothing"),
        .enabled(
            if: ProcessInfo.processInfo.environment["EDGEPLAN_ONNXRUNTIME_LIB"]?.isEmpty == false,
            "EDGEPLAN_ONNXRUNTIME_LIB names no library"))
    func `ONNX Runtime tells what its layers take, by the names in the file`() throws {
        let profile = try profile(
            ["--model", "ds-cnn", "--engine", "onnxruntime", "--precision", "fp32,int8", "--threads", "1", "--layers"])
        #expect(profile.measurements.count == 2)
        for measurement in profile.measurements {
            let layers = try #require(measurement.layers, "\(measurement.outcome) \(measurement.reason ?? "")")
            #expect(layers.filter { $0.operation.hasSuffix("Conv") }.count == 9)
            #expect(layers.contains { $0.name.hasPrefix("stem") })
            #expect(layers.allSatisfy { $0.nanoseconds.value > 0 && $0.nanoseconds.count == 30 })
        }
    }

    @Test(.disabled(if: isRelease, "this is a release build"))
    func `a debug build measures nothing`() throws {
        let ending = try run(["--json"])
        #expect(ending.status == ExitStatus.notTrustworthy.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.contains("release"))
    }

    @Test func `a dry run lists candidates, time and disk, the most promising first, and measures nothing`() throws {
        let words = ["--model", "mobilenet-v2,mobilenet-v3-small,resnet-8", "--threads", "1", "--dry-run"]
        let all = try RecordText.decode(CandidateList.self, from: run(words + ["--json"]).output)
        #expect(all.candidates.count == 9 && !all.isRace && all.seconds > 1 && all.scratchBytes > 1_000_000)
        let race = try RecordText.decode(
            CandidateList.self, from: run(words + ["--target", "1s", "--json"]).output)
        #expect(
            race.isRace && race.candidates.first { $0.accuracy ?? 1 < 0.8 }?.candidate.variant == "mobilenet-v2/fp32")
        let text = try run(words + ["--target", "1s"])
        #expect(text.output.contains("mobilenet-v2/fp32@native:1") && text.output.contains("A race"))
        #expect(!folder.names().contains("store"))
        #expect(try run(words + ["--target", "0s"]).status == ExitStatus.wrongUsage.rawValue)
    }

    @Test func `everything is asked for with one word each, and what cannot be read stops nothing`() throws {
        folder.addFolder("edgeplan")
        folder.addFolder("edgeplan/models")
        folder.addFile("edgeplan/models/broken.json", Array("{}".utf8))
        let words = ["--model", "all", "--engine", "all", "--precision", "all", "--threads", "1,2", "--dry-run"]
        let ending = try run(words)
        #expect(ending.status == 0, "\(ending.errors)")
        let engines = ["native", "onnxruntime", "openvino"]
        for engine in engines { #expect(ending.output.contains("mobilenet-v2/int8@\(engine):2")) }
        for why in ["left out: broken: ", "litert does not read ONNX files", "`edgeplan models install` has it"] {
            #expect(ending.errors.contains(why), "\(ending.errors)")
        }
        // Named by the user, it is an error.
        #expect(try run(["--model", "broken", "--dry-run"]).status == ExitStatus.badInput.rawValue)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `what was asked for and is no candidate is in the record, with its reason`() throws {
        let words = ["--model", "ds-cnn", "--engine", "native,litert", "--precision", "fp32,fp16", "--threads", "1"]
        let profile = try profile(words)
        let leftOut = try #require(profile.leftOut)
        #expect(leftOut.contains { $0.names == ["ds-cnn/fp32@litert"] && $0.reason.contains("does not read ONNX") })
        #expect(leftOut.contains { $0.names == ["ds-cnn/fp16"] && $0.outcome == .refused })
        #expect(profile.measurements.map(\.candidate.variant) == ["ds-cnn/fp32"])
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a race says of every candidate whether it was measured, and why not`() throws {
        // Which are measured depends on how quiet the device is.
        let words = ["--model", "mobilenet-v3-small,mobilenet-v2-w0.35,mobilenet-v2", "--threads", "1"]
        let profile = try RecordText.decode(
            Profile.self, from: run(words + ["--target", "1s", "--json"]).output)
        let race = try #require(profile.race)
        #expect(race.candidates == 9 && race.measured > 0 && race.measured == profile.measurements.count)
        // Given up where the device is too busy, it leaves some that were neither.
        let toldOf = race.measured + race.lessAccurate + race.unlikely + race.unknownAccuracy
        #expect(race.contended == true ? toldOf <= race.candidates : toldOf == race.candidates)
        // Winners that change places each time are not measured in turns for ever.
        #expect([0, 2].contains(race.confirmed.count))
        #expect(race.confirmed.allSatisfy { name in profile.measurements.contains { $0.candidate.name == name } })
        #expect(race.best.allSatisfy { name in profile.measurements.contains { $0.candidate.name == name } })
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `candidates are measured in processes of their own, and scratch is gone afterwards`() throws {
        let profile = try profile(["--model", "ds-cnn", "--threads", "1", "--layers"])
        #expect(profile.measurements.map(\.candidate.precision) == [.fp32, .bf16, .int8])
        for measurement in profile.measurements {
            #expect(measurement.outcome == .ok, "\(measurement.reason ?? "")")
            #expect((measurement.workers?.count ?? 0) >= 2)
            #expect(measurement.latencyNanoseconds[.p95] != nil && measurement.loadNanoseconds != nil)
            #expect((measurement.peakMemoryBytes?.value ?? 0) > 100_000)
            #expect(measurement.layers?.isEmpty == false)
            #expect(measurement.candidate.modelHash?.hasPrefix("sha256:") == true)
        }
        #expect(profile.measurements.last?.fidelity != nil)
        #expect(profile.conditions.isolation.contains("affinity"))
        #expect(folder.names() == ["store"])
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `too little memory is an outcome, and the rest goes on`() throws {
        let words = ["--threads", "1", "--precision", "fp32", "--memory", "180MiB"]
        let profile = try profile(["--model", "mobilenet-v2-w1.4,ds-cnn"] + words)
        let outcomes = profile.measurements.map(\.outcome)
        #expect(outcomes[1] == .ok || outcomes[0] != .ok)
        #expect(profile.measurements.allSatisfy { $0.outcome == .ok || $0.reason?.isEmpty == false })
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a file that is no model is refused as a whole, before anything is measured`() throws {
        folder.addFile("broken.onnx", Array("no model".utf8))
        let ending = try run(["--model", folder.path(of: "broken.onnx"), "--json"])
        #expect(ending.status == ExitStatus.badInput.rawValue)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a run is kept with all samples, and its record is what the store gives out`() throws {
        let measured = try profile(["--model", "ds-cnn", "--threads", "1", "--precision", "int8"])
        let list = try RecordText.decode(RunList.self, from: kept(["list", "--json"]).output)
        let run = try #require(list.runs.first)
        #expect(list.runs.count == 1 && run.endedAt != nil && run.measurements == 1 && run.samples > 0)
        #expect(run.words == ["--model=ds-cnn", "--precision=int8", "--processes=2", "--threads=1"])
        let record = try String(contentsOfFile: folder.path(of: "store/\(run.name).json"), encoding: .utf8)
        #expect(run.hash == "sha256:" + SHA256.hex(of: record.utf8))
        #expect(try kept(["show", "--json"]).output == record)
        #expect(try RecordText.decode(Profile.self, from: record) == measured)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"), arguments: [0.4, 0.9, 1.6])
    func `after a kill the store opens, and what was measured is not measured again`(seconds: Double) throws {
        let words = ["--model", "ds-cnn", "--threads", "1", "--processes", "6"]
        let script = "\"$@\" > /dev/null 2>&1 & sleep \(seconds); kill -KILL $!; wait $!; true"
        _ = try Program.run(
            ["profile", "models"] + words, through: ["bash", "-c", script, "bash"], environment: environment)
        let list = try RecordText.decode(RunList.self, from: kept(["list", "--json"]).output)
        guard let run = list.runs.first, run.endedAt == nil else { return }
        let before = try RecordText.decode(Profile.self, from: kept(["show", run.name, "--json"]).output)
        #expect(try self.run(["--resume", "--threads", "2"]).errors.contains("--threads=1"))
        let after = try RecordText.decode(Profile.self, from: self.run(["--resume", "--json"]).output)
        #expect(after.conditions.startedAt == before.conditions.startedAt && after.measurements.count == 3)
        for measurement in before.measurements {
            let whole = try #require(after.measurements.first { $0.id == measurement.id })
            #expect((whole.workers?.count ?? 0) >= 6)
            let first = measurement.workers?.map(\.loadNanoseconds) ?? []
            #expect(Array((whole.workers?.map(\.loadNanoseconds) ?? []).prefix(first.count)) == first)
        }
        #expect(try self.run(["--resume"]).errors.contains("was cut short"))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `while one measures, another is refused with its name or waits for it`() throws {
        let words = ["profile", "models", "--model", "ds-cnn", "--threads", "1"]
        // The first begins to measure a moment after it started.
        let script = """
            "$@" --processes 20 > /dev/null 2>&1 & first=$!
            for try in 1 2 3 4 5 6 7 8 9; do sleep 0.2; "$@" --no-wait --processes 2 2> "$TMPDIR/refused" && continue; break; done
            kill -KILL $first; "$@" --quiet --processes 2; echo $? >> "$TMPDIR/refused"
            """
        _ = try Program.run(words, through: ["bash", "-c", script, "bash"], environment: environment)
        let text = try String(contentsOfFile: folder.path(of: "refused"), encoding: .utf8)
        #expect(text.contains("is measuring") && text.contains("edgeplan profile"), "\(text)")
        #expect(text.hasSuffix("\n0\n") || text.hasSuffix("\n4\n"))
    }

    @Test(
        .enabled(if: isRelease, "a debug build measures nothing"),
        arguments: [
            (["--beside", "memory"], ["quiet", "beside-memory"]),
            (["--beside", "anomaly-auto-encoder/int8"], ["quiet", "beside-model"]),
            (["--rate", "200/s", "--arrivals", "even"], ["rate"]), (["--sustain", "1s"], ["sustained"]),
        ])
    func `a scenario is a measurement of its own, with what only it tells`(words: [String], scenarios: [String]) throws
    {
        let profile = try profile(["--model", "ds-cnn", "--precision", "int8", "--threads", "1"] + words)
        #expect(profile.measurements.map(\.scenario.rawValue) == scenarios)
        let measurement = try #require(profile.measurements.last)
        let details = try #require(measurement.scenarioDetails)
        #expect(measurement.outcome == .ok && measurement.latencyNanoseconds[.p95] != nil)
        switch measurement.scenario {
        case .rate: #expect(details.ratePerSecond == 200 && (details.utilization?.value ?? 0) > 0)
        case .sustained:
            // Of ten, those that other work did not disturb; a first and a last are held against each other.
            #expect((1...10).contains(details.stretches.count) && measurement.workers?.count == 10)
            #expect(details.stretches.count < 10 || details.slowdown != nil && details.throttling != nil)
        default: #expect(details.companion?.isEmpty == false && details.companionCPUs?.isEmpty == false)
        }
        #expect(try kept(["show"]).output.contains("ds-cnn/int8 on native, 1 thread"))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `data of one's own is measured as whole requests, and a plan covers them`() throws {
        // A tensor of what the network takes, twice.
        for name in ["photos", "empty"] {
            try FileManager.default.createDirectory(atPath: folder.path(of: name), withIntermediateDirectories: true)
        }
        let input = try #require(
            NumPyArray.bytes(of: Tensor(unchecked: .f32(Array(repeating: 0.5, count: 784)), shape: [1, 1, 28, 28])))
        for name in ["a.npy", "b.npy"] { folder.addFile("photos/\(name)", input) }
        folder.addFile("photos/notes.txt", [1])
        let profile = try profile([
            "--model", "fashion-cnn-w4", "--precision", "fp32", "--threads", "1", "--input",
            folder.path(of: "photos"),
        ])
        let measurement = profile.measurements[0]
        #expect(measurement.outcome == .ok && measurement.inputFiles == 2, "\(measurement.reason ?? "")")
        let whole = try #require(measurement.requestNanoseconds?[.median]?.value)
        #expect(whole > (measurement.latencyNanoseconds[.median]?.value ?? .infinity))
        #expect(measurement.preprocessNanoseconds != nil && measurement.postprocessNanoseconds != nil)
        let plan = try Program.run(["plan", "--json", "--allow-contended"], environment: environment)
        #expect(plan.output.contains("\"scope\": \"request\""), "\(plan.output)")
        folder.addFile("empty/notes.txt", [1])
        #expect(try run(["--model", "ds-cnn", "--input", folder.path(of: "empty")]).status == 3)
        #expect(try run(["--model", "ds-cnn", "--input", folder.path(of: "gone.png")]).status == 3)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `accuracy is measured beside speed where there is labelled data`() throws {
        let input = try #require(
            NumPyArray.bytes(of: Tensor(unchecked: .f32(Array(repeating: 0.5, count: 784)), shape: [1, 1, 28, 28])))
        folder.addFile("a.npy", input)
        folder.addFile("labels.csv", Array((0..<10).map { "a.npy,\($0)\n" }.joined().utf8))
        let words = ["--model", "fashion-cnn-w4", "--threads", "1", "--data", folder.path(of: "labels.csv")]
        let profile = try profile(words)
        #expect(profile.measurements.count > 1)
        for measurement in profile.measurements {
            // One of ten labels of the same picture is right.
            #expect(measurement.accuracy?.value.value == 0.1 && measurement.accuracy?.engine == .native)
            #expect(measurement.accuracy?.isaClass != nil)
        }
    }

    @Test(arguments: [
        ["--beside", "cpu", "--rate", "30/s"], ["--rate", "30"], ["--rate", "0/s"], ["--sustain", "10ms"],
        ["--beside", "no-such-model"], ["--beside", "cpu", "--target", "50ms"],
    ])
    func `a scenario that cannot be is refused, before anything is measured`(words: [String]) throws {
        let ending = try run(["--model", "ds-cnn", "--dry-run", "--json"] + words)
        #expect(ending.status == ExitStatus.wrongUsage.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).remedy.isEmpty == false)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"), arguments: ["TERM", "KILL"])
    func `what keeps the device busy ends with the program, however that ends`(signal: String) throws {
        let words = ["--model", "ds-cnn", "--precision", "int8", "--threads", "1", "--beside", "cpu"]
        // Workers carry the scratch folder in their environment; the shell itself, which names them, is none.
        let script = """
            "$@" --processes 50 > /dev/null 2>&1 & sleep 1.5; kill -\(signal) $!; wait $!
            for try in 1 2 3 4 5 6 7 8 9 10; do
                left=$(for p in /proc/[0-9]*; do
                    tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q '^[^ ]*edgeplan worker' \\
                        && tr '\\0' '\\n' < $p/environ 2>/dev/null | grep -q "$TMPDIR" && echo $p; done)
                [ -z "$left" ] && break; sleep 0.1
            done; echo "left: $left"
            """
        let ending = try Program.run(
            ["profile", "models"] + words, through: ["bash", "-c", script, "bash"], environment: environment)
        #expect(ending.output == "left: \n")
        #expect(try kept(["list"]).status == 0)
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `a run that its budget ended is gone on with`() throws {
        let words = ["--model", "ds-cnn", "--precision", "int8", "--threads", "1", "--processes", "40"]
        let cut = try run(words + ["--budget", "1s", "--json"])
        #expect(cut.errors.contains("--resume"))
        let before = try RecordText.decode(Profile.self, from: cut.output).measurements[0].workers ?? []
        #expect(!before.isEmpty && before.count < 40)
        let after = try RecordText.decode(Profile.self, from: run(["--resume", "--json"]).output).measurements[0]
        let workers = after.workers ?? []
        #expect(workers.count > before.count)
        #expect(Array(workers.map(\.loadNanoseconds).prefix(before.count)) == before.map(\.loadNanoseconds))
    }

    @Test(.enabled(if: isRelease, "a debug build measures nothing"))
    func `nothing that was kept is lost by kills at random moments`() throws {
        let ending = try Program.run([], through: ["Benchmarks/kills", "8", "--program"])
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("8 kills in"))
    }
}
