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
}
