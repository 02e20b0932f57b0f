import EdgeArguments
import EdgeRecords
import EdgeTestSupport
import Testing

/// The error of a line that is not understood.
private func refusal(_ words: [String]) -> ArgumentError? {
    do {
        _ = try sample.parse(words)
        return nil
    } catch {
        return error
    }
}

@Suite struct ArgumentErrorTests {
    @Test(
        arguments: [
            ("prbe", .unknownVerb("prbe", verb: "sample", nearest: "probe")),
            ("models lsit", .unknownVerb("lsit", verb: "sample models", nearest: "list")),
            ("wrker", .unknownVerb("wrker", verb: "sample", nearest: nil)),
            ("", .missingVerb(verb: "sample", known: ["probe", "profile", "models", "plan", "gate", "help"])),
            ("models", .missingVerb(verb: "sample models", known: ["list", "add"])),
            ("probe --jsn", .unknownOption("--jsn", verb: "sample probe", nearest: "--json", owners: [])),
            ("probe --exp", .unknownOption("--exp", verb: "sample probe", nearest: "--explain", owners: [])),
            ("probe -quiet", .unknownOption("-quiet", verb: "sample probe", nearest: "--quiet", owners: [])),
            ("probe -x", .unknownOption("-x", verb: "sample probe", nearest: nil, owners: [])),
            ("probe --memory", .unknownOption("--memory", verb: "sample probe", nearest: nil, owners: ["sample plan"])),
            (
                "profile -m a kernels",
                .unknownOption(
                    "--model", verb: "sample profile kernels", nearest: nil, owners: ["sample profile"])
            ),
            ("plan --target", .missingValue(option: "--target", verb: "sample plan", kind: .duration)),
            ("plan --target --json", .missingValue(option: "--target", verb: "sample plan", kind: .duration)),
            ("plan --target 1s --target 2s", .repeatedOption("--target", verb: "sample plan")),
            ("plan --json=yes", .unexpectedValue("yes", option: "--json", verb: "sample plan")),
            ("plan -j=yes", .unexpectedValue("yes", option: "-j", verb: "sample plan")),
            ("plan a b", .unexpectedOperand("b", verb: "sample plan")),
            ("probe a", .unexpectedOperand("a", verb: "sample probe")),
            ("gate", .missingOperand("PLAN", verb: "sample gate", kind: .path())),
            ("models add x", .missingOperand("FILES", verb: "sample models add", kind: .path())),
            (
                "plan --target 50",
                .badValue(
                    "50", place: "--target", verb: "sample plan", kind: .duration, refusal: .missingUnit)
            ),
            (
                "plan --percentile 100",
                .badValue(
                    "100", place: "--percentile", verb: "sample plan", kind: .wholeNumber(1...99),
                    refusal: .outside(1...99))
            ),
            (
                "profile --precision int8,int9",
                .badValue(
                    "int8,int9", place: "--precision", verb: "sample profile",
                    kind: .words(of: ["fp32", "bf16", "int8"]),
                    refusal: .notAmong(nearest: "int8"))
            ),
        ] as [(String, ArgumentError)])
    func `names what is wrong with its values`(line: String, error: ArgumentError) {
        #expect(refusal(words(line)) == error)
        #expect(error.status == .wrongUsage)
    }

    @Test func `an empty value is refused, since an unset variable makes one`() {
        #expect(
            refusal(["plan", "--target", ""])
                == .badValue("", place: "--target", verb: "sample plan", kind: .duration, refusal: .empty))
        #expect(
            refusal(["gate", ""])
                == .badValue("", place: "PLAN", verb: "sample gate", kind: .path(), refusal: .empty))
    }

    @Test func `says what, where, why and the remedy`() throws {
        let lines = [
            "prbe", "models", "probe --jsn", "probe --memory", "plan --target", "plan --target 1s --target 2s",
            "plan --json=yes", "plan a b", "gate", "plan --target 50", "plan --target 5fortnights",
            "plan --percentile 100", "plan --format shell", "plan --accuracy-floor 75", "plan --memory 1.3B",
            "plan --confidence 101", "profile --threads 8-1", "profile --threads 1-9999", "profile --threads 1,,2",
            "profile --precision int9", "probe --step-bias x", "profile --budget 99999999999h",
        ]
        var text = ""
        for line in lines {
            let error = try #require(refusal(words(line)))
            text += "$ sample \(line)\n\(error.where): \(error.what)\n  \(error.why)\n  \(error.remedy)\n\n"
        }
        try expectGolden(text, named: "errors.txt")
    }

    @Test func `shows control characters and endless words harmlessly`() throws {
        let word = "--\u{1B}[31m\n" + String(repeating: "x", count: 10_000)
        let error = try #require(refusal(["probe", word]))
        #expect(error.what == "unknown option --\\u{1b}[31m\\u{a}" + String(repeating: "x", count: 52) + "…")
    }
}
