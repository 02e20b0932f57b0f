import EdgeModels

/// Tells dark pictures from bright ones.
enum TinyClassifier {
    static func graph() throws -> Graph {
        var graph = Graph(name: "dark or bright")
        let input = graph.add(Value(name: "input", type: .f32, shape: [1, 3, 32, 32].map { .fixed($0) }))
        // The mean of all colours around a pixel, and its complement.
        let weights = (0..<2).flatMap { Array(repeating: $0 == 0 ? -1 / 27 : 1 / 27 as Float, count: 27) }
        let kernel = graph.addConstant("kernel", try Tensor(shape: [2, 3, 3, 3], elements: .f32(weights)))
        let bias = graph.addConstant("bias", Tensor([1, 0] as [Float]))
        let sums = graph.add(Value(name: "sums"))
        let activations = graph.add(Value(name: "activations"))
        let means = graph.add(Value(name: "means"))
        let scores = graph.add(Value(name: "scores", type: .f32, shape: [.fixed(1), .fixed(2)]))
        graph.nodes = [
            Node(name: "look", operation: "Conv", inputs: [input, kernel, bias], outputs: [sums]),
            Node(name: "rectify", operation: "Relu", inputs: [sums], outputs: [activations]),
            Node(name: "average", operation: "GlobalAveragePool", inputs: [activations], outputs: [means]),
            Node(name: "flatten", operation: "Flatten", inputs: [means], outputs: [scores]),
        ]
        graph.inputs = [input]
        graph.outputs = [scores]
        return graph
    }
}
