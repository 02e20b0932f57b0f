import EdgeModels
import EdgeNative
import Testing

@Suite("A network of floats")
struct NetworkTests {
    /// Two blocks as MobileNetV2 has them, one with a residual connection, behind a first layer of three channels.
    private static func mobile(images: Int = 1) throws -> Graph {
        var sketch = GraphSketch()
        let input = sketch.input("input", [images, 3, 19, 17])
        let first = sketch.relu6(try sketch.convolution(input, from: 3, to: 8, size: 3, stride: 2))
        var block = first
        for stride in [1, 2] {
            let wide = sketch.relu6(try sketch.convolution(block, from: 8, to: 24))
            let deep = sketch.relu6(
                try sketch.convolution(wide, from: 24, to: 24, size: 3, stride: stride, isDepthwise: true))
            let narrow = try sketch.convolution(deep, from: 24, to: 8)
            block = stride == 1 ? sketch.node("Add", [block, narrow]) : narrow
        }
        let pooled = sketch.node("GlobalAveragePool", [block])
        let flat = sketch.node("Flatten", [pooled])
        let inputs = [flat, try sketch.weights("weights", [10, 8]), try sketch.weights("bias", [10])]
        sketch.graph.outputs = [sketch.node("Gemm", inputs, ["transB": .integer(1)]), block]
        return sketch.graph
    }

    private static func numbers(_ count: Int) -> [Float] {
        var sketch = GraphSketch()
        return sketch.numbers(count)
    }

    @Test("agrees with the operators' definitions", arguments: [1, 2])
    func agrees(images: Int) throws {
        let graph = try Self.mobile(images: images)
        let numbers = Self.numbers(images * 3 * 19 * 17)
        let expected = try PlainNetwork.outputs(
            of: graph, [Tensor(shape: [images, 3, 19, 17], elements: .f32(numbers))]
        ).map { $0.floats ?? [] }
        let model = try NativeModel(graph)
        let given = try Session.outputs(of: model, numbers, threads: 1)
        for (given, expected) in zip(given, expected) {
            #expect(given.count == expected.count)
            let range = (expected.max() ?? 0) - (expected.min() ?? 0)
            let worst = zip(given, expected).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= range * 1e-5, "worst \(worst) of a range of \(range)")
        }
    }

    @Test("gives the same bits on any number of threads")
    func threads() throws {
        let model = try NativeModel(Self.mobile())
        let numbers = Self.numbers(3 * 19 * 17)
        let alone = try Session.outputs(of: model, numbers, threads: 1)
        #expect(try Session.outputs(of: model, numbers, threads: 2) == alone)
        #expect(try Session.outputs(of: model, numbers, threads: 3) == alone)
    }

    @Test("gives the same again, however often it ran on other numbers")
    func repeats() throws {
        let model = try NativeModel(Self.mobile())
        let session = try Session(model)
        func outcome(_ factor: Float) throws -> [Float] {
            try session.write(Self.numbers(3 * 19 * 17).map { $0 * factor }, to: "input")
            try session.run()
            return try session.numbers(model.outputs[0].name, as: Float.self)
        }
        let first = try outcome(1)
        #expect(try outcome(2) != first)
        #expect(try outcome(1) == first)
    }

    @Test("notes each layer as often as asked, and computes the same meanwhile")
    func notes() throws {
        let model = try NativeModel(Self.mobile())
        let numbers = Self.numbers(3 * 19 * 17)
        let session = try Session(model)
        try session.write(numbers, to: "input")
        var notes = LayerNotes(session)
        repeat { try session.run(noting: &notes) } while notes.runs < 3
        #expect(notes.nanoseconds.count == model.layers.count)
        #expect(notes.nanoseconds.allSatisfy { $0.count >= 3 && $0.allSatisfy { $0 >= 0 } })
        let noted = try model.outputs.map { try session.numbers($0.name, as: Float.self) }
        #expect(try Session.outputs(of: model, numbers) == noted)
    }

    @Test("computes activations and residuals within convolutions")
    func fuses() throws {
        let kinds = try NativeModel(Self.mobile()).layers.map(\.kind)
        #expect(kinds.filter { $0.hasPrefix("convolution") || $0.hasPrefix("depthwise") }.count == 7)
        #expect(kinds.filter { $0 == "layout" }.count == 2, "at the edges alone")
        #expect(kinds.count == 11)
    }

    @Test("refuses what does not fit it, by name")
    func refuses() throws {
        let model = try NativeModel(Self.mobile())
        let session = try Session(model)
        #expect(throws: NativeError.wrongCount(value: "input", expected: 969, given: 3)) {
            try session.write([1, 2, 3] as [Float], to: "input")
        }
        #expect(throws: NativeError.noSuchInput("picture", names: ["input"])) {
            try session.write([1, 2, 3] as [Float], to: "picture")
        }
        #expect(throws: NativeError.wrongType(value: "input", expected: .f32, given: .u8)) {
            try session.write([1, 2] as [UInt8], to: "input")
        }
        #expect(throws: NativeError.tooFewCPUs(threads: 2, cpus: 1)) { try Session(model, threads: 2, cpus: [0]) }
    }
}
