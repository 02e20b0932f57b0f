/// A language model behind a server, which answers several requests at once, each a token after the other.
package protocol ServedModel: LoadedModel {
    /// As many requests at once as it was loaded for, each to its end.
    func round() throws -> ServedRound
}

/// What requests that came at once were seen to take.
package struct ServedRound: Hashable {
    /// From each request to its first token.
    package var firsts: [Int] = []
    /// From each token to the next, of all answers, as they came.
    package var steps: [Int] = []

    /// - Parameters:
    ///   - begun: when each was asked.
    ///   - arrivals: of each answer, when tokens came and how many at once: these share the time that they took.
    package init(_ begun: [Int], _ arrivals: [[(nanoseconds: Int, tokens: Int)]]) {
        var steps: [(end: Int, nanoseconds: Int)] = []
        for (start, answer) in zip(begun, arrivals) {
            guard let first = answer.first else { continue }
            firsts.append(first.nanoseconds - start)
            for (before, arrival) in zip(answer, answer.dropFirst()) {
                let each = max((arrival.nanoseconds - before.nanoseconds) / max(arrival.tokens, 1), 1)
                steps += Array(repeating: (arrival.nanoseconds, each), count: arrival.tokens)
            }
        }
        self.steps = steps.sorted { $0.end < $1.end }.map(\.nanoseconds)
    }
}
