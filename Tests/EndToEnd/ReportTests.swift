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

    @Test func `plans of several targets are told apart from one, and nothing is written`() throws {
        let folder = TemporaryFolder()
        folder.addFile("set.json", Array(#"{"schema": "edgeplan.planset/1", "plans": []}"#.utf8))
        let ending = try Program.run(["report", "set.json"], folder: URL(filePath: folder.path))
        #expect(ending.status == ExitStatus.badInput.rawValue && ending.errors.contains("a page is of one"))
        #expect(folder.names() == ["set.json"])
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
