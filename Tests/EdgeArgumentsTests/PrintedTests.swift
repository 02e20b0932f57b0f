import EdgeArguments
import EdgeTestSupport
import Testing

/// What is printed is compared with files; read the difference before you keep it.
@Suite struct PrintedTests {
    @Test(arguments: [40, 80, 120])
    func `help fits the width`(width: Int) throws {
        let paths = [[], ["probe"], ["profile"], ["models"], ["models", "add"], ["plan"], ["help"]]
        let pages = paths.map { sample.help($0, width: width) }
        for line in pages.joined().split(separator: "\n") {
            #expect(line.count <= width, "\(line)")
            #expect(line.last != " ")
        }
        try expectGolden(pages.joined(separator: "\n--------\n\n"), named: "help-\(width).txt")
    }

    @Test func `help of a width that nobody has is still help`() {
        #expect(sample.help(width: 0) == sample.help(width: 24))
        #expect(sample.help(width: -1) == sample.help(width: 24))
    }

    @Test func `the man page holds every verb that is not hidden`() throws {
        let page = sample.manPage(date: "2026-11-21")
        #expect(!page.contains("worker"))
        #expect(!page.contains("trace"))
        try expectGolden(page, named: "sample.1")
    }

    @Test(arguments: Shell.allCases)
    func `the completions hold every verb and option that is not hidden`(shell: Shell) throws {
        let script = sample.completions(for: shell)
        #expect(!script.contains("worker"))
        #expect(!script.contains("trace"))
        try expectGolden(script, named: "sample.\(shell.rawValue)")
    }
}
