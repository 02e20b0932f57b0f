import EdgeRecords
import Testing

@testable import EdgeModels

@Suite struct PackagedModelTests {
    @Test func `every model that can be installed says what it is, to the byte`() {
        #expect(PackagedModels.all.count >= 5)
        #expect(Set(PackagedModels.all.map(\.name)).count == PackagedModels.all.count)
        for model in PackagedModels.all {
            #expect(ModelName.isGood(model.name) && !model.isNonCommercial)
            #expect(model.hash.hasPrefix("sha256:") && model.memberHash.hasPrefix("sha256:"))
            let isWeights = model.architecture != nil && model.epsilon != nil
            #expect((model.form == .torch) == isWeights)
            if let network = model.architecture { #expect(Catalogue.model(named: network) != nil) }
            if let accuracy = model.accuracy {
                #expect(accuracy.kind == .published)
                #expect(accuracy.value.source == .published)
            }
        }
    }

    @Test(arguments: ["CC-BY-NC-SA-4.0", "PolyForm-Noncommercial-1.0.0", "for non-commercial use"])
    func `a licence that forbids commercial use is known by its words`(licence: String) throws {
        var model = try #require(PackagedModels.all.first)
        model.licence = licence
        #expect(model.isNonCommercial)
    }

    @Test(arguments: ["Apache-2.0", "MIT", "BSD-3-Clause", "NCSA", "CC-BY-4.0"])
    func `other licences are not`(licence: String) throws {
        var model = try #require(PackagedModels.all.first)
        model.licence = licence
        #expect(!model.isNonCommercial)
    }

    /// What the makers publish: a wrong constant costs 15 points and gives no other sign.
    @Test func `pictures are prepared as the makers of the weights say`() throws {
        func preprocessing(_ name: String) throws -> ImagePreprocessing {
            let model = try #require(PackagedModels.model(named: name))
            let known = model.architecture.flatMap { Catalogue.model(named: $0) }?.preprocessing
            return try ImagePreprocessing(record: model.preprocessing ?? known ?? [:])
        }
        for (number, side) in [224, 240, 260].enumerated() {
            let lite = try preprocessing("efficientnet-lite\(number)")
            #expect(lite.width == side && lite.height == side && lite.shorterSide == side + 32)
            #expect(lite.mean == [127, 127, 127] && lite.deviation == [128, 128, 128])
            #expect(lite.interpolation == .bicubic && lite.channels == .rgb)
        }
        let mobile = try preprocessing("mobilenet-v2")
        #expect(mobile.width == 224 && mobile.shorterSide == 256 && mobile.interpolation == .bilinear)
        // 0.485, 0.456, 0.406 and 0.229, 0.224, 0.225 of 255.
        #expect(mobile.mean == [123.675, 116.28, 103.53] as [Float])
        #expect(mobile.deviation == [58.395, 57.12, 57.375] as [Float])
    }

    @Test func `weights that do not fit are told with the layer`() throws {
        var bytes = TorchBytes()
        bytes.add("stem.weight", [32, 3, 3, 3], Array(repeating: 0, count: 864))
        bytes.add("next.weight", [7, 7], Array(repeating: 0, count: 49))
        let network = try #require(Catalogue.model(named: "mobilenet-v2"))
        let file = try TorchFile(bytes.bytes, named: "a")
        #expect(
            throws: WeightsError.misfit(layer: "block-1/depthwise weight", expected: [32, 1, 3, 3], given: [7, 7])
        ) {
            try network.graph(weights: file, epsilon: 1e-5, isPaddedEvenly: true)
        }
    }

    @Test func `a batch norm is folded into the layer before it`() throws {
        var bytes = TorchBytes()
        bytes.add("a.weight", [2, 2], [1, 2, 3, 4])
        bytes.add("n.weight", [2], [2, 3])
        bytes.add("n.bias", [2], [10, 20])
        bytes.add("n.running_mean", [2], [1, 2])
        bytes.add("n.running_var", [2], [3, 8])
        bytes.add("c.weight", [1, 2], [5, 6])
        let layers = try TrainedLayers(of: try TorchFile(bytes.bytes, named: "a"), epsilon: 1)
        // Channels are scaled by 2 / sqrt(3 + 1) and 3 / sqrt(8 + 1), and shifted by what is left of the mean.
        #expect(layers.tensors.map(\.floats) == [[1, 2, 3, 4], [9, 18], [5, 6], [0]])
        #expect(layers.tensors.map(\.shape) == [[2, 2], [2], [1, 2], [1]])
    }
}
