import EdgeModels
import EdgeRecords

/// Makes whole numbers of a network's weights and of what flows between its layers, with ranges found beforehand.
struct StaticQuantizer {
    let settings: QuantizationSettings
    let work: Work
    private let samples: [Sample]
    /// What the network answers in floats on some of the samples: a step is kept only where it brings these nearer.
    private let reference: Reference
    /// How far the answers are above their error; nil where they are all zeros.
    private(set) var decibels: Double?
    private(set) var isEqualized = false
    private(set) var hasEqualStreams = false
    private static let samplesForWeights = 128
    /// The network as its layers are, equalized and with its biases corrected.
    private(set) var graph: Graph
    private(set) var plan = QuantizationPlan()
    private(set) var method: [String] = []
    private(set) var remarks: [String] = []

    /// Finds all that is needed to write the network.
    init(
        _ prepared: Graph, _ samples: [Sample], _ settings: QuantizationSettings, against reference: Reference,
        _ work: Work
    ) throws(CompressionError) {
        self.reference = reference
        self.settings = settings
        self.work = work
        self.samples = samples
        graph = prepared
        plan.activations = settings.hasWideActivations ? .u16 : .u8
        plan.leavesWeights = settings.leavesWeights
        let found = samples.count
        guard !QuantizableLayers(prepared).weightedNodes.isEmpty else {
            throw .nothingToQuantize(wanted: "convolution or matrix product with weights of fp32")
        }
        if settings.widensSums { plan.wideValues = WideSums.values(of: prepared) }
        let ranged = QuantizationWriter.written(prepared, plan).ranged
        let calibrator = Calibrator(samples: samples, work: work)
        var statistics = try calibrator.statistics(of: ranged, in: prepared)
        equalize(&statistics)
        var seen: [ValueID: ClosedRange<Float>] = [:]
        for value in ranged { seen[value] = statistics[value]?.range }
        noteConstants(seen)
        plan.ranges = try calibrator.ranges(
            settings.method, of: seen, in: graph, codes: settings.hasWideActivations ? 65_536 : 256)
        method.append("ranges by \(settings.method.rawValue) over \(found) inputs")
        method.append("weights s8, symmetric, one scale for each output channel")
        method.append("activations \(plan.activations.rawValue), one scale for each value")
        if !plan.wideValues.isEmpty { method.append("sums stay floats; layers that read them make codes of them") }
        try roundAndCorrect()
    }

    private mutating func roundAndCorrect() throws(CompressionError) {
        let quantized = QuantizationWriter.written(graph, plan).quantizedNodes
        let correction = settings.correctsBias ? try BiasCorrection(graph, quantized, samples, work) : nil
        if settings.fitsWeights {
            let collector = GramCollector(samples: Array(samples.prefix(Self.samplesForWeights)), work: work)
            let grams = try collector.grams(
                of: quantized, in: graph, sizeAtMost: LeastSquaresRounding.sizeAtMost)
            let channels = try collector.channelGrams(of: quantized, in: graph)
            let fitted =
                try WeightFitting.fit(&graph, &plan, grams, work)
                + WeightFitting.fitChannels(&graph, &plan, channels)
            if fitted > 0 { method.append("weights of \(fitted) layers rounded by least squares of their outputs") }
        }
        decibels = try signalToNoise(of: graph)
        guard let correction, correction.count > 0 else { return }
        var corrected = graph
        try correction.correct(&corrected, plan, work)
        let better = try signalToNoise(of: corrected)
        guard let better, better >= decibels ?? 0 else { return }
        (graph, decibels) = (corrected, better)
        method.append("biases of \(correction.count) layers corrected for the means of their outputs")
    }

    private func signalToNoise(of graph: Graph) throws(CompressionError) -> Double? {
        let written = QuantizationWriter.written(graph, plan).graph
        return try reference.fidelity(of: written, work, "comparing answers").signalToNoiseDecibels
    }

    private mutating func equalize(_ statistics: inout [ValueID: ChannelStatistics]) {
        guard settings.equalizes else { return }
        var equalized = Equalization(graph, statistics)
        if settings.equalizesStreams { equalized.equalizeStreams() }
        guard equalized.pairs > 0 || equalized.streams > 0 else { return }
        (graph, statistics) = (equalized.graph, equalized.statistics)
        (isEqualized, hasEqualStreams) = (true, equalized.streams > 0)
        if equalized.pairs > 0 { method.append("channels between \(equalized.pairs) pairs of layers equalized") }
        if equalized.streams > 0 { method.append("channels of \(equalized.streams) sets of sums equalized") }
    }

    mutating func note(judges: Int) {
        if judges > 0 { method.append("ways chosen by what they cost on \(judges) more inputs") }
    }

    private mutating func noteConstants(_ seen: [ValueID: ClosedRange<Float>]) {
        let constant = seen.filter { $0.value.lowerBound == $0.value.upperBound }.map { graph[$0.key].name }.sorted()
        guard let first = constant.first else { return }
        let others = constant.count > 1 ? " and \(constant.count - 1) more" : ""
        remarks.append("\(first)\(others) never changed over the calibration inputs: other inputs may be cut there")
    }

    /// The network with some layers left as they are.
    func written(keeping kept: Set<Int> = []) -> QuantizationWriter.Written {
        var plan = plan
        plan.keptNodes = kept
        return QuantizationWriter.written(graph, plan)
    }
}
