import EdgeModels
import EdgeTestSupport
import Testing

@Suite("Checking a network before it runs")
struct GraphCheckTests {
    @Test("lists every node that cannot run, with what can be done, and not only the first")
    func everyNode() throws {
        let folder = TemporaryFolder()
        let file = ONNXFile(domains: [("com.example", 1)]) { graph in
            graph.node("Relu", ["x"], ["a"])
            graph.node("If", ["a"], ["b"], [("then_branch", .graph { $0.text(2, "inner") })])
            graph.node("Wonder", ["b"], ["c"], domain: "com.example")
            graph.node("Softmax", ["x"], ["d"], [("axis", .integer(9))])
            graph.node("Add", ["c", "d"], ["y"])
            graph.input("x", [2, 3])
            graph.output("y")
        }
        folder.addFile("model.onnx", file.bytes)
        let check = try GraphCheck(at: folder.path(of: "model.onnx"), operators: OperatorTable.names)
        #expect(check.findings.map(\.node) == ["the Softmax", "the If", "the Wonder"])
        #expect(check.findings[0].why == "its attribute axis is 9, and there are 2 dimensions")
        #expect(check.findings[1].remedy.contains("bind all open dimensions"))
        #expect(check.findings[2].remedy.contains("com.example"))
    }

    @Test("finds nothing where all is well")
    func nothing() throws {
        #expect(GraphCheck(try smallClassifier(), operators: OperatorTable.names).findings.isEmpty)
    }
}
