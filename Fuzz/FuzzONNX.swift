import EdgeModels
import EdgePlatform
import EdgeRecords

/// Models of any of three formats.
///
/// The first byte chooses: the rest as it is, or as changes to a file of ours, without which
/// hardly any input would get as far as a node.
func fuzzONNX(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var bytes = bytes
    let choice = bytes.removeFirst()
    if choice & 4 != 0 { return fuzzIR(bytes, asChanges: choice & 1 == 0) }
    if choice & 2 != 0 { return fuzzTFLite(bytes, asChanges: choice & 1 == 0) }
    if choice & 1 == 0 { bytes = changed(seed, by: bytes) }
    var limits = ONNXReader.Limits()
    limits.tensorBytes = 1 << 20
    limits.nodes = 200
    limits.values = 1000
    do throws(ONNXError) {
        try writeAndRead(try ONNXReader.graph(of: bytes, limits: limits))
    } catch {
        precondition(!error.what.isEmpty && !error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

/// What was read can be written, and what was written is read as the same.
private func writeAndRead(_ graph: Graph) throws(ONNXError) {
    _ = GraphCheck(graph, operators: ["Conv", "Relu"])
    if let stated = graph.statement {
        var model = Model(name: "file", task: .unknown, labels: nil, weights: .user)
        model.take(graph)
        model.inherit(stated)
    }
    for value in graph.allValues {
        precondition(graph[value].shape?.count ?? 0 <= Graph.rankAtMost, "no value has absurdly many dimensions")
    }
    guard let bytes = try? ONNXWriter.bytes(of: graph) else { return }
    let again = try ONNXReader.graph(of: bytes)
    precondition(again.inputs.count == graph.inputs.count && again.outputs.count == graph.outputs.count)
    precondition((try? ONNXWriter.bytes(of: again))?.isEmpty == false)
}

/// A byte of the seed replaced by each three of the input: a place of two bytes, and what stands there then.
private func changed(_ seed: [UInt8], by changes: [UInt8]) -> [UInt8] {
    var bytes = seed
    for change in stride(from: 0, to: changes.count - 2, by: 3) {
        bytes[(Int(changes[change]) << 8 | Int(changes[change + 1])) % bytes.count] = changes[change + 2]
    }
    return bytes
}

/// Nodes of many kinds, so that a change of a name or a number meets most rules.
private let seed: [UInt8] = {
    var graph = Graph(name: "seed")
    let image = graph.add(
        Value(name: "x", type: .f32, shape: [.named("n"), .fixed(4), .fixed(8), .fixed(8)]))
    graph.inputs = [image]
    var last = image
    func add(_ operation: OperatorName, _ others: [Tensor] = [], _ attributes: [String: Attribute] = [:]) {
        let constants = others.enumerated().map { graph.addConstant("c\(graph.nodes.count).\($0)", $1) }
        let output = graph.add(Value(name: "v\(graph.nodes.count)"))
        graph.nodes.append(
            Node(name: "", operation: operation, inputs: [last] + constants, outputs: [output], attributes: attributes))
        last = output
    }
    let filter = try? Tensor(shape: [4, 1, 3, 3], elements: .f32(Array(repeating: 1, count: 36)))
    add(
        "Conv", filter.map { [$0, Tensor([1, 2, 3, 4] as [Float])] } ?? [],
        ["group": .integer(4), "pads": .integers([1, 1, 1, 1]), "strides": .integers([2, 2])])
    add("Clip", [Tensor(scalar: 0 as Float), Tensor(scalar: 6 as Float)])
    add("MaxPool", [], ["kernel_shape": .integers([2, 2]), "auto_pad": .text("SAME_UPPER"), "ceil_mode": .integer(1)])
    add("Resize", [Tensor([] as [Float]), Tensor([1, 1, 2, 2] as [Float])], ["mode": .text("linear")])
    add("Pad", [Tensor([0, 0, 1, 1, 0, 0, 1, 1])])
    add("Slice", [Tensor([1]), Tensor([-1]), Tensor([2]), Tensor([2])])
    add("ReduceMean", [Tensor([2, 3])], ["keepdims": .integer(0)])
    add("Unsqueeze", [Tensor([1])])
    add("Transpose", [], ["perm": .integers([0, 2, 1])])
    add("Reshape", [Tensor([0, -1])])
    add("Shape")
    add("Gather", [Tensor(scalar: 1)])
    graph.outputs = [last]
    // What a variant's file says of itself.
    var model = Model(name: "seed", task: .imageClassification, labels: "imagenet-1k", weights: .installed)
    model.licence = "Apache-2.0"
    model.preprocessing = ["width": .integer(8), "height": .integer(8)]
    var variant = Variant(name: "seed/int8", precision: .int8)
    variant.keptLayers = ["stem"]
    model.variants = [variant]
    try? graph.state(model)
    return (try? ONNXWriter.bytes(of: graph)) ?? [0]
}()
