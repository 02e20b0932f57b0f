import EdgeModels
import EdgeRecords
import Testing

/// Networks that predictions learn from.
@Suite struct PracticeNetworkTests {
    @Test func `they are the same every time, and unlike each other`() {
        let records = Catalogue.practice.map { $0.record(withLayers: true) }
        #expect(records == Catalogue.practice.map { $0.record(withLayers: true) })
        #expect(Set(records.map { $0.variants[0].parameters }).count == records.count)
        #expect(Catalogue.practice.allSatisfy { Catalogue.model(named: $0.name)?.name == $0.name })
        #expect(!Catalogue.models.contains { $0.task == .unknown })
    }

    @Test func `their layers span what small networks have`() {
        let layers = Catalogue.practice.flatMap { $0.record(withLayers: true).variants[0].layers }
        for kind in ["dense", "depthwise", "pointwise", "pool", "elementwise", "gemv"] {
            #expect(layers.contains { $0.kind == kind }, "\(kind)")
        }
        let pointwise = layers.filter { $0.kind == "pointwise" && $0.shape.count == 4 }
        #expect(pointwise.contains { $0.shape[2] <= 4 } && pointwise.contains { $0.shape[2] >= 80 })
        #expect(pointwise.contains { $0.shape[1] <= 16 } && pointwise.contains { $0.shape[1] >= 700 })
        let dense = layers.filter { $0.kind == "dense" && $0.shape.count == 4 }
        #expect(dense.contains { $0.shape[1] < 8 } && dense.contains { $0.shape[1] > 48 && $0.shape[2] <= 32 })
        let work = Catalogue.practice.map { $0.record(withLayers: false).variants[0].operations ?? 0 }
        #expect(work.allSatisfy { (10_000...4_000_000_000).contains($0) }, "\(work)")
    }
}
