import EdgeModels
import EdgeRecords

/// Compares what layers make in a network and in one that was written from it.
enum LayerErrors {
    /// A layer's output where both networks have it.
    struct Place {
        let node: Int
        let exact: ValueID
        let written: ValueID
    }

    /// Behind the rectifier, where there is one.
    static func places(of nodes: [Int], in graph: Graph, _ places: [ValueID: ValueID]) -> [Place] {
        let layers = QuantizableLayers(graph)
        return nodes.compactMap { number in
            guard let sum = graph.nodes[number].outputs.first ?? nil else { return nil }
            let exact = layers.rectified(sum) ?? sum
            return places[exact].map { Place(node: number, exact: exact, written: $0) }
        }
    }

    /// In decibels, for each place; nil for one that is all zeros.
    static func signalToNoise(
        _ places: [Place], _ graph: Graph, _ written: Graph, _ samples: [Sample], _ work: Work
    ) throws(CompressionError) -> [Double?] {
        let exact = try GraphRunner(graph, watching: places.map(\.exact), threads: work.threads)
        let other = try GraphRunner(written, watching: places.map(\.written), threads: work.threads)
        var signals = [Double](repeating: 0, count: places.count)
        var noises = signals
        for (number, sample) in samples.enumerated() {
            try work.report("comparing layers", number, of: samples.count)
            var wanted: [[Float]] = Array(repeating: [], count: places.count)
            try exact.run(sample) { place, numbers throws(CompressionError) in
                if place < places.count { wanted[place] = numbers.indices.map { numbers[$0] } }
            }
            try other.run(sample) { place, numbers throws(CompressionError) in
                guard place < places.count, numbers.count == wanted[place].count else { return }
                let (signal, noise) = power(of: wanted[place], numbers)
                signals[place] += signal
                noises[place] += noise
            }
        }
        return zip(signals, noises).map { Fidelity.decibels($0, $1) }
    }

    private static func power(of wanted: [Float], _ numbers: Span<Float>) -> (signal: Double, noise: Double) {
        var (signal, noise) = (0.0, 0.0)
        for place in wanted.indices {
            let difference = Double(numbers[place] - wanted[place])
            signal += Double(wanted[place]) * Double(wanted[place])
            noise += difference * difference
        }
        return (signal, noise)
    }
}
