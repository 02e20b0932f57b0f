import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlanning
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// `edgeplan plan --check PLAN`: whether the facts that a plan stands on are still so; for a script its settings, if they
/// are.
enum PlanCheckRun {
    static func outcome(_ path: String, _ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let format = try PlanFormat(parsed)
        let named = try PlanningFile(path: path)
        let tasks = parsed.isGiven("task") ? parsed.texts("task") : []
        // Settings are those of one plan; whether they hold can be asked of all at once.
        let plans = tasks.isEmpty && !format.isForScripts ? try named.plans : [try named.plan(for: tasks)]
        let given = try parsed.text(ifGiven: "device").map(PlanSources.device)
        let device = try given ?? DeviceProbe(tree: try FileTree.open("/")).device()
        let checks = try plans.map { plan in
            // Of another device no engine and no file can be seen.
            let seen = try given == nil ? plan.choice.map { try Seen($0.candidate, in: surroundings) } : nil
            return PlanFreshness(
                plan, on: device, programVersion: Version.number, engineVersion: seen?.engineVersion,
                modelHash: seen?.modelHash
            ).check(onNearest: parsed.flag("nearest"))
        }
        let check = PlanCheck(findings: checks.flatMap(\.findings).uniqued())
        let text = GateText.text(of: check, width: surroundings.textWidth)
        if format.isForScripts {
            guard check.holds, let plan = plans.first else {
                return Outcome(errors: "edgeplan: \(text)", status: .notTrustworthy)
            }
            var outcome = try format.outcome(of: plan, in: surroundings)
            if check.isTolerated { outcome.errors = "edgeplan: \(text)" + outcome.errors }
            if named.isOfTasks {
                outcome.errors += "edgeplan: proven alone; beside the others: edgeplan verify \(path)\n"
            }
            return outcome
        }
        if case .json = format {
            return Outcome(output: try RecordText.encode(check), status: check.holds ? .done : .notTrustworthy)
        }
        // That it still holds is little of a plan that names nothing.
        let empty = plans.filter { $0.choice == nil }.map { "It chose nothing: \($0.summary)\n" }.joined()
        return Outcome(output: text + empty, status: check.holds ? .done : .notTrustworthy)
    }

    /// What of a candidate can be seen on this device.
    private struct Seen {
        let engineVersion: String?
        let modelHash: String?

        init(_ candidate: Candidate, in surroundings: Surroundings) throws {
            // Our own is this very program; another one has to be opened to be asked.
            engineVersion =
                candidate.engine == .native
                ? Version.number
                : try EngineKind.named(candidate.engine).flatMap {
                    try EngineShelf(in: surroundings).describe($0).version
                }
            let workers = try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings)
            let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
            // A file that the user named is not known by its model's name.
            let model = try? ProfiledModel(named: candidate.model, asked: [candidate.precision], among: local)
            modelHash = try model?.file(candidate.precision, in: workers.files).hash
        }
    }
}
