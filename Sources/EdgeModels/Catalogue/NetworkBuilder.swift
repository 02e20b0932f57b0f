/// Builds a network layer by layer, with weights that its name decides.
///
/// Batch norms are folded into the weights before them, as every deployed file has it: a convolution with a bias.
struct NetworkBuilder {
    /// What the graph is to hold.
    enum Content {
        /// Everything: it can run.
        case weights
        /// Shapes alone: it can be counted at once.
        case outline
        /// Weights that somebody trained, in the order in which layers ask for them.
        case given([Tensor])
    }

    var graph: Graph
    let content: Content
    /// Where the numbers of each value lie.
    var ranges: [ValueID: ClosedRange<Float>] = [:]
    /// Channels behind a batch norm that was folded.
    var normalizedChannels = 0
    /// Borders as wide before as after, as PyTorch has them, and not TensorFlow's `SAME`.
    var isPaddedEvenly = false
    /// How many given weights were asked for, and the first that did not fit its layer.
    private(set) var givenCount = 0
    private(set) var misfit: (layer: String, expected: [Int], given: [Int])?
    private var scalars: [Float: ValueID] = [:]
    private var vectors: [[Int]: ValueID] = [:]

    init(name: String, content: Content) {
        graph = Graph(name: name)
        self.content = content
    }

    /// - Parameter range: where the numbers of a prepared input lie, evenly.
    mutating func input(_ name: String, _ shape: [Int], range: ClosedRange<Float>) -> Signal {
        let value = graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
        graph.inputs.append(value)
        ranges[value] = range
        let mean = (range.lowerBound + range.upperBound) / 2
        let width = range.upperBound - range.lowerBound
        let meanSquare = mean * mean + width * width / 12
        return Signal(value: value, shape: shape, mean: mean, meanSquare: meanSquare, range: range)
    }

    /// Makes a value an output of the network, under a name of its own.
    mutating func output(_ signal: Signal, _ name: String) {
        graph[signal.value].name = name
        graph.outputs.append(signal.value)
    }

    /// Adds a node with one output, which takes its name.
    mutating func add(
        _ operation: OperatorName, _ name: String, _ inputs: [ValueID], shape: [Int], like expected: Signal,
        _ attributes: [String: Attribute] = [:]
    ) -> Signal {
        let value = graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
        graph.nodes.append(
            Node(name: name, operation: operation, inputs: inputs, outputs: [value], attributes: attributes))
        ranges[value] = expected.range
        return Signal(
            value: value, shape: shape, mean: expected.mean, meanSquare: expected.meanSquare, range: expected.range)
    }
}

// Constants.
extension NetworkBuilder {
    /// A number that nodes share.
    mutating func scalar(_ number: Float) -> ValueID {
        if let known = scalars[number] { return known }
        let value = graph.addConstant("scalar \(number)", Tensor(scalar: number))
        scalars[number] = value
        return value
    }

    /// Sizes or axes that nodes share.
    mutating func vector(_ numbers: [Int]) -> ValueID {
        if let known = vectors[numbers] { return known }
        let value = graph.addConstant("sizes \(numbers.map(String.init).joined(separator: ","))", Tensor(numbers))
        vectors[numbers] = value
        return value
    }

    /// A tensor that is no weight: it is there in an outline too.
    mutating func table(_ name: String, _ shape: [Int], _ numbers: [Float]) -> ValueID {
        graph.addConstant(name, Tensor(shape: shape, filledWith: .f32(numbers)))
    }

    /// Numbers around 0, evenly spread to a bound.
    ///
    /// - Parameter balanced: how many in a row sum to 0, so that a steady input cannot drown what varies; nil for no
    ///   such care.
    mutating func seeded(_ name: String, _ shape: [Int], bound: Float, balanced: Int? = nil) -> ValueID {
        switch content {
        case .weights: break
        case .outline: return graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
        case .given(let tensors): return given(name, shape, of: tensors)
        }
        var source = SeededNumbers(name: graph.name + "/" + name)
        var numbers = source.uniform(count: shape.reduce(1, *), bound: bound)
        if let balanced { numbers.balance(inRowsOf: balanced) }
        return graph.addConstant(name, Tensor(shape: shape, filledWith: .f32(numbers)))
    }

    private mutating func given(_ name: String, _ shape: [Int], of tensors: [Tensor]) -> ValueID {
        defer { givenCount += 1 }
        let given = tensors.indices.contains(givenCount) ? tensors[givenCount] : nil
        if let given, given.shape == shape { return graph.addConstant(name, given) }
        misfit = misfit ?? (name, shape, given?.shape ?? [])
        return graph.add(Value(name: name, type: .f32, shape: shape.map { .fixed($0) }))
    }
}

extension [Float] {
    /// Subtracts from each row its mean.
    fileprivate mutating func balance(inRowsOf length: Int) {
        for start in stride(from: 0, to: count, by: length) {
            var sum: Float = 0
            for place in start..<start + length { sum += self[place] }
            let mean = sum / Float(length)
            for place in start..<start + length { self[place] -= mean }
        }
    }
}

extension Tensor {
    /// Numbers that were made for this shape; another count is a programmer's mistake.
    init(shape: [Int], filledWith elements: Elements) {
        guard let tensor = try? Tensor(shape: shape, elements: elements) else {
            preconditionFailure("\(elements.stored) numbers do not fill \(shape)")
        }
        self = tensor
    }
}
