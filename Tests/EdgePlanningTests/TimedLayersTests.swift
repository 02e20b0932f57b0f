import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct TimedLayersTests {
    private var variant: Variant {
        var variant = Variant(name: "net/fp32", precision: .fp32)
        variant.layers = ["stem", "block/expand", "block/expand/gate", "classifier"].map {
            Layer(
                name: $0, operation: "conv", kind: "dense", shape: [1, 8, 4, 4], operations: 9, bytesRead: 9,
                bytesWritten: 9)
        }
        return variant
    }

    private func told(_ layers: [(String, Double)]) -> [LayerMeasurement] {
        layers.map { name, nanoseconds in
            LayerMeasurement(
                name: name, operation: "Conv", kernels: [], operations: 0,
                nanoseconds: Figure(nanoseconds, .median, count: 9, source: .measured))
        }
    }

    @Test func `what was fused into a layer, and what lays its numbers out anew, is counted to it`() throws {
        let timed = try #require(
            TimedLayers(
                told([
                    ("Transpose", 1), ("stem", 40), ("stem/relu", 2), ("block/expand/relu", 20), ("Reorder_3", 5),
                    ("block/expand/gate/hard-sigmoid", 7), ("classifier", 3), ("Reorder_9", 2),
                ]), of: variant))
        #expect(
            timed.nanoseconds == ["stem": 43, "block/expand": 20, "block/expand/gate": 12, "classifier": 5])
    }

    @Test func `names that the model does not know tell nothing`() {
        #expect(TimedLayers(told([("stem", 8), ("node_4", 9)]), of: variant) == nil)
        #expect(TimedLayers([], of: variant) == nil)
        #expect(TimedLayers(told([("stemmed", 10)]), of: variant) == nil)
    }

    @Test func `a vector that is not full takes as long as a full one, and what is done to sums is seen`() {
        func work(_ channels: Int, _ operation: String = "conv", _ activation: String? = nil) -> LayerWork {
            let count = 2 * channels * 9 * 16
            return LayerWork(
                Layer(
                    name: "layer", operation: operation, kind: "dense", shape: [1, channels, 4, 4], operations: count,
                    bytesRead: 1, bytesWritten: 1, activation: activation), lanes: 16)
        }
        func features(_ work: LayerWork) -> [Double] { work.features(roofNanoseconds: 9, networkNanoseconds: 9) }
        #expect(work(17).filledOperations == work(32).filledOperations)
        #expect(work(16).filledOperations < work(17).filledOperations)
        #expect(work(17, "add").filledOperations < work(18, "add").filledOperations)
        #expect(features(work(16)).suffix(2) == [0, 0] && features(work(17)).suffix(2) != [0, 0])
        #expect(features(work(16, "conv", "clip")) == features(work(16)))
        #expect(features(work(16, "conv", "hardSwish")) != features(work(16)))
    }
}
