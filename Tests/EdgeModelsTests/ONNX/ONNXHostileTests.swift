import EdgeModels
import EdgePlatform
import EdgeTestSupport
import Testing

@Suite("Broken and hostile ONNX files")
struct ONNXHostileTests {
    private func error(_ bytes: [UInt8]) -> ONNXError? {
        do throws(ONNXError) {
            _ = try ONNXReader.graph(of: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func error(_ graph: (inout ONNXFile) -> Void) -> ONNXError? { error(ONNXFile(graph: graph).bytes) }

    @Test("cut off anywhere end in an error with a place and a remedy, never in a crash")
    func truncated() throws {
        let whole = try ONNXWriter.bytes(of: try smallClassifier())
        for count in 0..<whole.count {
            guard let error = error(Array(whole[..<count])) else { continue }
            #expect(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
        }
    }

    @Test("say where a length leads past the end")
    func lengthPastTheEnd() {
        #expect(error([0x3A, 0x7F, 0x00]) == .damaged(offset: 2, .pastTheEnd))
        #expect(error([0x3A] + Array(repeating: 0xFF, count: 11)) == .damaged(offset: 11, .badNumber))
        #expect(error([0x3B]) == .damaged(offset: 0, .badField))
        #expect(error([]) == .noGraph)
    }

    @Test("name the version that is too new")
    func tooNew() {
        let file = ONNXFile(version: 99) { _ in }
        #expect(error(file.bytes) == .tooNew(domain: "", version: 99, known: ONNXReader.newestOperatorSet))
    }

    @Test("name the node of a cycle")
    func cycle() {
        let found = error { graph in
            graph.node("Relu", ["b"], ["a"])
            graph.node("Relu", ["a"], ["b"])
            graph.output("b")
        }
        #expect(found == .cycle(node: "the Relu"))
    }

    @Test("are put in order where their nodes are not")
    func unordered() throws {
        let file = ONNXFile { graph in
            graph.node("Tanh", ["a"], ["y"])
            graph.node("Relu", ["x"], ["a"])
            graph.input("x", [2])
            graph.output("y")
        }
        let graph = try ONNXReader.graph(of: file.bytes)
        #expect(graph.nodes.map(\.operation) == ["Relu", "Tanh"])
        #expect(graph[graph.outputs[0]].fixedShape == [2])
    }

    @Test("name the value that nobody makes, and the one that two make")
    func names() {
        let missing = error { graph in
            graph.node("Relu", ["nowhere"], ["y"])
            graph.output("y")
        }
        #expect(missing == .missingValue("nowhere", node: "the Relu"))
        let twice = error { graph in
            graph.node("Relu", ["x"], ["y"])
            graph.node("Tanh", ["x"], ["y"])
            graph.input("x", [1])
        }
        #expect(twice == .duplicateName("y", of: "values"))
        let tensors = error { graph in
            graph.tensor("w", [1], [1])
            graph.tensor("w", [1], [1])
        }
        #expect(tensors == .duplicateName("w", of: "initializers"))
    }

    @Test("with billions of elements, or a shape that is none, take no memory")
    func shapes() {
        #expect(
            error { $0.tensor("w", [1 << 20, 1 << 20], []) }
                == .badTensor(name: "w", .tooMuchData(limitBytes: ONNXReader.Limits().tensorBytes)))
        #expect(
            error { $0.tensor("w", [1 << 40, 1 << 40], []) } == .badTensor(name: "w", .badShape([1 << 40, 1 << 40])))
        #expect(error { $0.tensor("w", [-1], []) } == .badTensor(name: "w", .badShape([-1])))
        #expect(error { $0.tensor("w", [4], [1]) } == .badTensor(name: "w", .wrongCount(found: 1, wanted: 4)))
        let ranks = Array(repeating: 1, count: 1000)
        #expect(error { $0.tensor("w", ranks, [1]) } == .badTensor(name: "w", .badShape(ranks)))
        let large = error { graph in
            graph.node("Expand", ["x", "shape"], ["y"])
            graph.input("x", [1])
            graph.tensor("shape", [3], integers: [1 << 20, 1 << 20, 1 << 20])
            graph.output("y")
        }
        #expect(
            large
                == .graph(
                    .badNode(
                        name: "the Expand", operation: "Expand", .tooManyElements(limit: Graph.elementsAtMost))))
    }

