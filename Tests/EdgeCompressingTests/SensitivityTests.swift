import EdgeModels
import EdgeRecords
import Testing

@testable import EdgeCompressing

/// Layers that are kept as floats because they hurt most.
@Suite struct SensitivityTests {
    /// Many answers that lie close together.
    private func graph() throws -> Graph {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 8, 8])
        let stem = sketch.relu(try sketch.convolution(input, to: 8, size: 3))
        sketch.output(try sketch.scores(try sketch.convolution(stem, to: 16), classes: 40))
        return sketch.graph
    }

    private func quantized(losingAtMost loss: Double?) throws -> CompressedModel {
        let graph = try graph()
        var settings = QuantizationSettings()
        settings.method = .minMax
        settings.accuracyLossAtMost = loss
        let calibration = try NetworkSketch.samples(60, of: graph)
        return try Compressor(graph, silentWork).quantized(
            settings, calibration: calibration, heldOut: SampleSet(samples: [], source: "", hash: nil))
    }

    @Test func `without a limit no layer is kept`() throws {
        #expect(try quantized(losingAtMost: nil).keptLayers.isEmpty)
        #expect(try quantized(losingAtMost: 1).keptLayers.isEmpty)
    }

    @Test func `kept layers are listed, and compute with floats`() throws {
        let model = try quantized(losingAtMost: 0.1)
        for name in model.keptLayers {
            #expect(model.layers.first { $0.name == name }?.precision == .fp32)
        }
        #expect(model.layers.filter { $0.precision == .fp32 }.count == model.keptLayers.count)
    }

    @Test func `a network without scores cannot keep its accuracy`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 8, 8])
        sketch.output(try sketch.convolution(input, to: 8))
        var settings = QuantizationSettings()
        settings.accuracyLossAtMost = 0.01
        settings.method = .minMax
        let samples = try NetworkSketch.samples(4, of: sketch.graph)
        #expect(throws: CompressionError.noScores) {
            try Compressor(sketch.graph, silentWork).quantized(settings, calibration: samples, heldOut: samples)
        }
    }
}
