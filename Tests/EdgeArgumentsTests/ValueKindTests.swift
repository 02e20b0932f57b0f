import EdgeArguments
import Testing

/// What a kind makes of a word, through a command line of one option.
private func read<Content>(
    _ word: String, as kind: ValueKind, _ question: (ParsedCommand) -> Content
) throws(ValueRefusal) -> Content {
    let table = CommandTable(
        version: "1",
        root: Command("one", "One.", options: [.value("x", kind, "It.")], commands: [Command("go", "Go.")]))
    do {
        guard case .command(let command) = try table.parse(["go", "--x=\(word)"]) else { throw ValueRefusal.empty }
        return question(command)
    } catch ArgumentError.badValue(_, _, _, _, let refusal) {
        throw refusal
    } catch {
        throw .empty
    }
}

@Suite struct DurationTests {
    @Test(arguments: [
        ("1ns", 1), ("100us", 100_000), ("100µs", 100_000), ("50ms", 50_000_000), ("1.5s", 1_500_000_000),
        ("10m", 600_000_000_000), ("2h", 7_200_000_000_000), (".5ms", 500_000), ("0.001us", 1), ("0s", 0),
        ("0.5000000000000000000000000000000s", 500_000_000), ("000000000000000000000000000001s", 1_000_000_000),
        ("9223372036854775807ns", Int.max), ("2562047h", 9_223_369_200_000_000_000),
    ])
    func `counts nanoseconds exactly`(word: String, nanoseconds: Int) throws {
        #expect(try read(word, as: .duration) { $0.nanoseconds(ifGiven: "x") } == nanoseconds)
    }

    @Test(
        arguments: [
            ("50", .missingUnit), ("5 ms", .unknownUnit(" ms")), ("5MS", .unknownUnit("MS")), ("ms", .notANumber),
            ("-5ms", .negative), ("0.5ns", .tooFine), ("0.0000000000000000000000001h", .tooFine),
            ("1.2.3s", .notANumber),
            ("1.s", .notANumber), (".s", .notANumber), ("+5s", .notANumber), ("1e3s", .unknownUnit("e3s")),
            ("٣s", .notANumber), ("9223372036854775808ns", .tooLarge), ("2562048h", .tooLarge),
            ("99999999999999999999999s", .tooLarge), ("18446744073709551615h", .tooLarge), ("", .empty),
        ] as [(String, ValueRefusal)])
    func `refuses what is not one`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .duration) { $0.nanoseconds(ifGiven: "x") } }
    }
}

@Suite struct ListedDurationTests {
    @Test func `are read in their order, each once`() throws {
        #expect(
            try read("50ms,20ms,50000us", as: .durations) { $0.listedNanoseconds("x") } == [50_000_000, 20_000_000])
    }

    @Test(
        arguments: [("50ms,", .emptyPart), ("50", .missingUnit), ("1ms;2ms", .unknownUnit("ms;2ms"))]
            as [(String, ValueRefusal)])
    func `refuse what is none`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .durations) { $0.listedNanoseconds("x") } }
    }
}

@Suite struct EnergyTests {
    @Test(arguments: [("50mJ", 50_000), ("1.5J", 1_500_000), ("7uJ", 7), ("7µJ", 7)])
    func `counts microjoules exactly`(word: String, microjoules: Int) throws {
        #expect(try read(word, as: .energy) { $0.microjoules(ifGiven: "x") } == microjoules)
    }

    @Test(
        arguments: [("50", .missingUnit), ("0.5uJ", .tooFine), ("5MJ", .unknownUnit("MJ"))] as [(String, ValueRefusal)])
    func `refuses what is none`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .energy) { $0.microjoules(ifGiven: "x") } }
    }
}

@Suite struct SizeTests {
    @Test(arguments: [
        ("0", 0), ("4096", 4096), ("1B", 1), ("64k", 64_000), ("64K", 64_000), ("64Ki", 65_536), ("1kB", 1000),
        ("1KiB", 1024), ("512MiB", 536_870_912), ("512mib", 536_870_912), ("1MB", 1_000_000), ("1GB", 1_000_000_000),
        ("1.5GiB", 1_610_612_736), ("2TB", 2_000_000_000_000), ("1TiB", 1_099_511_627_776),
        ("8388607TiB", 9_223_370_937_343_148_032),
    ])
    func `counts bytes, binary where the unit has an i`(word: String, bytes: Int) throws {
        #expect(try read(word, as: .size) { $0.bytes(ifGiven: "x") } == bytes)
    }

    @Test(
        arguments: [
            ("1.5", .tooFine), ("0.3KiB", .tooFine), ("8388608TiB", .tooLarge), ("-1", .negative), ("x", .notANumber),
            ("1PB", .unknownUnit("PB")), ("1ib", .unknownUnit("ib")), ("1bb", .unknownUnit("bb")),
        ] as [(String, ValueRefusal)])
    func `refuses what is not one`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .size) { $0.bytes(ifGiven: "x") } }
    }
}

@Suite struct RatioTests {
    @Test(arguments: [("0.75", 0.75), ("75%", 0.75), ("0", 0), ("1", 1), ("100%", 1), ("99.9%", 0.999), (".5", 0.5)])
    func `is from 0 to 1, to the last bit`(word: String, ratio: Double) throws {
        #expect(try read(word, as: .ratio) { $0.ratio(ifGiven: "x") } == ratio)
        #expect(try read(word, as: .confidence) { $0.ratio(ifGiven: "x") } == ratio)
    }

    @Test(arguments: [("95", 0.95), ("99.5", 0.995), ("100", 1), ("1.5", 0.015)])
    func `a bare confidence above 1 is per cent`(word: String, ratio: Double) throws {
        #expect(try read(word, as: .confidence) { $0.ratio(ifGiven: "x") } == ratio)
    }

