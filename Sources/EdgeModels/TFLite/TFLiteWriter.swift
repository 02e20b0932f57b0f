/// Writes small networks of floats as TensorFlow Lite files, so that engines which read nothing else can be held against
/// our own.
///
/// The layout inside is theirs, channels last.
public enum TFLiteWriter {
    /// - Parameter channelsLast: whether inputs and outputs are so too, as files of this kind are; otherwise they stay as
    ///   the graph has them, so that both can be given the same bytes.
    /// - Throws: `badNode` for what is beyond plain image classifiers.
    public static func bytes(of graph: Graph, channelsLast: Bool = false) throws(GraphError) -> [UInt8] {
        var network = TFLiteDraft(graph, channelsLast: channelsLast)
        for node in graph.nodes { try network.add(node) }
        return network.bytes
    }
}

/// A file while its operators come in.
private struct TFLiteDraft {
    private let graph: Graph
    private let channelsLast: Bool
    private var tensors: [[FlatWriter.Field?]] = []
    private var buffers: [[FlatWriter.Field?]] = [[]]
    private var codes: [String] = []
    private var operators: [[FlatWriter.Field?]] = []
    private var places: [ValueID: Int] = [:]
    private var inputs: [Int] = []

    init(_ graph: Graph, channelsLast: Bool) {
        (self.graph, self.channelsLast) = (graph, channelsLast)
        for value in graph.inputs {
            let shape = graph[value].fixedShape ?? []
            let isTurned = shape.count == 4 && !channelsLast
            let given = tensor(graph[value].name, shape.count == 4 && channelsLast ? shape.lastChannels : shape)
            inputs.append(given)
            places[value] = isTurned ? transposed(given, shape.lastChannels, [0, 2, 3, 1]) : given
        }
    }

    var bytes: [UInt8] {
        var finished = self
        let outputs = graph.outputs.map { value -> Int in
            let place = finished.places[value] ?? 0
            guard !channelsLast, let shape = graph[value].fixedShape, shape.count == 4 else { return place }
            return finished.transposed(place, shape, [0, 3, 1, 2])
        }
        return finished.file(outputs)
    }

    private func file(_ outputs: [Int]) -> [UInt8] {
        let kinds = codes.map { code -> [FlatWriter.Field?] in
            let number = TFLiteOperator.number(of: code) ?? 0
            return [.byte(min(number, 127)), nil, .integer(1), .integer(number)]
        }
        let network: [FlatWriter.Field?] = [
            .tables(tensors), .integers(inputs), .integers(outputs), .tables(operators), .text(graph.name),
        ]
        return FlatWriter(
            [.integer(3), .tables(kinds), .tables([network]), .text(graph.name), .tables(buffers)], mark: "TFL3"
        ).bytes
    }

    /// A tensor that is computed, or stored if there is content.
    private mutating func tensor(_ name: String, _ shape: [Int], type: Int = 0, _ content: [UInt8]? = nil) -> Int {
        if let content { buffers.append([.content(content)]) }
        let buffer = content == nil ? 0 : buffers.count - 1
        tensors.append([.integers(shape), .byte(type), .integer(buffer), .text(name)])
        return tensors.count - 1
    }

    private mutating func constant(_ name: String, _ shape: [Int], _ numbers: [Float]) -> Int {
        tensor(name, shape, Elements.f32(numbers).storedBytes)
    }

    private mutating func constant(_ name: String, _ numbers: [Int]) -> Int {
        tensor(name, [numbers.count], type: 2, Elements.s32(numbers.map { Int32(clamping: $0) }).storedBytes)
    }

    /// - Parameter options: the number of their kind, and their table.
    private mutating func append(
        _ code: String, _ inputs: [Int], to output: Int, _ options: (kind: Int, fields: [FlatWriter.Field?])? = nil
    ) {
        let place = codes.firstIndex(of: code) ?? codes.count
        if place == codes.count { codes.append(code) }
        operators.append([
            .integer(place), .integers(inputs), .integers([output]), options.map { .byte($0.kind) },
            options.map { .table($0.fields) },
        ])
    }

    private mutating func transposed(_ place: Int, _ shape: [Int], _ order: [Int]) -> Int {
        let output = tensor("transposed \(operators.count)", shape)
        append("TRANSPOSE", [place, constant("order \(operators.count)", order)], to: output)
        return output
    }
}

