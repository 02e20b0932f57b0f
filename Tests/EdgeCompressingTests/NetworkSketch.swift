import EdgeModels
import EdgeRecords

@testable import EdgeCompressing

/// Small networks with made-up weights, and inputs for them.
struct NetworkSketch {
    var graph = Graph(name: "sketch")
    private var numbers = SeededNumbers(name: "sketch")

    mutating func input(_ name: String, _ shape: [Int], type: ElementType = .f32) -> ValueID {
        let value = graph.add(Value(name: name, type: type, shape: shape.map { .fixed($0) }))
        graph.inputs.append(value)
        return value
    }

    mutating func constant(_ name: String, _ shape: [Int], bound: Float = 0.5) throws -> ValueID {
        let content = numbers.uniform(count: shape.reduce(1, *), bound: bound)
        return graph.addConstant(name, try Tensor(shape: shape, elements: .f32(content)))
    }

    mutating func node(
        _ operation: OperatorName, _ inputs: [ValueID?], shape: [Int], _ attributes: [String: Attribute] = [:]
    ) -> ValueID {
        let name = "\(operation) \(graph.nodes.count)"
        let output = graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
        graph.nodes.append(
            Node(name: name, operation: operation, inputs: inputs, outputs: [output], attributes: attributes))
        return output
    }

    /// A convolution that keeps the picture's size, of 4 dimensions.
    mutating func convolution(
        _ source: ValueID, to outputs: Int, size: Int = 1, isDepthwise: Bool = false
    ) throws -> ValueID {
        let shape = graph[source].fixedShape ?? []
        let channels = shape[1]
        let weights = try constant(
            "weights \(graph.nodes.count)", [outputs, isDepthwise ? 1 : channels, size, size])
        let bias = try constant("bias \(graph.nodes.count)", [outputs])
        let border = size / 2
        return node(
            "Conv", [source, weights, bias], shape: [shape[0], outputs, shape[2], shape[3]],
            ["pads": .integers([border, border, border, border]), "group": .integer(isDepthwise ? channels : 1)])
    }

    mutating func relu(_ source: ValueID) -> ValueID {
        node("Relu", [source], shape: graph[source].fixedShape ?? [])
    }

    mutating func relu6(_ source: ValueID) -> ValueID {
        let ends = [graph.addConstant("0", Tensor(scalar: Float(0))), graph.addConstant("6", Tensor(scalar: Float(6)))]
        return node("Clip", [source] + ends, shape: graph[source].fixedShape ?? [])
    }

    mutating func scores(_ source: ValueID, classes: Int) throws -> ValueID {
        let channels = graph[source].fixedShape?[1] ?? 1
        let pooled = node("GlobalAveragePool", [source], shape: [1, channels, 1, 1])
        let flat = node("Flatten", [pooled], shape: [1, channels])
        let weights = try constant("head", [classes, channels], bound: 1)
        let bias = try constant("head bias", [classes])
        return node("Gemm", [flat, weights, bias], shape: [1, classes], ["transB": .integer(1)])
    }

    mutating func output(_ value: ValueID) { graph.outputs.append(value) }

    /// A stem, a bottleneck with a shortcut, and a head.
    static func classifier() throws -> Graph {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let stem = sketch.relu6(try sketch.convolution(input, to: 8, size: 3))
        let wide = sketch.relu6(try sketch.convolution(stem, to: 24))
        let deep = sketch.relu6(try sketch.convolution(wide, to: 24, size: 3, isDepthwise: true))
        let narrow = try sketch.convolution(deep, to: 8)
        let sum = sketch.node("Add", [narrow, stem], shape: [1, 8, 12, 12])
        sketch.output(try sketch.scores(sketch.relu(try sketch.convolution(sum, to: 16)), classes: 10))
        return sketch.graph
    }

    static func samples(_ count: Int, of graph: Graph, seed: String = "samples", bound: Float = 2) throws -> SampleSet {
        let samples = try (0..<count).map { number in
            var tensors: [String: Tensor] = [:]
            for input in graph.inputs {
                let shape = graph[input].fixedShape ?? []
                var numbers = SeededNumbers(name: "\(seed) \(number)")
                tensors[graph[input].name] = try Tensor(
                    shape: shape, elements: .f32(numbers.uniform(count: shape.reduce(1, *), bound: bound)))
            }
            return Sample(name: "\(seed) \(number)", tensors: tensors)
        }
        return SampleSet(samples: samples, source: seed, hash: nil)
    }
}

/// Says nothing and never stops.
let silentWork = Work(console: Silence(), threads: 1, isInterrupted: { false })

struct Silence: Console {
    func progress(_ text: String, fraction: Double?) {}
    func clearProgress() {}
    func note(_ text: String) {}
    func explain(_ text: String) {}
}