    @Test(
        arguments: [
            (.ratio, "75", .aboveOne), (.ratio, "101%", .aboveHundredPercent),
            (.confidence, "101", .aboveHundredPercent),
            (.ratio, "nan", .notANumber), (.ratio, "inf", .notANumber), (.ratio, "0x1p-1", .notANumber),
            (.ratio, "%", .notANumber), (.ratio, "-0.5", .negative), (.ratio, "1e-3", .notANumber),
            (.ratio, "0.5 %", .notANumber),
        ] as [(ValueKind, String, ValueRefusal)])
    func `refuses what is not one`(kind: ValueKind, word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: kind) { $0.ratio(ifGiven: "x") } }
    }
}

@Suite struct WholeNumberTests {
    @Test(arguments: [("0", 0), ("-3", -3), ("007", 7), ("9", 9)])
    func `reads a sign and digits`(word: String, number: Int) throws {
        #expect(try read(word, as: .wholeNumber(-3...9)) { $0.number(ifGiven: "x") } == number)
    }

    @Test(
        arguments: [
            ("10", .outside(-3...9)), ("-4", .outside(-3...9)), ("+5", .notAWholeNumber), ("1.0", .notAWholeNumber),
            ("-", .notAWholeNumber), ("--1", .notAWholeNumber), ("9223372036854775808", .tooLarge),
        ] as [(String, ValueRefusal)])
    func `refuses what is not one`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .wholeNumber(-3...9)) { $0.number(ifGiven: "x") } }
    }
}

@Suite struct NumberListTests {
    @Test(
        arguments: [
            ("1,2,4", [1, 2, 4]), ("1-4", [1, 2, 3, 4]), ("1-8*2", [1, 2, 4, 8]), ("1-8+2", [1, 3, 5, 7]), ("3", [3]),
            ("4,1-3", [4, 1, 2, 3]), ("1-8*2,1-4", [1, 2, 4, 8, 3]), ("5-5", [5]), ("0-2", [0, 1, 2]),
            ("2-100*7", [2, 14, 98]), ("9223372036854775806-9223372036854775807", [Int.max - 1, Int.max]),
            ("1-9223372036854775807*4294967296", [1, 4_294_967_296]),
        ] as [(String, [Int])])
    func `reads numbers and ranges`(word: String, numbers: [Int]) throws {
        #expect(try read(word, as: .numbers()) { $0.list(ifGiven: "x") } == .listed(numbers))
    }

    @Test func `leaves the choice to the program only where that is declared`() throws {
        #expect(try read("auto", as: .numbers(orAuto: true)) { $0.list(ifGiven: "x") } == .auto)
        #expect(throws: ValueRefusal.notAWholeNumber) {
            try read("auto", as: .numbers()) { $0.list(ifGiven: "x") }
        }
    }

    @Test(
        arguments: [
            ("", .empty), (",", .emptyPart), ("1,", .emptyPart), ("1,,2", .emptyPart),
            ("8-1", .reversedRange(first: 8, last: 1)),
            ("1-", .notAWholeNumber), ("-1", .negative), ("1-2-3", .notAWholeNumber), ("1-8*1", .endlessRange),
            ("1-8*0", .endlessRange), ("1-8+0", .endlessRange), ("0-8*2", .endlessRange), ("1-8*", .notAWholeNumber),
            ("8*2", .notAWholeNumber), ("1-8*2+1", .notAWholeNumber), ("1--8", .outside(0...Int.max)),
            ("1-4097", .tooMany(limit: 4096)), ("0-9223372036854775807", .tooMany(limit: 4096)),
            ("1-4000,1-4000", .tooMany(limit: 4096)), ("1,99999999999999999999", .tooLarge),
            ("1,auto", .notAWholeNumber),
        ] as [(String, ValueRefusal)])
    func `refuses what is not one, and what would be too long`(word: String, refusal: ValueRefusal) {
        #expect(throws: refusal) { try read(word, as: .numbers()) { $0.list(ifGiven: "x") } }
    }

    @Test func `takes as many as are allowed`() throws {
        #expect(
            try read("1-\(NumberList.longest)", as: .numbers()) { $0.list(ifGiven: "x") }
                == .listed(Array(1...NumberList.longest)))
    }

    @Test func `every range holds what its words say, and its text reads back`() throws {
        var random = SmallRandom(seed: 7)
        for _ in 0..<500 {
            let first = Int.random(in: 1...50, using: &random)
            let last = first + Int.random(in: 0...300, using: &random)
            let step = Int.random(in: 2...9, using: &random)
            let sum = Array(stride(from: first, through: last, by: step))
            let product = Array(sequence(first: first) { $0 * step <= last ? $0 * step : nil })
            for (text, numbers) in [("\(first)-\(last)+\(step)", sum), ("\(first)-\(last)*\(step)", product)] {
                let list = try read(text, as: .numbers()) { $0.list(ifGiven: "x") }
                #expect(list == .listed(numbers), "\(text)")
                #expect(try read("\(NumberList.listed(numbers))", as: .numbers()) { $0.list(ifGiven: "x") } == list)
            }
        }
    }

    @Test func `lists of words have no empty parts and no endless length`() throws {
        #expect(try read("a,b,a", as: .words()) { $0.words("x") } == ["a", "b"])
        #expect(throws: ValueRefusal.emptyPart) { try read("a,,b", as: .words()) { $0.words("x") } }
        let long = Array(repeating: "a", count: 5000).joined(separator: ",")
        #expect(throws: ValueRefusal.tooMany(limit: 4096)) { try read(long, as: .words()) { $0.words("x") } }
    }
}
