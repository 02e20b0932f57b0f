import EdgeKernels
import EdgeModels

extension Lowering {
    mutating func lowerConvolution(_ node: Node) throws(NativeError) {
        guard let weightsID = node.input(1), let weightShape = constantShape(weightsID), weightShape.count >= 3 else {
            throw unsupported(node, "its weights are not constant")
        }
        let given = try reals(node.input(0), of: node)
        guard let geometry = ConvolutionGeometry(node, source: given.shape, kernel: Array(weightShape[2...])) else {
            throw unsupported(node, "its sizes do not fit together, or have more than two dimensions")
        }
        guard let weights = constantFloats(weightsID), let bias = bias(node.input(2), count: weightShape[0]) else {
            throw unsupported(node, "its weights and bias are not constant floats")
        }
        let groups = node.integer("group", else: 1)
        let isDepthwise = groups > 1 && groups == geometry.channels && weightShape[0] == groups
        guard weightShape[1] * groups == geometry.channels, groups == 1 || isDepthwise && geometry.isSquare else {
            throw unsupported(node, "its groups are not computed")
        }
        if groups == 1, try lowerNarrowConvolution(node, geometry, weights, shape: weightShape, bias: bias) { return }
        let shape = geometry.outputShape(channels: weightShape[0], like: given.shape)
        let tail = tail(after: try result(of: node), shape: shape, takesResidual: groups == 1 ? [.f32] : [])
        let source = laid(
            groups > 1 ? try reals(node.input(0), of: node, for: tail.result) : try floats(node.input(0), of: node),
            .channelsLast)
        let output = store(
            tail.result, shape: shape, layout: .channelsLast, form: groups > 1 ? source.form : .f32)
        let inputs = [source] + (tail.residual.map { [$0] } ?? [])
        do throws(KernelError) {
            if groups > 1 {
                let packed = try PackedWeights(
                    depthwise: weights.span, bias: bias.span, channels: groups, size: geometry.kernel.height)
                append(
                    node,
                    DepthwiseConvolution(
                        window: geometry.window, weights: packed, bounds: tail.bounds, swishes: tail.swishes,
                        element: source.form.float),
                    inputs, output)
            } else {
                let packed = try PackedWeights(
                    channelsLast(weights, shape: weightShape).span, bias: bias.span, columns: weightShape[0],
                    depth: weightShape[1...].reduce(1, *), order: .columnsThenDepth)
                append(
                    node,
                    Convolution(
                        geometry: geometry, weights: packed, bounds: tail.bounds, swishes: tail.swishes,
                        addsResidual: tail.residual != nil),
                    inputs, output)
            }
        } catch {
            throw .kernel(error, layer: node.name)
        }
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
    }

    func constantShape(_ id: ValueID) -> [Int]? {
        switch source(of: id) {
        case .constant(let tensor)?: tensor.shape
        case .quantizedConstant(let constant)?: constant.codes.shape
        default: nil
        }
    }

    /// Zeros where there is none; nil where it is not constant or not of this count.
    func bias(_ id: ValueID?, count: Int) -> [Float]? {
        guard let id else { return Array(repeating: 0, count: count) }
        return constantFloats(id).flatMap { $0.count == count ? $0 : nil }
    }

    /// Weights of outputs, channels and places in the order of outputs, places, channels.
    ///
    /// - Parameter padded: as many channels as there shall be, the last of them zeros; nil for no more than there are.
    func channelsLast<Element: ExpressibleByIntegerLiteral>(
        _ weights: [Element], shape: [Int], channels padded: Int? = nil
    ) -> [Element] {
        let channels = shape[1]
        let zeros = (padded ?? channels) - channels
        let places = shape[2...].reduce(1, *)
        guard places > 1 && channels > 1 || zeros > 0 else { return weights }
        var moved: [Element] = []
        moved.reserveCapacity(shape[0] * places * (channels + zeros))
        for output in 0..<shape[0] {
            let first = output * channels * places
            for place in 0..<places {
                for channel in 0..<channels { moved.append(weights[first + channel * places + place]) }
                for _ in 0..<zeros { moved.append(0) }
            }
        }
        return moved
    }
}
