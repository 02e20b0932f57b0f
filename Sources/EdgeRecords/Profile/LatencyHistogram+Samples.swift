extension LatencyHistogram {
    /// A bucket is this much wider than the one before.
    private static let factor = 1.05
    private static let bucketsAtMost = 400

    /// Nil without samples.
    public init?(of samples: [Int]) {
        guard let least = samples.min(), let most = samples.max() else { return nil }
        var edges = [max(least, 1)]
        while let last = edges.last, last <= most, edges.count < Self.bucketsAtMost {
            edges.append(max(Int((Double(last) * Self.factor).rounded()), last + 1))
        }
        // The first edge only starts the first bucket.
        edges.removeFirst()
        if edges.isEmpty || edges[edges.count - 1] <= most { edges.append(most + 1) }
        var counts = [Int](repeating: 0, count: edges.count)
        for sample in samples { counts[edges.firstIndex { sample < $0 } ?? edges.count - 1] += 1 }
        self.init(edgesNanoseconds: edges, counts: counts)
    }
}
