import EdgeArguments
import Testing

@Suite struct NearestWordTests {
    @Test(
        arguments: [
            ("prboe", "probe"), ("porbe", "probe"), ("probee", "probe"), ("pro", nil), ("plan9", "plan"),
            ("gat", "gate"),
            ("xyz", nil), ("p", nil), ("mod", "models"), ("PLAN", nil),
        ] as [(String, String?)])
    func `suggests what is one slip in three letters away, or begins alike`(word: String, nearest: String?) {
        #expect(throws: ArgumentError.unknownVerb(word, verb: "sample", nearest: nearest)) { try sample.parse([word]) }
    }

    @Test func `a word of endless length costs nothing and suggests nothing`() {
        let word = String(repeating: "plan", count: 100_000)
        #expect(throws: ArgumentError.unknownVerb(word, verb: "sample", nearest: nil)) { try sample.parse([word]) }
    }
}