    @Test("with a node of wrong type, count or attribute name it")
    func nodes() {
        func fault(_ build: (inout ONNXFile) -> Void) -> NodeFault? {
            let found = error { graph in
                build(&graph)
                graph.input("x", [1, 3, 8, 8])
                graph.input("i", [1, 3, 8, 8], type: 7)
            }
            guard case .graph(.badNode(_, _, let fault))? = found else { return nil }
            return fault
        }
        #expect(
            fault { $0.node("Sigmoid", ["i"], ["y"]) }
                == .inputType("X", found: .s64, wanted: [.bf16, .f16, .f32, .f64]))
        #expect(fault { $0.node("Add", ["x", "i"], ["y"]) } == .mixedTypes("B", found: .s64, wanted: .f32))
        #expect(fault { $0.node("Add", ["x"], ["y"]) } == .inputCount(found: 1, least: 2, most: 2))
        #expect(fault { $0.node("Relu", ["x"], ["y"], [("slope", .integer(1))]) } == .unknownAttribute("slope"))
        #expect(
            fault { $0.node("Softmax", ["x"], ["y"], [("axis", .float(1))]) }
                == .attributeKind("axis", wanted: "integer"))
        #expect(
            fault { $0.node("Softmax", ["x"], ["y"], [("axis", .integer(4))]) }
                == .attributeValue("axis", why: "is 4, and there are 4 dimensions"))
        #expect(
            fault { $0.node("MaxPool", ["x"], ["y"], [("kernel_shape", .integers([9, 1 << 40]))]) }
                == .attributeValue("kernel_shape", why: "holds \(1 << 40)"))
    }

    @Test("with data outside their folder, or in themselves, are refused")
    func externalPaths() {
        for path in ["../secret", "/etc/passwd", "a/../../secret", "", "a//b", "model.onnx", "./model.onnx"] {
            let folder = TemporaryFolder()
            folder.addFile("model.onnx", ONNXFile { $0.tensor("w", [1], external: ["location": path]) }.bytes)
            #expect(throws: ONNXError.badTensor(name: "w", .forbiddenPath(path))) {
                try ONNXReader.graph(at: folder.path(of: "model.onnx"))
            }
        }
    }

    @Test("with links that lead out find nothing there")
    func externalLinks() {
        let folder = TemporaryFolder()
        folder.addLink("data", to: "/etc/passwd")
        folder.addFile("model.onnx", ONNXFile { $0.tensor("w", [1], external: ["location": "data"]) }.bytes)
        #expect(throws: ONNXError.file(.missing(path: "data"))) {
            try ONNXReader.graph(at: folder.path(of: "model.onnx"))
        }
    }

    @Test("with a range that the data file does not have name it; a good one is read")
    func externalRanges() throws {
        let folder = TemporaryFolder()
        folder.addFile("data", [9, 9, 0, 0, 0x80, 0x3F])
        func graph(_ offset: String) throws -> Graph {
            let file = ONNXFile { graph in
                graph.tensor("w", [1], external: ["location": "data", "offset": offset, "length": "4"])
                graph.node("Relu", ["w"], ["y"])
                graph.output("y")
            }
            folder.addFile("model.onnx", file.bytes)
            return try ONNXReader.graph(at: folder.path(of: "model.onnx"))
        }
        let read = try graph("2")
        #expect(read.nodes[0].input(0).flatMap { read[$0].constant?.floats } == [1])
        #expect(throws: ONNXError.badTensor(name: "w", .badRange(offset: 3, bytes: 4, fileBytes: 6))) {
            try graph("3")
        }
        #expect(throws: ONNXError.badTensor(name: "w", .badField("offset"))) { try graph("-1") }
    }
}
