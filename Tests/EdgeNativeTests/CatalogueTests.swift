import EdgeModels
import EdgeNative
import EdgeRecords
import Testing

@Suite("The catalogue's small networks")
struct CatalogueTests {
    private static let names = [
        "mobilenet-v2-w0.35-r96", "resnet-8", "ds-cnn", "anomaly-auto-encoder", "mobilenet-v1-w0.25-r96",
    ]

    private static func input(_ model: NativeModel) throws -> [Float] {
        var sketch = GraphSketch()
        return sketch.numbers(try #require(model.inputs[0].shape).reduce(1, *))
    }

    @Test("agree with the operators' definitions to a part in 10,000 of the output's range", arguments: names)
    func floats(name: String) throws {
        let graph = try #require(Catalogue.model(named: name)).graph(.fp32)
        let model = try NativeModel(graph)
        let numbers = try Self.input(model)
        let tensor = try Tensor(shape: #require(model.inputs[0].shape), elements: .f32(numbers))
        let expected = try #require(PlainNetwork.outputs(of: graph, [tensor]).first?.floats)
        let given = try Session.outputs(of: model, numbers)[0]
        let range = (expected.max() ?? 0) - (expected.min() ?? 0)
        #expect(range > 0)
        #expect(zip(given, expected).allSatisfy { abs($0 - $1) <= range * 1e-4 })
    }

    /// Sums round as ONNX Runtime's do, where the definition rounds each for itself: ties of dozens of layers add up.
    @Test("agree in 8 bits with the definition to six steps", arguments: names)
    func codes(name: String) throws {
        let graph = try #require(Catalogue.model(named: name)).graph(.int8)
        let model = try NativeModel(graph)
        let numbers = try Self.input(model)
        let tensor = try Tensor(shape: #require(model.inputs[0].shape), elements: .f32(numbers))
        let expected = try #require(PlainNetwork.outputs(of: graph, [tensor]).first?.floats)
        let given = try Session.outputs(of: model, numbers)[0]
        let steps = Set(expected).sorted()
        let step = zip(steps, steps.dropFirst()).map { $1 - $0 }.min() ?? 0
        let worst = zip(given, expected).map { abs($0 - $1) / step }.max() ?? 0
        #expect(worst <= 6.01, "\(worst) steps")
        #expect(try Session.outputs(of: model, numbers, threads: 2)[0] == given)
    }

    @Test("with gates and hard-swish stay in 8 bits from end to end")
    func staysInteger() throws {
        let graph = try #require(Catalogue.model(named: "mobilenet-v3-small")).graph(.int8)
        let kinds = try NativeModel(graph).layers.map(\.kind)
        #expect(!kinds.contains { $0.hasPrefix("plain") })
        #expect(kinds.filter { $0 == "dequantization" }.count == 1, "of the output")
    }
}
