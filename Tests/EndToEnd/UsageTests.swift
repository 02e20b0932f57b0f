import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// What a user meets who mistypes, asks for help, or names what is not there.
@Suite struct UsageTests {
    @Test func `a misspelt verb gets the nearest one and status 2`() throws {
        let ending = try Program.run(["prob"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("did you mean probe?"))
        #expect(ending.output.isEmpty)
    }

    @Test func `a misspelt option gets the nearest one and status 2`() throws {
        let ending = try Program.run(["probe", "--jsn"])
        #expect(ending.status == 2)
        #expect(ending.errors.contains("did you mean --json?"))
    }

    @Test func `an error with json is a record on standard output`() throws {
        let ending = try Program.run(["probe", "--json", "--root", "/nonexistent/tree"])
        #expect(ending.status == 3)
        let answer = try RecordText.decode(ErrorAnswer.self, from: ending.output)
        #expect(answer.status == 3)
        #expect(answer.where.contains("/nonexistent/tree"))
        #expect(!answer.why.isEmpty && !answer.remedy.isEmpty)
    }

    @Test func `the examples of the doctor's page run as they stand`() throws {
        let page = try Program.run(["doctor", "--help"]).output
        let examples = page.split(separator: "\n").filter { $0.hasPrefix("  edgeplan doctor") && !$0.contains("[") }
        #expect(examples.count > 1)
        for example in examples {
            let ending = try Program.run(example.split(separator: " ").dropFirst().map(String.init))
            #expect([0, 5].contains(ending.status), "\(example): \(ending.errors)")
        }
    }

    @Test(arguments: [["--help"], ["probe", "--help"], ["doctor", "-h"], ["help", "probe"], []])
    func `help goes to standard output with status 0`(words: [String]) throws {
        let ending = try Program.run(words)
        #expect(ending.status == 0)
        #expect(ending.output.contains("edgeplan"))
        #expect(ending.errors.isEmpty)
    }

    @Test func `the help names every verb once`() throws {
        let lines = try Program.run(["--help"]).output.split(separator: "\n")
        let verbs = lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first }.filter { !$0.hasPrefix("-") && $0 != "edgeplan" }
        #expect(verbs.count > 8 && Set(verbs).count == verbs.count, "\(verbs)")
    }

    @Test func `the version is one line`() throws {
        let ending = try Program.run(["--version"])
        #expect(ending.output.split(separator: "\n").count == 1)
        #expect(ending.status == 0)
    }

    @Test(arguments: [
        (["--version"], PageAnswer.Page.version, []), (["help", "probe"], .help, ["probe"]),
        (["profile", "--help"], .help, ["profile"]), (["--help"], .help, []), (["man"], .man, []),
        (["completions", "fish"], .completions, []),
    ])
    func `the program's own pages are records too`(words: [String], page: PageAnswer.Page, verb: [String]) throws {
        let ending = try Program.run(words + ["--json"])
        let answer = try RecordText.decode(PageAnswer.self, from: ending.output)
        #expect(ending.status == 0)
        #expect(answer.page == page)
        #expect(answer.verb == verb)
        #expect(answer.text == (try Program.run(words).output))
    }

    @Test func `without a terminal the text is as wide as COLUMNS says`() throws {
        func widest(_ columns: String) throws -> Int {
            let text = try Program.run(["doctor", "--help"], environment: ["COLUMNS": columns]).output
            return text.split(separator: "\n").map(\.count).max() ?? 0
        }
        #expect(try widest("50") <= 50)
        #expect(try 80...120 ~= widest("120"))
        #expect(try widest("no number") == widest(""))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions know the verbs`(shell: String) throws {
        let ending = try Program.run(["completions", shell])
        #expect(ending.status == 0)
        #expect(ending.output.contains("probe") && ending.output.contains("doctor"))
    }

    @Test func `a reader that has seen enough is no error`() throws {
        let ending = try Program.run([], through: ["sh", "-c", "\"$0\" probe --json | head -c 1"])
        #expect(ending.status == 0)
        #expect(ending.output == "{")
        #expect(ending.errors.isEmpty)
    }

    @Test func `a full device is said and is no success`() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let ending = try Program.run([], through: ["sh", "-c", "\"$0\" probe --json > /dev/full"])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("could not be written"))
    }

    @Test func `a picture that cannot be written is an error that names it`() throws {
        let ending = try Program.run(["probe", "--svg", "/nonexistent/folder/topology.svg"])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("/nonexistent/folder"))
    }

    @Test func `a capture in a format that there is not is refused before anything is written`() throws {
        let folder = TemporaryFolder()
        let path = folder.path(of: "capture.zip")
        let ending = try Program.run(["probe", "--capture", path])
        #expect(ending.status == 2)
        #expect(ending.errors.contains(".tar.zst"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
