import EdgeArguments
import Testing

@Suite struct CommandTableTests {
    @Test func `a summary that was written over two lines is one`() {
        let flag = Option.flag(
            "careful",
            """
            Look twice before
            you leap.
            """)
        #expect(flag.summary == "Look twice before you leap.")
        #expect(Option.value("far", .path(), "One\ntwo.").summary == "One two.")
    }

    @Test func `a good table has no flaws`() {
        #expect(sample.flaws == [])
    }

    @Test func `finds every kind of mistake in a declaration`() {
        let table = CommandTable(
            version: "1",
            root: Command(
                "bad", "All wrong",
                commands: [
                    Command(
                        "Verb", "A verb.",
                        operands: [Operand("rest", .text, "", .anyNumber), Operand("late", .text, "")],
                        options: [
                            .flag("twice", "One."), .flag("twice", "Two."), .flag("late", "Clash."),
                            .value("count", .wholeNumber(1...2), default: "3", "Out of range."),
                            .flag("mute", "no sentence"),
                        ],
                        examples: [Example("bad Verb --nothing", "Fails."), Example("good Verb x", "Another's.")],
                        seeAlso: ["nowhere"]),
                    Command("other", "A verb.", options: [.value("mute", .text, "Elsewhere a flag.")]),
                ]))
        #expect(
            table.flaws == [
                "bad: its summary is not a sentence",
                "bad Verb: --twice is declared twice",
                "bad Verb: late is an option and an operand",
                "bad Verb: Verb is not made of small letters, digits and dashes",
                "bad Verb: --mute has no sentence",
                "bad Verb: --count refuses its default",
                "bad Verb: nothing reaches the operand late",
                "bad Verb: there is no verb nowhere to see also",
                "bad Verb: the example `bad Verb --nothing` does not run it",
                "bad Verb: the example `good Verb x` does not run it",
                "--mute is a flag in one verb and has a value in another",
            ])
    }
}
