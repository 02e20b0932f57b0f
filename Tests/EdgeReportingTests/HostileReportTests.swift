import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

/// Records whose every text tries to get out of the page.
@Suite struct HostileReportTests {
    static let names = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "</script><script>alert(1)//",
        "</style><style>*{display:none}", "]]><!--", "javascript:alert(1)", "=HYPERLINK(\"http://evil\",\"x\")",
        "+1+cmd|'/C calc'!A0",
        "-- \u{202E}txt.exe", "line\nbreak\r\nand\ttab", "`code` and ``more", "| cell | other |",
        "[link](javascript:alert(1))",
        "&lt;b&gt;", "👩‍👩‍👧‍👦 \u{0301}\u{0301}", "مرحبا", String(repeating: "A", count: 10_000), "\u{1B}[31mred\u{7}",
        "\u{2028}x\u{2029}",
    ]

    static func input(_ name: String) -> ReportInput {
        var profile = ExampleReports.models
        profile.device.class = name
        profile.device.processor.name = name
        profile.device.operatingSystem.name = name
        profile.conditions.governor = name
        profile.conditions.isolation = [name]
        profile.conditions.warnings = [Warning(what: name, where: name, why: name, remedy: name)]
        profile.device.warnings = profile.conditions.warnings
        var npu = Device.Accelerator(kind: .npu, bus: .pci, identifier: name)
        npu.name = name
        npu.reason = name
        profile.device.accelerators = [npu]
        profile.program.version = name
        for index in profile.measurements.indices {
            profile.measurements[index].candidate.model = name
            profile.measurements[index].candidate.variant = "\(name)/\(index)"
            profile.measurements[index].candidate.engine = EngineName(rawValue: name)
            profile.measurements[index].candidate.engineVersion = name
            profile.measurements[index].reason = name
            profile.measurements[index].accuracy?.metric = name
            for layer in (profile.measurements[index].layers ?? []).indices {
                profile.measurements[index].layers?[layer].name = name
            }
        }
        for index in profile.kernels.indices { profile.kernels[index].name = name + "\(index)" }
        for index in profile.ceilings.indices { profile.ceilings[index].name = "int8-" + name }
        var plan = ExampleReports.plan(of: profile)
        plan.summary = name
        plan.reproduce = name
        plan.rejected[0].detail = name
        plan.expires = [.init(fact: name, is: name)]
        return ReportInput(profile: profile, plan: plan, baseline: profile)
    }

    @Test(arguments: names)
    func `nothing of a name becomes markup, a handler, or a second script`(name: String) {
        let page = HTMLPage.text(of: Report(of: Self.input(name)))
        #expect(page.components(of: "<script").count == 2 + (page.contains("id=\"record\"") ? 1 : 0))
        #expect(page.components(of: "<style").count == 2)
        #expect(page.components(of: "<img").count == 1)
        #expect(!page.contains("<b>") && !page.contains("<!--"))
        // Within the record `<` is written as a number.
        let record = page.components(of: "id=\"record\">").last?.components(of: "</script>").first ?? ""
        #expect(page.contains("id=\"record\"") == false || !record.contains("<"))
        for sign in ["\u{202E}", "\u{1B}", "\u{7}"] { #expect(!page.contains(sign) || record.contains(sign)) }
    }

    @Test(arguments: names)
    func `in Markdown a table keeps its columns, and no HTML gets through`(name: String) {
        let page = MarkdownPage.text(of: Report(of: Self.input(name)))
        var columns: Int?
        var isCode = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isCode.toggle() }
            guard line.hasPrefix("|"), !isCode else {
                columns = nil
                continue
            }
            let count = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
            #expect(columns == nil || columns == count, "\(line)")
            columns = count
        }
        #expect(!isCode)
        let outside = page.components(of: "```").enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
        for tag in ["<script", "<img", "<style", "<b>"] {
            #expect(!outside.replacing("\\<", with: "").contains(tag))
        }
    }

    @Test(arguments: names)
    func `the terminal is commanded nothing, and its lines stay short`(name: String) {
        let text = TerminalReport.text(of: Report(of: Self.input(name)), width: 80)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("\u{7}"))
        #expect(text.split(separator: "\n").count < 60)
    }
}

extension String {
    fileprivate func components(of separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
