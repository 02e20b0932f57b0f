import EdgeRecords
import EdgeTestSupport
import Testing

@Suite struct JSONReaderTests {
    private static func read(_ text: String) throws(JSONError) -> JSONValue {
        try JSONReader.value(of: Array(text.utf8))
    }

    private static func at(_ line: Int, _ column: Int) -> JSONPosition { JSONPosition(line: line, column: column) }

    @Test(arguments: [
        ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("12", .integer(12)), ("1.0", .integer(1)),
        ("1e2", .integer(100)), ("-1.5E-1", .number(-0.15)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("1e-400", .integer(0)), ("9007199254740992.0", .number(9_007_199_254_740_992)),
    ])
    func `takes a number as an integer where it fits exactly`(text: String, value: JSONValue) throws {
        #expect(try Self.read(text) == value)
    }

    @Test func `reads every kind of value and all blanks`() throws {
        let text = " \t\r\n{ \"a\" : [ true , false , null , \"x\" , {} , [ ] ] } \n"
        #expect(try Self.read(text) == ["a": [true, false, nil, "x", [:], []]])
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u0041""#, "éA"),
        (#""\ud83d\uDE00""#, "\u{1F600}"),
        (#""\u0000""#, "\0"), ("\"\u{7F}\u{10FFFF}\"", "\u{7F}\u{10FFFF}"),
    ])
    func `reads escapes`(text: String, value: String) throws {
        #expect(try Self.read(text) == .string(value))
    }

    @Test(arguments: [
        ("", JSONError.truncated(at: at(1, 1))),
        ("{\"a\":1,\n\"b\"}", .unexpected(byte: 0x7D, expected: "':'", at: at(2, 4))),
        ("[1,]", .unexpected(byte: 0x5D, expected: "a value", at: at(1, 4))),
        ("{\"a\":1,}", .unexpected(byte: 0x7D, expected: "a key in quotes", at: at(1, 8))),
        ("[1 2]", .unexpected(byte: 0x32, expected: "',' or ']'", at: at(1, 4))),
        ("01", .trailing(at: at(1, 2))), ("1 1", .trailing(at: at(1, 3))),
        ("+1", .unexpected(byte: 0x2B, expected: "a value", at: at(1, 1))),
        (".5", .unexpected(byte: 0x2E, expected: "a value", at: at(1, 1))),
        ("1.", .truncated(at: at(1, 3))), ("1.e1", .unexpected(byte: 0x65, expected: "a digit", at: at(1, 3))),
        ("-", .truncated(at: at(1, 2))), ("1e", .truncated(at: at(1, 3))), ("1e400", .numberOutOfRange(at: at(1, 1))),
        ("NaN", .unexpected(byte: 0x4E, expected: "a value", at: at(1, 1))),
        ("nul", .truncated(at: at(1, 4))), ("trUe", .unexpected(byte: 0x55, expected: "the word true", at: at(1, 3))),
        ("\"é\n\"", .controlCharacter(byte: 0x0A, at: at(1, 3))), (#""\x""#, .badEscape(at: at(1, 2))),
        (#""\u12g4""#, .badEscape(at: at(1, 2))), (#""\ud800""#, .loneSurrogate(at: at(1, 2))),
        (#""\ud800\u0041""#, .loneSurrogate(at: at(1, 2))), (#""\udc00""#, .loneSurrogate(at: at(1, 2))),
        (#""\ud800\ud800""#, .loneSurrogate(at: at(1, 2))), (#""\ud800x""#, .loneSurrogate(at: at(1, 2))),
        (#"{"a":1,"\u0061":2}"#, .duplicateKey("a", at: at(1, 8))),
        ("\u{FEFF}1", .unexpected(byte: 0xEF, expected: "a value", at: at(1, 1))),
        ("'a'", .unexpected(byte: 0x27, expected: "a value", at: at(1, 1))), ("1 // one", .trailing(at: at(1, 3))),
    ])
    func `refuses what is not JSON and says where`(text: String, error: JSONError) {
        #expect(throws: error) { try Self.read(text) }
    }

    @Test(arguments: [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ])
    func `refuses a text that is not UTF-8`(bytes: [UInt8]) {
        #expect(throws: JSONError.invalidUTF8(at: Self.at(1, 1))) { try JSONReader.value(of: [0x22] + bytes + [0x22]) }
    }

    @Test func `refuses what is beyond its limits`() {
        var limits = JSONReader.Limits()
        limits.bytes = 40
        limits.depth = 3
        limits.values = 5
        limits.keyBytes = 4
        limits.numberBytes = 4
        func read(_ text: String) throws(JSONError) -> JSONValue {
            try JSONReader.value(of: Array(text.utf8), limits: limits)
        }
        #expect(throws: JSONError.tooLarge(bytes: 41, limitBytes: 40)) { try read(String(repeating: " ", count: 41)) }
        #expect(throws: Never.self) { try read("[[[1]]]") }
        #expect(throws: JSONError.tooDeep(limit: 3, at: Self.at(1, 4))) { try read("[[[[1]]]]") }
        #expect(throws: JSONError.tooManyValues(limit: 5, at: Self.at(1, 10))) { try read("[1,2,3,4,5]") }
        #expect(throws: JSONError.keyTooLong(limitBytes: 4, at: Self.at(1, 2))) { try read(#"{"abcde":1}"#) }
        #expect(throws: JSONError.numberTooLong(limitBytes: 4, at: Self.at(1, 1))) { try read("12345") }
    }

    @Test func `survives nesting that would exhaust a stack`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
        #expect(throws: JSONError.tooDeep(limit: 64, at: Self.at(1, 65))) { try JSONReader.value(of: deep) }
    }

    @Test func `refuses a text that is cut anywhere`() throws {
        let whole = Array(#"{"a":[1.5e3,"\ud83d\ude00é",true,null,{"b":{}}]}"#.utf8)
        #expect(throws: Never.self) { try JSONReader.value(of: whole) }
        for count in 0..<whole.count {
            #expect(throws: JSONError.self) { try JSONReader.value(of: Array(whole[..<count])) }
        }
    }

    @Test(arguments: 0..<200)
    func `reads back what the writer wrote, to the same bytes`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let value = JSONValue.random(depth: 5, using: &random)
        for layout in [JSONWriter.Layout.readable, .line] {
            let bytes = JSONWriter.bytes(of: value, layout: layout)
            let back = try JSONReader.value(of: bytes)
            #expect(back == value)
            #expect(JSONWriter.bytes(of: back, layout: layout) == bytes)
        }
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(Int.random(in: .min ... .max, using: &random))
        case 3: return .integer(Int.random(in: -9...9, using: &random))
        case 4:
            let number = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
            return number.isFinite ? JSONValue(number) : 0.5
        case 5, 6: return .string(randomText(using: &random))
        case 7:
            let count = Int.random(in: 0..<6, using: &random)
            return .array((0..<count).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            let count = Int.random(in: 0..<6, using: &random)
            let members = (0..<count).map {
                (randomText(using: &random) + "\($0)", Self.random(depth: depth - 1, using: &random))
            }
            return .object(Dictionary(members) { $1 })
        }
    }

    private static func randomText(using random: inout SeededRandom) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            let limit: UInt32 = Bool.random(using: &random) ? 0x80 : 0x10FFFF
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) { text.append(scalar) }
        }
        return String(text)
    }
}
