import EdgeKernels
import EdgeModels

/// Floats between the layers of a network that is computed in bf16: they are stored as bf16 wherever all who read them
/// can do with that.
extension Lowering {
    /// A value's numbers as floats of either type.
    mutating func reals(_ id: ValueID?, of node: Node) throws(NativeError) -> Stored {
        if let id, case .stored(let stored)? = source(of: id), stored.form == .bf16 { return stored }
        return try floats(id, of: node)
    }

    /// How the numbers of a value are to be stored.
    func form(of value: ValueID) -> Stored.Form {
        let isNarrow =
            options.precision == .bf16 && !graph.outputs.contains(value)
            && readingNodes(of: value).allSatisfy { Self.narrowReaders.contains($0.operation.name) }
        return isNarrow ? .bf16 : .f32
    }

    private static let narrowReaders: Set<String> = [
        "Conv", "Add", "Mul", "Relu", "Clip", "HardSwish", "HardSigmoid", "Sigmoid", "GlobalAveragePool", "AveragePool",
        "MaxPool", "Concat", "DepthToSpace", "Resize", "Slice", "SpaceToDepth", "Split", "Transpose",
    ]

    /// For kernels that read and write one type: bf16 only if that is what there is and what is wanted.
    mutating func reals(
        _ id: ValueID?, of node: Node, for value: ValueID
    ) throws(NativeError) -> Stored {
        form(of: value) == .bf16 ? try reals(id, of: node) : try floats(id, of: node)
    }

    /// The input of a convolution that is computed in bf16, channels last; nil where that does not pay.
    ///
    /// Pictures of three channels get a fourth, since products are added two at a time.
    mutating func narrowInput(_ node: Node, _ channels: Int) throws(NativeError) -> (Stored, channels: Int)? {
        guard options.precision == .bf16 else { return nil }
        let source = try reals(node.input(0), of: node)
        if source.form == .bf16 { return channels % 2 == 0 ? (laid(source, .channelsLast), channels) : nil }
        let isPicture = 3...4 ~= channels && source.layout == .rows && source.shape.count >= 3
        guard isPicture || channels % 2 == 0 && source.isLaid(.channelsLast) && channels > 2 else { return nil }
        let wide = isPicture ? 4 : channels
        let name = network[source.storage].name
        let storage = network.add(Storage(name: name, type: .bf16, count: source.count / channels * wide))
        let operation: any Operation =
            isPicture
            ? PixelGathering(images: source.shape[0], channels: channels)
            : ActivationOperation(from: .f32, to: .bf16, count: source.count)
        network.layers.append(
            Layer(name: name, work: .kernels(operation), inputs: [source.storage], outputs: [storage]))
        return (Stored(storage: storage, shape: source.shape, layout: .channelsLast, form: .bf16), wide)
    }

    /// A convolution of all channels with each other whose products are of bf16.
    ///
    /// - Returns: False if this one is not to be.
    mutating func lowerNarrowConvolution(
        _ node: Node, _ geometry: ConvolutionGeometry, _ weights: [Float], shape: [Int], bias: [Float]
    ) throws(NativeError) -> Bool {
        guard options.precision == .bf16 else { return false }
        var geometry = geometry
        let source: Stored
        if geometry.isPointwise {
            source = laid(try reals(node.input(0), of: node), .channelsLast)
        } else {
            guard let (narrow, channels) = try narrowInput(node, geometry.channels) else { return false }
            (source, geometry.channels) = (narrow, channels)
        }
        let whole = geometry.outputShape(channels: shape[0], like: source.shape)
        let tail = tail(after: try result(of: node), shape: whole, takesResidual: [.f32, .bf16])
        let output = store(tail.result, shape: whole, layout: .channelsLast, form: form(of: tail.result))
        do throws(KernelError) {
            let packed = try PackedWeights(
                roundedToBFloat16: channelsLast(weights, shape: shape, channels: geometry.channels).span,
                bias: bias.span, columns: shape[0], depth: shape[2...].reduce(geometry.channels, *),
                order: .columnsThenDepth)
            append(
                node,
                NarrowConvolution(
                    geometry: geometry, weights: packed, products: shape[1...].reduce(1, *), bounds: tail.bounds,
                    swishes: tail.swishes,
                    source: source.form.float, residual: tail.residual?.form.float,
                    destination: output.form.float),
                [source] + (tail.residual.map { [$0] } ?? []), output)
        } catch {
            throw .kernel(error, layer: node.name)
        }
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
        return true
    }
}
