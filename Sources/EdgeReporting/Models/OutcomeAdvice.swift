import EdgeRecords

extension Measurement.Outcome {
    /// What can be done about it; nil where nothing is wrong.
    var advice: String? {
        switch self {
        case .ok: nil
        case .crashed: "`edgeplan engines show ENGINE` has what is known to go wrong; try another version of it"
        case .timedOut: "give it longer with --deadline, or try another number of threads"
        case .refused: "`edgeplan models check FILE` tells what of it can be run; try another engine or precision"
        case .outOfMemory: "give it more with --memory, or try a smaller variant or fewer threads"
        case .missing: "`edgeplan engines list` has what is here, `edgeplan engines install ENGINE` brings the rest"
        case .wrongAnswer: "try another precision or engine: it is not to be deployed so"
        }
    }
}
