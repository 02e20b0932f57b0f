import EdgeProbing
import EdgeRecords

/// Runs one command line, the program's name not included.
public func run(_ words: [String]) -> Outcome {
    Outcome(errors: "edgeplan: no such command: \(words.first ?? "")\n", status: .wrongUsage)
}
