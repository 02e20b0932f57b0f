import EdgeModels
import Testing

@Suite("Sizes that a network computes for itself")
struct ONNXShapeTests {
    @Test("are followed through a join, so that a flattening keeps the batch's name")
    func flattening() throws {
        let file = ONNXFile { graph in
            graph.node("Shape", ["x"], ["shape"])
            graph.node("Gather", ["shape", "first"], ["batch"])
            graph.node("Unsqueeze", ["batch", "zero"], ["list"])
            graph.node("Concat", ["list", "rest"], ["wanted"], [("axis", .integer(0))])
            graph.node("Reshape", ["x", "wanted"], ["y"])
            graph.input("x", [-1, 8, 2])
            graph.tensor("first", [], integers: [0])
            graph.tensor("zero", [1], integers: [0])
            graph.tensor("rest", [1], integers: [-1])
            graph.output("y")
        }
        let open = try ONNXReader.graph(of: file.bytes)
        #expect(open[open.outputs[0]].shape == [.named("x[0]"), .fixed(16)])
        let bound = try ONNXReader.graph(of: file.bytes, binding: ["x[0]": 3])
        #expect(bound[bound.outputs[0]].fixedShape == [3, 16])
        #expect(bound.nodes.map(\.operation) == ["Reshape"], "what only made sizes is gone")
    }

    @Test("are followed through a scale of floats, as enlarging is exported")
    func scaling() throws {
        let file = ONNXFile { graph in
            graph.node("Shape", ["x"], ["shape"], [("start", .integer(2))])
            graph.node("Cast", ["shape"], ["real"], [("to", .integer(1))])
            graph.node("Mul", ["real", "scale"], ["larger"])
            graph.node("Floor", ["larger"], ["whole"])
            graph.node("Cast", ["whole"], ["sizes"], [("to", .integer(7))])
            graph.node("Resize", ["x", "", "", "sizes"], ["y"], [("axes", .integers([2, 3]))])
            graph.input("x", [1, 3, 5, 4])
            graph.tensor("scale", [2], [1.5, 2])
            graph.output("y")
        }
        let graph = try ONNXReader.graph(of: file.bytes)
        #expect(graph[graph.outputs[0]].fixedShape == [1, 3, 7, 8])
    }

    @Test("decide which branch of an If is taken", arguments: [(1, [3, 4]), (2, [3, 2, 4])])
    func branches(_ size: Int, _ result: [Int]) throws {
        let file = ONNXFile { graph in
            graph.node("Shape", ["x"], ["shape"])
            graph.node("Gather", ["shape", "one"], ["size"])
            graph.node("Equal", ["size", "one"], ["flat"])
            graph.node(
                "If", ["flat"], ["y"],
                [
                    (
                        "then_branch",
                        .graph {
                            $0.node("Squeeze", ["x", "axes"], ["less"]); $0.output("less")
                        }
                    ),
                    (
                        "else_branch",
                        .graph {
                            $0.node("Identity", ["x"], ["same"]); $0.output("same")
                        }
                    ),
                ])
            graph.input("x", [3, size, 4])
            graph.tensor("one", [], integers: [1])
            graph.tensor("axes", [1], integers: [1])
            graph.output("y")
        }
        let graph = try ONNXReader.graph(of: file.bytes)
        #expect(graph[graph.outputs[0]].fixedShape == result)
        #expect(graph[graph.outputs[0]].name == "y")
        #expect(!graph.nodes.contains { $0.operation == "If" })
    }

    @Test("decide it where the user binds the number that a branch depends on", arguments: [(16_000, 3), (8000, 2)])
    func boundNumber(_ rate: Int, _ size: Int) throws {
        let file = ONNXFile { graph in
            graph.node("Equal", ["sr", "wide"], ["isWide"])
            graph.node(
                "If", ["isWide"], ["y"],
                [
                    (
                        "then_branch",
                        .graph {
                            $0.node("Identity", ["three"], ["a"]); $0.output("a")
                        }
                    ),
                    (
                        "else_branch",
                        .graph {
                            $0.node("Identity", ["two"], ["b"]); $0.output("b")
                        }
                    ),
                ])
            graph.input("sr", [], type: 7)
            graph.input("two", [2])
            graph.input("three", [3])
            graph.tensor("wide", [], integers: [16_000])
            graph.output("y")
        }
        let graph = try ONNXReader.graph(of: file.bytes, binding: ["sr": rate])
        #expect(graph[graph.outputs[0]].fixedShape == [size])
        #expect(graph.inputs.map { graph[$0].name } == ["two", "three"])
        #expect(throws: ONNXError.self) { try ONNXReader.graph(of: file.bytes, binding: ["two": 5]) }
    }

    @Test("in graphs too deep within each other are refused")
    func depth() {
        @Sendable func nested(_ depth: Int) -> ONNXFile.Word {
            .graph { inner in
                if depth > 0 { inner.node("If", ["c"], ["y"], [("then_branch", nested(depth - 1))]) }
            }
        }
        let file = ONNXFile { $0.node("If", ["c"], ["y"], [("then_branch", nested(50))]) }
        #expect(throws: ONNXError.tooMany("graphs within each other", limit: 8)) {
            try ONNXReader.graph(of: file.bytes)
        }
    }

    @Test("are written with names of which no two are the same")
    func names() throws {
        var graph = Graph(name: "names")
        let input = graph.add(Value(name: "x", type: .f32, shape: [.fixed(2)]))
        let values = (0..<3).map { _ in graph.add(Value(name: "x")) }
        graph.inputs = [input]
        graph.outputs = [values[2]]
        graph.nodes = zip([input] + values, values).map {
            Node(name: "same", operation: "Relu", inputs: [$0], outputs: [$1])
        }
        let read = try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph))
        #expect(read.nodes.map(\.name) == ["same", "same 2", "same 3"])
        #expect(Set(read.allValues.map { read[$0].name }).count == 4)
    }
}
