import EdgeRecords
import Testing

@testable import EdgeModels

/// Parameters and multiply-adds of the catalogue's architectures, against what their authors published.
@Suite struct PublishedCountsTests {
    /// Learnt numbers of the trained network: batch norms have two for each channel where the folded network has a bias.
    private func counts(of name: String) throws -> (parameters: Int, normalized: Int, multiplyAdds: Int) {
        let model = try #require(Catalogue.model(named: name))
        let network = model.architecture.network(named: name, .outline)
        let sums: Set<String> = ["conv", "gemm"]
        let operations = LayerTable(of: network.graph).layers.filter { sums.contains($0.operation) }
        return (
            network.graph.parameters, network.normalizedChannels, operations.map(\.operations).reduce(0, +) / 2
        )
    }

    @Test(arguments: [
        ("mobilenet-v2", 3_504_872), ("mobilenet-v3-large", 5_483_032), ("mobilenet-v3-small", 2_542_856),
        ("efficientnet-lite0", 4_652_008), ("efficientnet-lite1", 5_416_680), ("efficientnet-lite2", 6_092_072),
    ])
    func `parameters are those of the reference code, to the last one`(name: String, published: Int) throws {
        let counts = try counts(of: name)
        #expect(counts.parameters + counts.normalized == published)
    }

    /// Keras counts four numbers for each channel of a batch norm, and keeps the bias before it.
    @Test(arguments: [
        ("mobilenet-v1-w0.25-r96", 221_794), ("ds-cnn", 24_908), ("resnet-8", 78_666),
        ("anomaly-auto-encoder", 269_992),
    ])
    func `parameters of the tiny networks are those of the reference code`(name: String, published: Int) throws {
        let counts = try counts(of: name)
        #expect(counts.parameters + 4 * counts.normalized == published)
    }

    /// In millions, from the table of the slim library.
    @Test(arguments: [
        ("1.4", [582.0], 6.06), ("1.0", [300, 221, 154, 99, 56], 3.47), ("0.75", [209, 153, 107, 69, 39], 2.61),
        ("0.5", [97, 71, 50, 32, 18], 1.95), ("0.35", [59, 43, 30, 20, 11], 1.66),
    ])
    func `every MobileNetV2 has the published size and work`(width: String, work: [Double], parameters: Double) throws {
        for (resolution, published) in zip([224, 192, 160, 128, 96], work) {
            let name =
                "mobilenet-v2" + (width == "1.0" ? "" : "-w\(width)") + (resolution == 224 ? "" : "-r\(resolution)")
            let counts = try counts(of: name)
            #expect(abs(Double(counts.multiplyAdds) / 1e6 - published) < 1.1, "\(name)")
            // Without batch norms and biases.
            #expect(abs(Double(counts.parameters - counts.normalized) / 1e6 - parameters) < 0.01, "\(name)")
        }
    }

    /// In millions, from the papers and the projects' pages.
    @Test(arguments: [
        ("mobilenet-v3-large", 217.0, 2.0), ("mobilenet-v3-small", 56, 1), ("efficientnet-lite0", 407, 25),
        ("efficientnet-lite1", 631, 40), ("efficientnet-lite2", 899, 50), ("resnet-8", 12.5, 0.1),
        ("ds-cnn", 2.66, 0.1), ("mobilenet-v1-w0.25-r96", 7.49, 0.1), ("anomaly-auto-encoder", 0.264, 0.001),
    ])
    func `work is the published one`(name: String, published: Double, tolerance: Double) throws {
        #expect(abs(Double(try counts(of: name).multiplyAdds) / 1e6 - published) < tolerance)
    }

    @Test func `the detector has the published anchors, size and work`() throws {
        let model = try #require(Catalogue.model(named: "ssdlite-mobilenet-v2"))
        let graph = model.outline(.fp32)
        #expect(graph.outputs.map { graph[$0].name } == ["boxes", "scores"])
        #expect(graph.outputs.map { graph[$0].fixedShape } == [[1, 1917, 4], [1, 1917, 90]])
        let counts = try counts(of: model.name)
        #expect(abs(Double(counts.parameters) / 1e6 - 4.3) < 0.3)
        #expect(abs(Double(counts.multiplyAdds) / 1e6 - 800) < 100)
    }
}
