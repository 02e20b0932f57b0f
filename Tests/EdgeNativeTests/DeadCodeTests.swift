import EdgeModels
import Testing

@testable import EdgeNative

@Suite("Dead code")
struct DeadCodeTests {
    @Test("is what no output needs, however long the way")
    func chains() {
        var graph = Graph(name: "chains")
        let input = graph.add(Value(name: "input"))
        let left = graph.add(Value(name: "left"))
        let right = graph.add(Value(name: "right"))
        let further = graph.add(Value(name: "further"))
        graph.inputs = [input]
        graph.outputs = [left]
        graph.nodes = [
            Node(name: "kept", operation: "Relu", inputs: [input], outputs: [left]),
            Node(name: "dead", operation: "Relu", inputs: [input], outputs: [right]),
            Node(name: "dead too", operation: "Relu", inputs: [right], outputs: [further]),
        ]
        graph.removeDeadNodes()
        #expect(graph.nodes.map(\.name) == ["kept"])
    }

    @Test("is no node of which one output is needed")
    func severalOutputs() {
        var graph = Graph(name: "split")
        let input = graph.add(Value(name: "input"))
        let left = graph.add(Value(name: "left"))
        let right = graph.add(Value(name: "right"))
        graph.inputs = [input]
        graph.outputs = [right]
        graph.nodes = [Node(name: "split", operation: "Split", inputs: [input, nil], outputs: [left, right])]
        graph.removeDeadNodes()
        #expect(graph.nodes.count == 1)
    }
}
