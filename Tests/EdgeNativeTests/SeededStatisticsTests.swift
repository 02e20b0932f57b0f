import EdgeModels
import EdgeNative
import EdgeRecords
import EdgeTestSupport
import Testing

/// Seeded weights are scaled so that numbers stay numbers all the way through.
@Suite struct SeededStatisticsTests {
    /// What every convolution and product of a network gives for an input spread evenly over its range.
    private func sums(of name: String, _ range: ClosedRange<Float>) throws -> [(name: String, numbers: [Float])] {
        let model = try #require(Catalogue.model(named: name))
        var graph = model.graph(.fp32)
        let weighted: Set<OperatorName> = ["Conv", "Gemm"]
        graph.outputs = graph.nodes.filter { weighted.contains($0.operation) }.compactMap { $0.outputs.first ?? nil }
        let session = try Session(try NativeModel(graph))
        var random = SeededRandom(seed: 1)
        for input in session.model.inputs {
            let numbers = (0..<(input.shape ?? []).reduce(1, *)).map { _ in Float.random(in: range, using: &random) }
            try session.write(numbers.span, to: input.name)
        }
        try session.run()
        return try session.model.outputs.map { output in
            let numbers = try session.read(output.name, as: Float.self) { span in span.indices.map { span[$0] } }
            return (output.name, numbers)
        }
    }

    @Test(arguments: [
        ("ds-cnn", Float(-20)...20), ("resnet-8", 0...255), ("anomaly-auto-encoder", -80...20),
        ("mobilenet-v1-w0.25-r96", 0...1), ("mobilenet-v2-w0.35-r96", -1...1),
    ])
    func `no layer's sums vanish, and none overflow`(name: String, range: ClosedRange<Float>) throws {
        let layers = try sums(of: name, range)
        #expect(layers.count > 9)
        for layer in layers {
            let mean = layer.numbers.reduce(0, +) / Float(layer.numbers.count)
            let variance = layer.numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Float(layer.numbers.count)
            #expect((0.01...25).contains(variance), "\(layer.name)")
            #expect(layer.numbers.allSatisfy { abs($0) < 50 }, "\(layer.name)")
        }
    }
}
