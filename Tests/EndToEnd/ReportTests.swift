import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// `edgeplan report` on files, as a user calls it.
@Suite struct ReportCommandTests {
    private static var profile: Profile {
        var profile = Profile(
            device: Device(), program: .init(version: "0.1.0", build: .release),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 1_795_248_000)))
        profile.device.class = "example-2c-avx2-0123456789ab"
        profile.ceilings = [
            Ceiling(
                name: "fp32-avx2", threads: 1,
                operationsPerSecond: Figure(128e9, .maximum, count: 20, source: .measured))
        ]
        return profile
    }

    private func folder(_ records: [(String, any Encodable)]) throws -> TemporaryFolder {
        let folder = TemporaryFolder()
        for (name, record) in records { folder.addFile(name, Array(try RecordText.encode(record).utf8)) }
        return folder
    }

    @Test func `both pages are written where they are asked for, and the terminal shows the answer`() throws {
        let folder = try folder([("profile.json", Self.profile)])
        let (html, markdown) = (folder.path(of: "r.html"), folder.path(of: "r.md"))
        let ending = try Program.run([
            "report", folder.path(of: "profile.json"), "--html", html, "--markdown", markdown,
        ])
        #expect(ending.status == 0)
        #expect(ending.output.contains("computes up to 128 GOP/s"))
        #expect(ending.errors == "wrote \(html)\nwrote \(markdown)\n")
        #expect(try String(contentsOfFile: html, encoding: .utf8).hasPrefix("<!doctype html>"))
        #expect(try String(contentsOfFile: markdown, encoding: .utf8).hasPrefix("# "))
    }

    @Test func `without a name the pages go to the working folder, named by the class`() throws {
        let folder = try folder([("profile.json", Self.profile)])
        let ending = try Program.run(
            ["report", "profile.json", "--json"], folder: URL(filePath: folder.path))
        let answer = try RecordText.decode(ReportAnswer.self, from: ending.output)
        #expect(answer.files.map(\.path) == ["example-2c-avx2-0123456789ab.html", "example-2c-avx2-0123456789ab.md"])
        #expect(folder.names() == answer.files.map(\.path) + ["profile.json"])
    }

    @Test func `Markdown alone on standard output is all that is printed`() throws {
        let folder = try folder([("profile.json", Self.profile)])
        let ending = try Program.run(
            [],
            through: [
                "sh", "-c", "\"$0\" report --quiet --markdown /dev/stdout '\(folder.path(of: "profile.json"))' | cat",
            ])
        #expect(ending.output.hasPrefix("# ") && ending.output.components(separatedBy: "computes up to").count == 3)
        #expect(ending.errors.isEmpty)
    }

    @Test func `what is no profile is refused with its name, and nothing is written`() throws {
        let folder = try folder([("device.json", Device())])
        folder.addFile("text.json", Array("notes".utf8))
        for name in ["device.json", "text.json", "absent.json"] {
            let ending = try Program.run(
                ["report", folder.path(of: name), "--html", folder.path(of: "r.html"), "--json"])
            #expect(ending.status == ExitStatus.badInput.rawValue)
            #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).where.contains(name))
        }
        #expect(folder.names() == ["device.json", "text.json"])
    }

    private static func plan(_ deviceClass: String, _ task: TaskName = .imageClassification) -> Plan {
        var plan = Plan(
            requirement: Requirement(task: task, labels: nil, targetNanoseconds: 50_000_000), deviceClass: deviceClass,
            verdict: .meets, summary: "Use it.")
        let candidate = Candidate(
            model: "net", variant: "net/int8", precision: .int8, weights: .user, engine: .native, threads: 1)
        var option = Plan.Option(candidate: candidate, source: .measured)
        option.verdict = .meets
        option.latencyNanoseconds = FiguresByStatistic([Figure(12e6, .p95, count: 300, source: .measured)])
        (plan.choice, plan.ranked) = (option, [option])
        return plan
    }

    private static var tasks: PlanSet {
        PlanSet(
            .tasks, plans: [plan(profile.device.class, .keywordSpotting), plan(profile.device.class)],
            summary: "Each alone meets its target.", together: .init(verdict: .undecided))
    }

    private static func verification(of set: PlanSet) -> SetVerification {
        SetVerification(
            deviceClass: "example", verdict: .meets, summary: "Beside each other all meet their targets here.",
            verifications: set.plans.compactMap { plan in
                plan.choice.map {
                    Verification(
                        candidate: $0.candidate, deviceClass: "example", requirement: plan.requirement,
                        verdict: .meets, summary: "It does.")
                }
            })
    }

    @Test func `a set of plans has a page, with what was seen of all together and the profile where they are named`()
        throws
    {
        let folder = try folder([
            ("set.json", Self.tasks), ("seen.json", Self.verification(of: Self.tasks)), ("profile.json", Self.profile),
            ("plan.json", Self.plan(Self.profile.device.class)),
        ])
        func report(_ names: String...) throws -> Program.Ending {
            try Program.run(
                ["report"] + names + ["--markdown", "r.md", "--decision", "d.md"], folder: URL(filePath: folder.path))
        }
        #expect(try report("set.json").output.hasPrefix("? Each alone meets its target."))
        #expect(try report("set.json", "seen.json", "profile.json").output.hasPrefix("✓ Beside each other"))
        #expect(folder.names().contains("d.md"))
        for words in [["set.json", "set.json"], ["set.json", "plan.json"]] {
            #expect(try Program.run(["report"] + words, folder: URL(filePath: folder.path)).status == 2)
        }
        #expect(try report("seen.json").status == ExitStatus.wrongUsage.rawValue)
    }

    @Test func `what was seen of other tasks is not mixed with these`() throws {
        var other = Self.tasks
        other.plans[0].choice?.candidate.threads = 2
        let folder = try folder([("set.json", Self.tasks), ("seen.json", Self.verification(of: other))])
        let ending = try Program.run(["report", "set.json", "seen.json"], folder: URL(filePath: folder.path))
        #expect(ending.status == ExitStatus.badInput.rawValue && ending.errors.contains("other choices"))
        #expect(folder.names() == ["seen.json", "set.json"])
    }

    @Test func `plans of several devices make a page of the fleet, and so do profiles with a target`() throws {
        var other = Self.profile
        other.device.class = "other-4c-neon-ba9876543210"
        let folder = try folder([
            ("a.json", Self.plan(Self.profile.device.class)), ("b.json", Self.plan("other-4c-neon-ba9876543210")),
            ("one.json", Self.profile), ("two.json", other),
        ])
        let files = URL(filePath: folder.path)
        let planned = try Program.run(["report", "a.json", "b.json", "one.json", "--json"], folder: files)
        let answer = try RecordText.decode(ReportAnswer.self, from: planned.output)
        #expect(answer.headline == "Both devices have a choice that meets 50 ms at p95.")
        #expect(answer.files.map(\.path) == ["fleet.html", "fleet.md"])
        let measured = try Program.run(["report", "one.json", "two.json", "--target", "50ms"], folder: files)
        #expect(measured.output.contains("None of 2 devices has a choice that meets 50 ms at p95."))
        let stray = try Program.run(["report", "one.json", "--task", "keyword-spotting"], folder: files)
        #expect(stray.status == 2 && stray.errors.contains("add --target 50ms"))
        #expect(try Program.run(["report", "a.json", "--target", "50ms"], folder: files).status == 2)
    }

    @Test func `two profiles are compared, and a decision needs a plan`() throws {
        let folder = try folder([("a.json", Self.profile), ("b.json", Self.profile)])
        let files = [folder.path(of: "a.json"), folder.path(of: "b.json")]
        let compared = try Program.run(["report"] + files + ["--markdown", folder.path(of: "c.md")])
        #expect(compared.output.contains("times as fast as A:"))
        let undecided = try Program.run(["report", files[0], "--decision", folder.path(of: "d.md"), "--json"])
        #expect(undecided.status == ExitStatus.wrongUsage.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: undecided.output).remedy.contains("edgeplan plan"))
        #expect(folder.names() == ["a.json", "b.json", "c.md"])
    }

    @Test func `the page is handed to the desktop, or it is said that there is none`() throws {
        let folder = try folder([("profile.json", Self.profile)])
        let words = ["report", folder.path(of: "profile.json"), "--html", folder.path(of: "r.html"), "--open"]
        let without = try Program.run(words + ["--json"], environment: ["PATH": folder.path])
        #expect(without.status == ExitStatus.missing.rawValue)
        #expect(folder.names().contains("r.html"))
        folder.addPipe("opened")
        folder.addFile("xdg-open", Array("#!/bin/sh\necho \"$1\" > '\(folder.path(of: "opened"))'\n".utf8))
        folder.setMode("xdg-open", 0o755)
        let shown = try Program.run(words, environment: ["PATH": "\(folder.path):/usr/bin:/bin"])
        #expect(shown.status == 0)
        // It outlives the program, which does not wait for it.
        let told = try #require(FileHandle(forReadingAtPath: folder.path(of: "opened"))).readDataToEndOfFile()
        #expect(String(decoding: told, as: UTF8.self) == folder.path(of: "r.html") + "\n")
    }

    @Test func `a plan for another class of device is not mixed with a profile`() throws {
        let plan = Plan(
            requirement: Requirement(task: .imageClassification, labels: nil, targetNanoseconds: nil),
            deviceClass: "other", verdict: .undecided, summary: "Nothing was measured.")
        let folder = try folder([("profile.json", Self.profile), ("plan.json", plan)])
        let ending = try Program.run([
            "report", folder.path(of: "plan.json"), folder.path(of: "profile.json"), "--json",
        ])
        #expect(ending.status == ExitStatus.badInput.rawValue)
        #expect(try RecordText.decode(ErrorAnswer.self, from: ending.output).why.contains("other"))
    }
}
