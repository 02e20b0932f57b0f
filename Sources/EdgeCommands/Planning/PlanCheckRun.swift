import EdgeArguments
import EdgePlanning
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// `edgeplan plan --check PLAN`: whether the facts that a plan stands on are still so.
enum PlanCheckRun {
    static func outcome(_ path: String, _ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let plan = try PlanningFile.plan(at: path)
        let device =
            try parsed.text(ifGiven: "device").map(PlanSources.device)
            ?? DeviceProbe(tree: try FileTree.open("/")).device()
        let check = PlanFreshness.check(
            plan, on: device, programVersion: Version.number, engineVersions: [.native: Version.number])
        let output =
            parsed.flag("json")
            ? try RecordText.encode(check) : GateText.text(of: check, width: surroundings.textWidth)
        return Outcome(output: output, status: check.holds ? .done : .notTrustworthy)
    }
}
