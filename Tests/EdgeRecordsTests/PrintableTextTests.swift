import EdgeRecords
import Testing

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("Core i5\n\tµ-architecture · 2 × Zen", "Core i5\n\tµ-architecture · 2 × Zen"), ("", ""),
        ("\u{1B}[31mred\u{7}", "?[31mred?"), ("a\u{0}\u{8}\rb", "a???b"), ("\u{7F}\u{9B}31m", "??31m"),
        ("left\u{202E}thgir\u{2066}", "left?thgir?"),
    ])
    func `what would command a terminal becomes a question mark`(text: String, printable: String) {
        #expect(text.printable == printable)
    }
}
