import EdgeModels
import EdgeNative
import EdgeRecords
import Testing

@testable import EdgeCompressing

/// Channels removed from small networks.
@Suite struct PrunerTests {
    private let graph: Graph
    private let calibration: SampleSet
    private let heldOut: SampleSet

    init() throws {
        graph = try Self.network()
        calibration = try NetworkSketch.samples(24, of: graph)
        heldOut = try NetworkSketch.samples(12, of: graph, seed: "held out")
    }

    /// A stem of 16, a bottleneck of 48 with a shortcut, and a head.
    private static func network() throws -> Graph {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let stem = sketch.relu6(try sketch.convolution(input, to: 16, size: 3))
        let wide = sketch.relu6(try sketch.convolution(stem, to: 48))
        let deep = sketch.relu6(try sketch.convolution(wide, to: 48, size: 3, isDepthwise: true))
        let sum = sketch.node("Add", [try sketch.convolution(deep, to: 16), stem], shape: [1, 16, 12, 12])
        sketch.output(try sketch.scores(sketch.relu(try sketch.convolution(sum, to: 32)), classes: 10))
        return sketch.graph
    }

    private func pruned(_ share: Double) throws -> CompressedModel {
        try Compressor(graph, silentWork).pruned(share: share, calibration: calibration, heldOut: heldOut)
    }

    @Test func `channels that a shortcut ties together are one group`() throws {
        let groups = ChannelGroups(try graph.preparedForCompression()).groups.filter { $0.obstacle == nil }
        #expect(groups.map(\.channels).sorted() == [16, 32, 48])
        let shortcut = try #require(groups.first { $0.channels == 16 })
        #expect(shortcut.producers.count == 2)
        #expect(shortcut.consumers.count == 2)
        let wide = try #require(groups.first { $0.channels == 48 })
        #expect(wide.passes.count == 1)
    }

    @Test func `tensors become smaller, and the network still runs by kernels`() throws {
        let model = try pruned(0.3)
        let share = try #require(model.removedShare)
        #expect((0.1...0.5).contains(share), "\(share)")
        #expect(model.graph.parameters < graph.parameters * 95 / 100)
        #expect(model.graph.inputPorts == graph.inputPorts)
        #expect(model.graph.outputPorts == graph.outputPorts)
        #expect(model.engines.first?.how == "by kernels")
        #expect(try #require(model.fidelity?.signalToNoiseDecibels?.value) > 0)
    }

    @Test func `what reads removed channels is repaired`() throws {
        let prepared = try graph.preparedForCompression()
        let pruner = try Pruner(prepared, share: 0.3, calibration.samples, silentWork)
        #expect(pruner.repairedLayers > 0)
        let blind = try Pruner(prepared, share: 0.3, [], silentWork)
        #expect(blind.repairedLayers == 0)
        let reference = try Reference(graph, heldOut.samples, silentWork)
        func decibels(_ pruner: Pruner) throws -> Double {
            let bytes = try ONNXWriter.bytes(of: pruner.graph)
            let fidelity = try reference.fidelity(of: try ONNXReader.graph(of: bytes), silentWork, "")
            return try #require(fidelity.signalToNoiseDecibels)
        }
        #expect(try decibels(pruner) > (try decibels(blind)) + 1)
    }

    @Test func `the same network and inputs give the same bytes`() throws {
        #expect(try ONNXWriter.bytes(of: try pruned(0.3).graph) == ONNXWriter.bytes(of: try pruned(0.3).graph))
    }

    @Test func `channels that are joined stay whole, and the card says so`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let left = sketch.relu(try sketch.convolution(input, to: 16))
        let right = sketch.relu(try sketch.convolution(input, to: 16))
        let joined = sketch.node("Concat", [left, right], shape: [1, 32, 12, 12], ["axis": .integer(1)])
        let mixed = sketch.relu(try sketch.convolution(joined, to: 32))
        sketch.output(try sketch.scores(mixed, classes: 10))
        let model = try Compressor(sketch.graph, silentWork).pruned(
            share: 0.3, calibration: calibration, heldOut: heldOut)
        #expect(model.remarks.contains { $0.contains("Concat") })
        #expect(model.graph.nodes.contains { $0.operation == "Concat" })
    }

    @Test func `a network without spare channels is refused`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        sketch.output(try sketch.convolution(input, to: 4))
        #expect {
            try Compressor(sketch.graph, silentWork).pruned(share: 0.3, calibration: calibration, heldOut: heldOut)
        } throws: { error in
            if case .nothingToPrune? = error as? CompressionError { true } else { false }
        }
    }
}
