import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeTestSupport
import Testing

@Suite("Loading a file")
struct LoadTests {
    @Test("gives what the graph that was written gives")
    func writes() throws {
        let folder = TemporaryFolder()
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 3, 9, 9])
        let sums = try sketch.convolution(input, from: 3, to: 5, size: 3, stride: 2)
        sketch.graph.outputs = [sketch.node("GlobalAveragePool", [sketch.relu6(sums)])]
        let path = folder.path(of: "net.onnx")
        try AtomicFile.write(try ONNXWriter.bytes(of: sketch.graph), to: path)
        let numbers = sketch.numbers(243)
        let loaded = try Session.outputs(of: NativeModel.load(path), numbers)
        #expect(loaded == (try Session.outputs(of: NativeModel(sketch.graph), numbers)))
        #expect(loaded[0].count == 5)
    }

    @Test("says what is wrong with one that is not there")
    func missing() {
        #expect(throws: NativeError.self) { try NativeModel.load("/nonexistent/net.onnx") }
    }

    @Test("computes in bf16 where it is asked to, to its precision")
    func narrow() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 16, 5, 5])
        let wide = try sketch.convolution(input, from: 16, to: 32)
        sketch.graph.outputs = [try sketch.convolution(sketch.node("Relu", [wide]), from: 32, to: 16)]
        let numbers = sketch.numbers(400)
        let exact = try Session.outputs(of: NativeModel(sketch.graph), numbers)[0]
        let narrow = try Session.outputs(
            of: NativeModel(sketch.graph, options: NativeOptions(precision: .bf16)), numbers)[0]
        let range = (exact.max() ?? 0) - (exact.min() ?? 0)
        #expect(narrow != exact)
        #expect(zip(narrow, exact).allSatisfy { abs($0 - $1) < range * 0.02 })
    }

    @Test("keeps what flows between layers in bf16 where it is asked to, and agrees to its precision")
    func narrowThroughout() throws {
        var sketch = GraphSketch()
        let stem = try sketch.convolution(
            sketch.input("input", [1, 3, 17, 17]), from: 3, to: 16, size: 3, stride: 2)
        let wide = sketch.node("HardSwish", [try sketch.convolution(sketch.relu6(stem), from: 16, to: 24)])
        let each = try sketch.convolution(wide, from: 24, to: 24, size: 3, isDepthwise: true)
        let squeezed = sketch.node("GlobalAveragePool", [each])
        let gate = sketch.node("HardSigmoid", [try sketch.convolution(squeezed, from: 24, to: 24)])
        let gated = sketch.node("Mul", [each, gate])
        let back = try sketch.convolution(gated, from: 24, to: 16)
        let sum = sketch.node("Add", [back, sketch.node("Relu", [stem])])
        let odd = try sketch.convolution(sum, from: 16, to: 5, size: 3)
        let last = try sketch.convolution(odd, from: 5, to: 8, size: 3)
        sketch.graph.outputs = [last, sketch.node("Softmax", [sketch.node("Flatten", [sum])])]
        let numbers = sketch.numbers(867)
        let exact = try Session.outputs(of: NativeModel(sketch.graph), numbers)
        let model = try NativeModel(sketch.graph, options: NativeOptions(precision: .bf16))
        let narrow = try Session.outputs(of: model, numbers)
        for (found, expected) in zip(narrow, exact) {
            let range = (expected.max() ?? 0) - (expected.min() ?? 0)
            #expect(zip(found, expected).allSatisfy { abs($0 - $1) < range * 0.03 })
        }
        let session = try Session(model)
        let kernels = model.layers.indices.flatMap { session.kernels(ofLayer: $0) }
        for word in ["pixels_bf16", "conv_bf16", "depthwise_bf16", "pooling_bf16", "multiply_bf16", "activate_bf16"] {
            #expect(kernels.contains { $0.hasPrefix(word) }, "\(word)")
        }
    }
}
