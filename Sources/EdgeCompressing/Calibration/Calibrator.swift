import EdgeModels

/// Finds out what the numbers of a network's values are on given inputs.
struct Calibrator {
    let samples: [Sample]
    let work: Work

    /// Of each value, channel by channel.
    func statistics(
        of values: [ValueID], in graph: Graph, _ doing: String = "finding ranges"
    ) throws(CompressionError) -> [ValueID: ChannelStatistics] {
        let runner = try GraphRunner(graph, watching: values, threads: work.threads)
        var all: [ChannelStatistics?] = Array(repeating: nil, count: values.count)
        for (number, sample) in samples.enumerated() {
            try work.report(doing, number, of: samples.count)
            try runner.run(sample) { place, numbers throws(CompressionError) in
                guard place < values.count else { return }
                if all[place] == nil {
                    let shape = graph[values[place]].shape?.map { $0.size ?? 1 } ?? [numbers.count]
                    all[place] = ChannelStatistics(shape: shape)
                }
                all[place]?.add(numbers)
                if all[place]?.isBad == true {
                    throw .badActivation(value: graph[values[place]].name, sample: sample.name)
                }
            }
        }
        var statistics: [ValueID: ChannelStatistics] = [:]
        for (value, found) in zip(values, all) { statistics[value] = found }
        return statistics
    }

    /// The ranges that a method finds.
    ///
    /// - Parameter seen: from the least to the most of each value.
    func ranges(
        _ method: RangeMethod, of seen: [ValueID: ClosedRange<Float>], in graph: Graph, codes: Int
    ) throws(CompressionError) -> [ValueID: ClosedRange<Float>] {
        guard method != .minMax else { return seen }
        let values = seen.keys.sorted { $0.index < $1.index }
        let runner = try GraphRunner(graph, watching: values, threads: work.threads)
        var histograms = values.map { Histogram(seen[$0] ?? 0...0) }
        for (number, sample) in samples.enumerated() {
            try work.report("counting numbers", number, of: samples.count)
            try runner.run(sample) { place, numbers throws(CompressionError) in
                if place < values.count { histograms[place].add(numbers) }
            }
        }
        var ranges: [ValueID: ClosedRange<Float>] = [:]
        for (value, histogram) in zip(values, histograms) {
            ranges[value] = method.range(of: histogram, codes: codes)
        }
        return ranges
    }
}
