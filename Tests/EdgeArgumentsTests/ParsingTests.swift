import EdgeArguments
import EdgeRecords
import Testing

/// The words of a line without quotes.
func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

/// The command of a line that is understood.
func parsed(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> ParsedCommand {
    let invocation = try sample.parse(words(line))
    guard case .command(let command) = invocation else {
        throw Misread(line: line, as: invocation)
    }
    return command
}

private struct Misread: Error {
    let line: String
    let `as`: Invocation
}

@Suite struct ParsingTests {
    @Test func `finds the verb and the verb below it`() throws {
        #expect(try parsed("probe").path == ["probe"])
        #expect(try parsed("profile").path == ["profile"])
        #expect(try parsed("profile kernels").path == ["profile", "kernels"])
        #expect(try parsed("models list").path == ["models", "list"])
        #expect(try parsed("worker").path == ["worker"])
    }

    @Test(arguments: ["plan --target 20ms", "plan --target=20ms", "--json plan --target 20ms --json"])
    func `takes a value beside or behind its option`(line: String) throws {
        #expect(try parsed(line).nanoseconds("target") == 20_000_000)
    }

    @Test func `keeps defaults apart from what was given`() throws {
        let command = try parsed("plan --percentile 90")
        #expect(command.number("percentile") == 90)
        #expect(command.nanoseconds("target") == 50_000_000)
        #expect(command.ratio("confidence") == 0.95)
        #expect(command.ratio(ifGiven: "accuracy-floor") == nil)
        #expect(command.bytes(ifGiven: "memory") == nil)
        #expect(command.isGiven("percentile"))
        #expect(!command.isGiven("target"))
        #expect(command.text("format") == "text")
        #expect(command.text(ifGiven: "profile") == nil)
    }

    @Test(arguments: ["--json --quiet", "--quiet -j", "-jq", "-q -j -j"])
    func `takes flags in any order, together or apart`(flags: String) throws {
        let command = try parsed("probe " + flags)
        #expect(command.flag("json"))
        #expect(command.flag("quiet"))
        #expect(!command.flag("verbose"))
    }

    @Test(arguments: ["-t 1,2", "-t1,2", "-t=1,2", "-jt 1,2", "-jt1,2"])
    func `takes the value of a short option in each manner`(option: String) throws {
        #expect(try parsed("profile " + option).list("threads") == .listed([1, 2]))
    }

    @Test func `an option before its verb belongs to the verb`() throws {
        #expect(try parsed("profile -t 2 kernels").list("threads") == .listed([2]))
        #expect(try parsed("--store probe probe").text(ifGiven: "store") == "probe")
    }

    @Test func `collects repeated options and lists of words`() throws {
        let command = try parsed("profile --model a -m b --model=c --precision int8,fp32,int8")
        #expect(command.texts("model") == ["a", "b", "c"])
        #expect(command.words("precision") == ["int8", "fp32"])
        #expect(try parsed("profile").words("precision") == [])
    }

    @Test func `gives each operand its words`() throws {
        let add = try parsed("models add mine a.bin b.bin")
        #expect(add.text("name") == "mine")
        #expect(add.texts("files") == ["a.bin", "b.bin"])
        #expect(try parsed("gate p.json").texts("tags") == [])
        #expect(try parsed("plan p.json").text(ifGiven: "profile") == "p.json")
    }

    @Test func `takes negative numbers and lone dashes for values`() throws {
        #expect(try parsed("probe --step-bias -5").number("step-bias") == -5)
        #expect(try parsed("probe --step-bias=-5").number("step-bias") == -5)
        #expect(try parsed("probe").number("step-bias") == -1)
        #expect(try parsed("gate - -1 -.5").texts("tags") == ["-1", "-.5"])
        #expect(try parsed("profile --model=--json").texts("model") == ["--json"])
    }

    @Test func `takes every word after two dashes for an operand`() throws {
        let command = try parsed("gate -- --json --help -- kernels")
        #expect(command.text("plan") == "--json")
        #expect(command.texts("tags") == ["--help", "--", "kernels"])
        #expect(!command.flag("json"))
    }

    @Test func `an equals sign belongs to the value from the second on`() throws {
        #expect(try parsed("profile --model=a=b").texts("model") == ["a=b"])
    }
}

@Suite struct HelpRequestTests {
    @Test(
        arguments: [
            ("--help", []), ("-h", []), ("help", []), ("--json --help", []),
            ("plan --help", ["plan"]), ("help plan", ["plan"]), ("plan -jh", ["plan"]), ("--help plan", ["plan"]),
            ("profile kernels --help", ["profile", "kernels"]), ("help profile kernels", ["profile", "kernels"]),
            ("models --help", ["models"]), ("gate --help", ["gate"]), ("help help", ["help"]),
            ("plan --target 50 --help", ["plan"]), ("plan --no-such --help", ["plan"]), ("plan a b --help", ["plan"]),
        ] as [(String, [String])])
    func `help is shown wherever it is asked for, whatever else is wrong`(line: String, path: [String]) throws {
        #expect(try sample.parse(words(line)) == .help(path))
    }

    @Test(arguments: ["--version", "plan --version", "--version --quiet"])
    func `the version needs no verb`(line: String) throws {
        #expect(try sample.parse(words(line)) == .version)
        #expect(sample.versionText == "sample 1.2.3\n")
    }

    @Test func `a misspelt verb is an error even with help`() {
        #expect(throws: ArgumentError.unknownVerb("pln", verb: "sample", nearest: "plan")) {
            try sample.parse(["pln", "--help"])
        }
        #expect(throws: ArgumentError.unknownVerb("lst", verb: "sample models", nearest: "list")) {
            try sample.parse(["help", "models", "lst"])
        }
    }

    @Test func `sees a flag in a line that cannot be parsed`() {
        #expect(sample.mentions("json", in: ["plan", "--bogus", "--json"]))
        #expect(sample.mentions("json", in: ["-j"]))
        #expect(!sample.mentions("json", in: ["gate", "--", "--json"]))
    }
}