extension TFLiteDraft {
    mutating func add(_ node: Node) throws(GraphError) {
        guard let output = node.outputs.first ?? nil, let shape = graph[output].fixedShape,
            let input = node.input(0).flatMap({ places[$0] }),
            let given = node.input(0).flatMap({ graph[$0].fixedShape })
        else { throw Self.unknown(node) }
        let place = tensor(graph[output].name, shape.count == 4 ? shape.lastChannels : shape)
        places[output] = place
        switch node.operation {
        case "Conv": try convolve(node, input, given, to: place, shape)
        case "Relu": append("RELU", [input], to: place)
        case "Clip" where numbers(node, 1) == [0] && numbers(node, 2) == [6]: append("RELU6", [input], to: place)
        case "Add":
            guard let other = node.input(1), let right = places[other], graph[other].fixedShape == given else {
                throw Self.unknown(node)
            }
            append("ADD", [input, right], to: place, (11, [nil]))
        case "GlobalAveragePool" where given.count == 4:
            append("MEAN", [input, constant("\(node.name) axes", [1, 2])], to: place, (27, [.byte(1)]))
        case "Flatten", "Reshape":
            guard given.count != 4 || given[2] * given[3] == 1 else { throw Self.unknown(node) }
            append("RESHAPE", [input, constant("\(node.name) shape", shape)], to: place, (17, [.integers(shape)]))
        case "Gemm": try multiply(node, input, to: place, shape)
        case "Softmax" where given.count == 2:
            append("SOFTMAX", [input], to: place, (9, [.integer(Int(Float(1).bitPattern))]))
        default: throw Self.unknown(node)
        }
    }

    private mutating func convolve(
        _ node: Node, _ input: Int, _ given: [Int], to output: Int, _ shape: [Int]
    ) throws(GraphError) {
        guard let filter = node.input(1).flatMap({ graph[$0].constant }), let weights = filter.floats,
            filter.shape.count == 4, given.count == 4, node.integers("dilations") ?? [1, 1] == [1, 1]
        else { throw Self.unknown(node) }
        let group = node.integer("group", else: 1)
        let isDepthwise = group == given[1] && filter.shape[0] == group && filter.shape[1] == 1
        guard group == 1 || isDepthwise else { throw Self.unknown(node) }
        let strides = node.integers("strides") ?? [1, 1]
        let pads = node.integers("pads") ?? [0, 0, 0, 0]
        let sides = (0..<2).map {
            NetworkBuilder.same(given[2 + $0], window: filter.shape[2 + $0], stride: strides[$0])
        }
        let isSame = pads == [sides[0].before, sides[1].before, sides[0].after, sides[1].after]
        guard isSame || pads == [0, 0, 0, 0] else { throw Self.unknown(node) }
        // A depthwise filter's one input channel and its many output channels change places.
        let order = isDepthwise ? [1, 2, 3, 0] : [0, 2, 3, 1]
        let turned = Self.permuted(weights, filter.shape, order)
        let bias = numbers(node, 2) ?? Array(repeating: 0, count: shape[1])
        let places = [
            input, constant("\(node.name) weights", order.map { filter.shape[$0] }, turned),
            constant("\(node.name) bias", [shape[1]], bias),
        ]
        let common: [FlatWriter.Field?] = [.byte(isSame ? 0 : 1), .integer(strides[1]), .integer(strides[0])]
        let dilations: [FlatWriter.Field?] = [.integer(1), .integer(1)]
        if isDepthwise {
            append("DEPTHWISE_CONV_2D", places, to: output, (2, common + [.integer(1), nil] + dilations))
        } else {
            append("CONV_2D", places, to: output, (1, common + [nil] + dilations))
        }
    }

    private mutating func multiply(_ node: Node, _ input: Int, to output: Int, _ shape: [Int]) throws(GraphError) {
        guard let matrix = node.input(1).flatMap({ graph[$0].constant }), let weights = matrix.floats,
            matrix.shape.count == 2, shape.count == 2, node.integer("transA", else: 0) == 0,
            node.float("alpha", else: 1) == 1, node.float("beta", else: 1) == 1
        else { throw Self.unknown(node) }
        let isTurned = node.integer("transB", else: 0) == 1
        let rows = isTurned ? matrix.shape : matrix.shape.reversed()
        let own = isTurned ? weights : Self.permuted(weights, matrix.shape, [1, 0])
        let bias = numbers(node, 2) ?? Array(repeating: 0, count: shape[1])
        append(
            "FULLY_CONNECTED",
            [
                input, constant("\(node.name) weights", rows, own), constant("\(node.name) bias", [shape[1]], bias),
            ], to: output, (8, [nil]))
    }

    private func numbers(_ node: Node, _ place: Int) -> [Float]? {
        node.input(place).flatMap { graph[$0].constant?.floats }
    }

    private static func permuted(_ numbers: [Float], _ shape: [Int], _ order: [Int]) -> [Float] {
        var steps = Array(repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { steps[axis] = steps[axis + 1] * shape[axis + 1] }
        var places = [0]
        for axis in order {
            places = places.flatMap { place in (0..<shape[axis]).map { place + $0 * steps[axis] } }
        }
        return places.map { numbers[$0] }
    }

    private static func unknown(_ node: Node) -> GraphError {
        .badNode(name: node.name, operation: node.operation, .unknownOperator)
    }
}

extension [Int] {
    /// A picture's sizes with the channels last.
    fileprivate var lastChannels: [Int] { [self[0], self[2], self[3], self[1]] }
}
