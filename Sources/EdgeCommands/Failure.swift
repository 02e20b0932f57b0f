import EdgeRecords

/// Errors as people and programs read them.
enum Failure {
    static func outcome(of error: any Error, asJSON: Bool) -> Outcome {
        let explained = error as? any ExplainedError ?? Defect(description: "\(error)")
        guard asJSON else { return Outcome(errors: text(of: explained), status: explained.status) }
        let answer = ErrorAnswer(explained)
        return Outcome(
            output: (try? RecordText.encode(answer)) ?? "", errors: text(of: explained), status: explained.status)
    }

    private static func text(of error: any ExplainedError) -> String {
        "edgeplan: \(error.what)\n  where: \(error.where)\n  why: \(error.why)\n  remedy: \(error.remedy)\n"
    }
}

/// An error that should have been explained where it arose.
struct Defect: ExplainedError {
    var description: String

    var what: String { "this program made a mistake" }
    var `where`: String { "edgeplan \(Version.number)" }
    var why: String { description }
    var remedy: String { "report it with the command that led here" }
    var status: ExitStatus { .defect }
}
