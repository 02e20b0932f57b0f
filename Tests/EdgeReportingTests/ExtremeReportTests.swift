import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

/// Records whose every number is one that nothing has: a page is made of them all the same.
@Suite struct ExtremeReportTests {
    private static let numbers: [Double] = [
        0, -0.0, -1, 1, 1e-307, 1e-300, 1e-9, 0.5, 3, 1e6, 1e15, 9.2e18, 1e19, 1e300, 1.7e308, -1.7e308, .infinity,
        -.infinity, .nan,
    ]
    private static let counts: [Int] = [0, 1, 2, -1, 7, 1 << 20, .max, .min]

    private struct Dice {
        var random: SeededRandom

        mutating func number() -> Double { numbers.randomElement(using: &random) ?? 0 }
        mutating func count() -> Int { counts.randomElement(using: &random) ?? 0 }

        mutating func figure(_ statistic: Statistic) -> Figure {
            let isKnown = Bool.random(using: &random)
            return Figure(
                number(), statistic, count: count(), interval: isKnown ? .init(low: number(), high: number()) : nil,
                confidence: isKnown ? number() : nil,
                source: Figure.Source.allCases.randomElement(using: &random) ?? .measured)
        }
    }

    private func profile(_ dice: inout Dice) -> Profile {
        var profile = ExampleReports.models
        for index in profile.measurements.indices {
            profile.measurements[index].candidate.threads = dice.count()
            profile.measurements[index].candidate.cpus = [dice.count(), dice.count()]
            profile.measurements[index].latencyNanoseconds = FiguresByStatistic([
                dice.figure(.p95), dice.figure(.median),
            ])
            profile.measurements[index].firstInferenceNanoseconds = dice.figure(.single)
            profile.measurements[index].loadNanoseconds = dice.figure(.single)
            profile.measurements[index].peakMemoryBytes = dice.figure(.maximum)
            profile.measurements[index].energyMicrojoules = dice.figure(.median)
            profile.measurements[index].accuracy?.value = dice.figure(.single)
            for layer in (profile.measurements[index].layers ?? []).indices {
                profile.measurements[index].layers?[layer].nanoseconds = dice.figure(.median)
                profile.measurements[index].layers?[layer].fractionOfCeiling = dice.number()
            }
        }
        for index in profile.kernels.indices {
            profile.kernels[index].operationsPerSecond = dice.figure(.maximum)
            profile.kernels[index].medianOperationsPerSecond = dice.figure(.median)
            profile.kernels[index].operationsPerByte = dice.number()
            profile.kernels[index].fractionOfCeiling = dice.number()
        }
        for index in profile.ceilings.indices where profile.ceilings[index].operationsPerSecond != nil {
            profile.ceilings[index].operationsPerSecond = dice.figure(.maximum)
            profile.ceilings[index].footprintBytes = dice.count()
        }
        for index in profile.ceilings.indices where profile.ceilings[index].bytesPerSecond != nil {
            profile.ceilings[index].bytesPerSecond = dice.figure(.maximum)
        }
        profile.conditions.contendedShare = dice.number()
        profile.device.limits.quotaCPUs = dice.number()
        profile.device.memory.usableBytes = dice.count()
        return profile
    }

    @Test(arguments: 0..<60)
    func `a report of impossible numbers is a report`(seed: Int) {
        var dice = Dice(random: SeededRandom(seed: UInt64(seed)))
        let profile = profile(&dice)
        var plan = ExampleReports.plan(of: profile)
        plan.verdict = Verdict.allCases[seed % 4]
        plan.requirement.targetNanoseconds = dice.count()
        plan.requirement.percentile = [95, 50, 99.9, 0, -1, 1e300][seed % 6]
        plan.requirement.confidence = dice.number()
        plan.requirement.accuracyFloor = dice.number()
        plan.requirement.memoryBytes = dice.count()
        let input = ReportInput(profile: profile, plan: plan, baseline: self.profile(&dice))
        let report = Report(of: input)
        let page = HTMLPage.text(of: report)
        #expect(page.hasSuffix("</html>\n"))
        #expect(!page.contains("\"nan\"") && !page.contains("\"inf\""))
        #expect(MarkdownPage.text(of: report).hasPrefix("# "))
        #expect(!TerminalReport.text(of: report, width: 40).isEmpty)
        #expect(DecisionPage.text(of: input) != nil)
        #expect(HTMLPage.text(of: Report(comparing: [profile, self.profile(&dice)])).hasSuffix("</html>\n"))
    }
}
