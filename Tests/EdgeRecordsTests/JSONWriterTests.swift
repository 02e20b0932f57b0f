import EdgeRecords
import Testing

@Suite struct JSONWriterTests {
    @Test func `sorts keys by their bytes and indents by two`() {
        let value: JSONValue = [
            "b": 1, "a": ["z": nil, "Z": true], "é": "e", "empty": [], "nothing": [:], "numbers": [0, 1.5, -2],
            "words": ["one", "two"], "lists": [[1, 2], []],
        ]
        let expected = """
            {
              "a": {
                "Z": true,
                "z": null
              },
              "b": 1,
              "empty": [],
              "lists": [
                [1, 2],
                []
              ],
              "nothing": {},
              "numbers": [0, 1.5, -2],
              "words": [
                "one",
                "two"
              ],
              "é": "e"
            }

            """
        #expect(JSONWriter.text(of: value) == expected)
    }

    @Test func `writes one line without blanks for a stream`() {
        let value: JSONValue = ["b": [1, 2], "a": ["x", nil], "c": [:]]
        #expect(JSONWriter.text(of: value, layout: .line) == #"{"a":["x",null],"b":[1,2],"c":{}}"#)
    }

    @Test(arguments: [
        (1.0, "1"), (-0.0, "0"), (0.1, "0.1"), (1e-7, "1e-07"), (9_007_199_254_740_991, "9007199254740991"),
        (9_007_199_254_740_992, "9007199254740992.0"), (1e300, "1e+300"), (-2.5, "-2.5"), (.nan, "null"),
        (.infinity, "null"), (-.infinity, "null"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func `writes whole numbers as integers and others shortest`(number: Double, text: String) {
        #expect(JSONWriter.text(of: .number(number), layout: .line) == text)
    }

    @Test func `writes the ends of the integers`() {
        #expect(
            JSONWriter.text(of: [.integer(.min), .integer(.max)]) == "[-9223372036854775808, 9223372036854775807]\n")
    }

    @Test func `escapes quotes, backslashes and control characters alone`() {
        let text = "\"\\/\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}é\u{2028}\u{1F600}"
        let expected = #""\"\\/\b\t\n\f\r\u0000\u001f"# + "\u{7F}é\u{2028}\u{1F600}\""
        #expect(JSONWriter.text(of: .string(text), layout: .line) == expected)
    }
}
