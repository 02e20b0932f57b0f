import EdgeRecords
import Testing

@Suite struct RecordTextTests {
    private struct Part: Codable, Hashable {
        enum Kind: String, Codable { case big, little }
        var kind = Kind.big
        var count: UInt8 = 3
        var note: String?
        var numbers: [Double] = [1, 2.5]
        var optional: [Int]?
        var inner: [Part] = []
        var named: [String: Int] = [:]
        var free: JSONValue = ["x": [1, nil]]
    }

    @Test func `writes every key that the type knows`() throws {
        let text = try RecordText.encode(Part(inner: [Part(kind: .little, note: "n")]), layout: .line)
        let inner =
            #"{"count":3,"free":{"x":[1,null]},"inner":[],"kind":"little","named":{},"note":"n","numbers":[1,2.5],"#
            + #""optional":null}"#
        let expected =
            #"{"count":3,"free":{"x":[1,null]},"inner":["# + inner
            + #"],"kind":"big","named":{},"note":null,"numbers":[1,2.5],"optional":null}"#
        #expect(text == expected)
    }

    private struct Optionals: Codable, Hashable {
        var bool: Bool?
        var string: String?
        var double: Double?
        var float: Float?
        var int: Int?
        var int32: Int32?
        var uint64: UInt64?
        var part: Part?
        var list: [Int?] = [nil, 1]
        var table: [String: Int?] = ["a": nil]
    }

    @Test func `writes null for a nil of any type and reads it back`() throws {
        let text = try RecordText.encode(Optionals(), layout: .line)
        let expected =
            #"{"bool":null,"double":null,"float":null,"int":null,"int32":null,"list":[null,1],"part":null,"#
            + #""string":null,"table":{"a":null},"uint64":null}"#
        #expect(text == expected)
        #expect(try RecordText.decode(Optionals.self, from: text) == Optionals())
    }

    @Test func `reads back what it wrote`() throws {
        let part = Part(
            kind: .little, count: 255, note: "é\n", numbers: [0.1, 1e300], optional: [], inner: [Part(), Part()],
            named: ["a": 1], free: [nil, 1.5, "x"])
        #expect(try RecordText.decode(Part.self, from: try RecordText.encode(part)) == part)
    }

    @Test func `passes over unknown keys and takes absent optionals and lists as none`() throws {
        let text = #"{"kind":"big","count":1,"free":null,"later":{"a":[1]}}"#
        let expected = Part(count: 1, numbers: [], free: nil)
        #expect(try RecordText.decode(Part.self, from: text) == expected)
    }

    @Test(arguments: [
        (#"{"kind":"big","free":0}"#, RecordError.Problem.missingKey, "count"),
        (#"{"kind":"big","count":256,"free":0}"#, .numberOutOfRange("256"), "count"),
        (#"{"kind":"big","count":1.5,"free":0}"#, .numberOutOfRange("1.5"), "count"),
        (#"{"kind":"big","count":"1","free":0}"#, .wrongKind(expected: "a whole number", found: "a text"), "count"),
        (#"{"kind":"big","count":null,"free":0}"#, .wrongKind(expected: "a whole number", found: "null"), "count"),
        (#"{"kind":1,"count":1,"free":0}"#, .wrongKind(expected: "a text", found: "a number"), "kind"),
        (
            #"{"kind":"big","count":1,"free":0,"inner":[7]}"#, .wrongKind(expected: "an object", found: "a number"),
            "inner[0]"
        ),
        (
            #"{"kind":"big","count":1,"free":0,"numbers":[1,2,true]}"#,
            .wrongKind(expected: "a number", found: "true or false"), "numbers[2]"
        ),
        (#"{"kind":"big","count":1,"free":0,"inner":{}}"#, .wrongKind(expected: "a list", found: "an object"), "inner"),
        ("[]", .wrongKind(expected: "an object", found: "a list"), ""),
    ])
    func `names the path of what it refuses`(text: String, problem: RecordError.Problem, path: String) {
        let error = #expect(throws: RecordError.self) { try RecordText.decode(Part.self, from: text) }
        #expect(error?.problem == problem)
        #expect(error?.path.description == path)
    }

    @Test func `says which word an enum refused`() throws {
        let text = #"{"kind":"big","count":1,"free":0,"inner":[{"kind":"huge","count":1,"free":0}]}"#
        let error = try #require(throws: RecordError.self) {
            try RecordText.decode(Part.self, from: text, file: "a.json")
        }
        #expect(error.where == "a.json: inner[0].kind")
        #expect(error.why.contains("huge"))
    }

    @Test func `says where a text is not JSON`() throws {
        let error = try #require(throws: RecordError.self) {
            try RecordText.decode(Part.self, from: "{\n\"a\" 1}", file: "a.json")
        }
        #expect(error.where == "a.json: line 2, column 5")
        #expect(error.why == "'1' stands where ':' belongs")
    }

    @Test func `refuses to write a number that JSON would round`() {
        let error = #expect(throws: RecordError.self) { try RecordText.encode(["a": [1, UInt64.max]]) }
        #expect(error?.problem == .numberOutOfRange("18446744073709551615"))
        #expect(error?.path.description == "a")
    }
}
