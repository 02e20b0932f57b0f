import EdgeArguments
import EdgeEngines

/// `edgeplan worker`: the child that runs one engine; only this program itself starts it.
enum WorkerCommand {
    static let declaration = Command(
        "worker", "Run one engine for the process that started this one.", isHidden: true)

    static func run() -> Outcome {
        var worker = Worker(version: Version.number)
        worker.serve()
        var outcome = Outcome()
        outcome.endsAtOnce = true
        return outcome
    }
}
