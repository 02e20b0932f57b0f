import EdgeModels

/// What a network answers, kept to compare others with.
struct Reference {
    let samples: [Sample]
    let outputs: [[[Float]]]
    /// Whether the one output is a row of scores for each input.
    let areScores: Bool

    init(_ graph: Graph, _ samples: [Sample], _ work: Work) throws(CompressionError) {
        self.samples = samples
        outputs = try Self.outputs(of: graph, samples, work, "running the model itself")
        let isOne = graph.outputs.count == 1 && outputs.allSatisfy { $0.count == 1 && $0[0].count > 1 }
        let shape = graph.outputs.first.flatMap { graph[$0].shape }
        // A batch of one and a list behind it; sizes of one may follow.
        let isRow = shape.map { $0.count >= 2 && $0.dropFirst(2).allSatisfy { $0.size == 1 } } ?? false
        // As many numbers as entered are those that entered, put together again.
        let entering = samples.first?.tensors.values.reduce(0) { $0 + $1.count } ?? 0
        areScores = isOne && isRow && !outputs.isEmpty && outputs[0][0].count != entering
    }

    /// The same, for the first few inputs alone.
    init(_ other: Reference, first count: Int) {
        samples = Array(other.samples.prefix(count))
        outputs = Array(other.outputs.prefix(count))
        areScores = other.areScores
    }

    func fidelity(of graph: Graph, _ work: Work, _ doing: String) throws(CompressionError) -> Fidelity {
        var fidelity = Fidelity()
        let runner = try GraphRunner(graph, threads: work.threads)
        for (number, sample) in samples.enumerated() {
            try work.report(doing, number, of: samples.count)
            fidelity.add(try Self.outputs(of: runner, sample, graph), reference: outputs[number], areScores: areScores)
        }
        return fidelity
    }

    private static func outputs(
        of graph: Graph, _ samples: [Sample], _ work: Work, _ doing: String
    ) throws(CompressionError) -> [[[Float]]] {
        let runner = try GraphRunner(graph, threads: work.threads)
        var all: [[[Float]]] = []
        for (number, sample) in samples.enumerated() {
            try work.report(doing, number, of: samples.count)
            all.append(try outputs(of: runner, sample, graph))
        }
        return all
    }

    private static func outputs(
        of runner: GraphRunner, _ sample: Sample, _ graph: Graph
    ) throws(CompressionError) -> [[Float]] {
        var outputs: [[Float]] = Array(repeating: [], count: graph.outputs.count)
        try runner.run(sample) { place, numbers throws(CompressionError) in
            outputs[place] = numbers.indices.map { numbers[$0] }
        }
        return outputs
    }
}
