import EdgeModels
import Testing

@Suite("ONNX files of older versions")
struct ONNXUpgradeTests {
    /// One node of an older form, what it makes of an input, and the operators that stand for it now.
    struct Form: Sendable, CustomTestStringConvertible {
        let version: Int
        let operation: String
        var attributes: [(String, ONNXFile.Word)] = []
        var shape = [1, 4, 6, 6]
        var others: [(String, [Int], [Float])] = []
        let becomes: [OperatorName]
        let result: [Int]

        var testDescription: String { "\(operation) of version \(version)" }
    }

    static let forms: [Form] = [
        Form(
            version: 11, operation: "Squeeze", attributes: [("axes", .integers([0]))], becomes: ["Squeeze"],
            result: [4, 6, 6]),
        Form(
            version: 11, operation: "Unsqueeze", attributes: [("axes", .integers([0]))], becomes: ["Unsqueeze"],
            result: [1, 1, 4, 6, 6]),
        Form(
            version: 13, operation: "ReduceMean",
            attributes: [("axes", .integers([2, 3])), ("keepdims", .integer(0))],
            becomes: ["ReduceMean"], result: [1, 4]),
        Form(version: 6, operation: "Clip", attributes: [("max", .float(6))], becomes: ["Clip"], result: [1, 4, 6, 6]),
        Form(
            version: 10, operation: "Pad", attributes: [("pads", .integers([0, 0, 1, 1, 0, 0, 2, 2]))],
            becomes: ["Pad"], result: [1, 4, 9, 9]),
        Form(
            version: 9, operation: "Slice", attributes: [("starts", .integers([1])), ("ends", .integers([9]))],
            shape: [4, 6], becomes: ["Slice"], result: [3, 6]),
        Form(
            version: 7, operation: "Upsample", attributes: [("scales", .floats([1, 1, 2, 2]))], becomes: ["Resize"],
            result: [1, 4, 12, 12]),
        Form(
            version: 10, operation: "Resize", others: [("scales", [4], [1, 1, 0.5, 0.5])], becomes: ["Resize"],
            result: [1, 4, 3, 3]),
        Form(
            version: 10, operation: "Dropout", attributes: [("ratio", .float(0.5))], becomes: ["Identity"],
            result: [1, 4, 6, 6]),
        Form(version: 11, operation: "Softmax", shape: [2, 9], becomes: ["Softmax"], result: [2, 9]),
        Form(
            version: 11, operation: "Softmax", becomes: ["Flatten", "Softmax", "Reshape"], result: [1, 4, 6, 6]),
        Form(
            version: 6, operation: "Add", attributes: [("broadcast", .integer(1)), ("axis", .integer(1))],
            others: [("bias", [4], [1, 2, 3, 4])], becomes: ["Unsqueeze", "Add"], result: [1, 4, 6, 6]),
        Form(
            version: 18, operation: "GroupNormalization", attributes: [("num_groups", .integer(2))],
            others: [("scale", [2], [1, 2]), ("bias", [2], [1, 2])],
            becomes: ["Unsqueeze", "Expand", "Reshape", "Unsqueeze", "Expand", "Reshape", "GroupNormalization"],
            result: [1, 4, 6, 6]),
        Form(version: 28, operation: "Relu", becomes: ["Relu"], result: [1, 4, 6, 6]),
    ]

    @Test("mean the same in the newest form", arguments: forms)
    func upgrades(_ form: Form) throws {
        let file = ONNXFile(version: form.version) { graph in
            graph.node(form.operation, ["x"] + form.others.map(\.0), ["y"], form.attributes)
            graph.input("x", form.shape)
            graph.output("y")
            for (name, shape, numbers) in form.others { graph.tensor(name, shape, numbers) }
        }
        let graph = try ONNXReader.graph(of: file.bytes)
        #expect(graph.nodes.map(\.operation) == form.becomes)
        #expect(graph[graph.outputs[0]].fixedShape == form.result)
        // What is written is of the newest version in all.
        let again = try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph))
        #expect(again.nodes.map(\.operation) == form.becomes)
    }

    @Test("keep the numbers that attributes held as inputs")
    func attributesBecomeInputs() throws {
        let file = ONNXFile(version: 6) { graph in
            graph.node("Clip", ["x"], ["y"], [("max", .float(6)), ("min", .float(-1))])
            graph.input("x", [2])
            graph.output("y")
        }
        let graph = try ONNXReader.graph(of: file.bytes)
        let bounds = try graph.nodes[0].inputs.dropFirst().map { try #require($0) }
        #expect(bounds.map { graph[$0].constant?.floats } == [[-1], [6]])
    }

    @Test("are refused where they ask for training")
    func training() {
        let file = ONNXFile(version: 14) { graph in
            graph.node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"], [("training_mode", .integer(1))])
            graph.input("x", [1, 1])
            for name in ["s", "b", "m", "v"] { graph.tensor(name, [1], [1]) }
            graph.output("y")
        }
        #expect(
            throws: ONNXError.graph(
                .badNode(
                    name: "the BatchNormalization", operation: "BatchNormalization",
                    .attributeValue("training_mode", why: "is 1")))
        ) { try ONNXReader.graph(of: file.bytes) }
    }
}
