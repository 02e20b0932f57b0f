import EdgeModels
import EdgeNative
import EdgeRecords
import Testing

@testable import EdgeCompressing

/// Parts of a quantized network that stay floats.
@Suite struct WideSumsTests {
    private let graph: Graph
    private let samples: SampleSet

    init() throws {
        graph = try Self.bottlenecks(3)
        samples = try NetworkSketch.samples(24, of: graph)
    }

    /// A stem, so many bottlenecks with shortcuts, and a head.
    private static func bottlenecks(_ count: Int) throws -> Graph {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        var sum = try sketch.convolution(sketch.relu6(try sketch.convolution(input, to: 16, size: 3)), to: 8)
        for _ in 0..<count {
            let wide = sketch.relu6(try sketch.convolution(sum, to: 16))
            let deep = sketch.relu6(try sketch.convolution(wide, to: 16, size: 3, isDepthwise: true))
            sum = sketch.node("Add", [try sketch.convolution(deep, to: 8), sum], shape: [1, 8, 12, 12])
        }
        sketch.output(try sketch.scores(sketch.relu6(try sketch.convolution(sum, to: 16)), classes: 10))
        return sketch.graph
    }

    private func quantizer(_ change: (inout QuantizationSettings) -> Void) throws -> StaticQuantizer {
        var settings = QuantizationSettings()
        change(&settings)
        let prepared = try graph.preparedForCompression()
        let reference = try Reference(graph, samples.samples, silentWork)
        return try StaticQuantizer(prepared, samples.samples, settings, against: reference, silentWork)
    }

    @Test func `sums of bottlenecks are found, those of rectified values are not`() throws {
        let wide = WideSums.values(of: try graph.preparedForCompression())
        #expect(wide.count == 1 + 3 * 2)
        #expect(WideSums.values(of: try NetworkSketch.classifier().preparedForCompression()).isEmpty)
    }

    @Test func `sums in floats leave less error, and all runs by kernels`() throws {
        let narrow = try #require(try quantizer { _ in }.decibels)
        let quantizer = try quantizer { $0.widensSums = true }
        #expect(try #require(quantizer.decibels) > narrow)
        let model = try NativeModel(quantizer.written().graph)
        let kinds = model.layers.map(\.kind)
        #expect(!kinds.contains { $0.hasPrefix("plain ") } && !kinds.contains("dequantization"), "\(kinds)")
        // Each of those that read a sum makes codes of it, and so does the stem of the picture.
        #expect(kinds.filter { $0 == "quantization" }.count == 1 + 4, "\(kinds)")
    }

    @Test func `our kernels answer to them as the operators' definitions do`() throws {
        let written = try quantizer { $0.widensSums = true }.written(keeping: [3, 5]).graph
        let session = try Session(try NativeModel(written), threads: 1)
        for sample in samples.samples.prefix(4) {
            let plain = try #require(try PlainNetwork.run(written, sample.tensors).first?.tensor.floats)
            let image = try #require(sample.tensors["image"]?.floats)
            try session.write(image.span, to: "image")
            try session.run()
            let name = written[written.outputs[0]].name
            let fast = try #require(try session.tensor(name).floats)
            let largest = plain.map(abs).max() ?? 0
            for (one, other) in zip(fast, plain) { #expect(abs(one - other) <= largest * 0.02, "\(one) \(other)") }
        }
    }

    @Test func `weights that stay floats show what activations alone lose`() throws {
        let weights = try #require(try quantizer { $0.fitsWeights = false }.decibels)
        let none = try #require(
            try quantizer {
                $0.fitsWeights = false
                $0.leavesWeights = true
            }.decibels)
        #expect(none > weights)
    }

    @Test func `layers that lead straight into each other are kept together`() throws {
        let prepared = try graph.preparedForCompression()
        let nodes = QuantizableLayers(prepared).weightedNodes
        let chains = LayerChains.chains(of: nodes, in: prepared)
        #expect(chains.flatMap(\.self).sorted() == nodes)
        // The stem with what follows it, three bottlenecks, and the two of the head, which a pool parts.
        #expect(chains.map(\.count) == [2, 3, 3, 3, 1, 1], "\(chains)")
    }
}
