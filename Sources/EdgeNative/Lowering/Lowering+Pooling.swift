import EdgeKernels
import EdgeModels

extension Lowering {
    mutating func lowerPooling(_ node: Node) throws(NativeError) {
        let value = try result(of: node)
        if let (source, scaling) = codes(node.input(0)), let tail = integerTail(after: value) {
            let codes = laid(source, .channelsLast)
            let windows = try windows(node, of: codes.shape)
            // A maximum keeps its codes; where they change their meaning it is one of floats.
            if windows.pooling != .maximum || scaling == tail.quantization {
                let output = store(
                    tail.result, shape: windows.shape, layout: .channelsLast, form: .codes(tail.quantization))
                append(
                    node,
                    IntegerPooling(
                        pooling: windows.pooling, window: windows.geometry.window, source: scaling,
                        result: tail.quantization, bounds: tail.bounds),
                    [codes], output)
                finish(tail, output)
                return
            }
        }
        let source = laid(try reals(node.input(0), of: node, for: value), .channelsLast)
        let windows = try windows(node, of: source.shape)
        let output = store(value, shape: windows.shape, layout: .channelsLast, form: source.form)
        append(
            node,
            PoolingOperation(
                pooling: windows.pooling, window: windows.geometry.window, element: source.form.float),
            [source], output)
        sources[value] = .stored(output)
    }

    private struct Windows {
        let pooling: Pooling
        let geometry: ConvolutionGeometry
        /// Of the result.
        let shape: [Int]
    }

    private func windows(_ node: Node, of source: [Int]) throws(NativeError) -> Windows {
        if node.operation == "GlobalAveragePool" || node.operation == "ReduceMean" {
            let plain = Node(name: "", operation: node.operation, inputs: [], outputs: [])
            guard let shape = keptShape(node, of: source),
                let whole = ConvolutionGeometry(plain, source: source, kernel: Array(source.dropFirst(2)))
            else { throw unsupported(node, "it draws together other dimensions than a picture's") }
            return Windows(pooling: .average, geometry: whole, shape: shape)
        }
        guard let kernel = node.integers("kernel_shape"), node.integer("ceil_mode", else: 0) == 0,
            node.outputs.count == 1, let geometry = ConvolutionGeometry(node, source: source, kernel: kernel),
            geometry.dilation == Extent(height: 1, width: 1)
        else { throw unsupported(node, "its windows are not computed") }
        let countsBorder = node.integer("count_include_pad", else: 0) != 0
        return Windows(
            pooling: node.operation == "MaxPool" ? .maximum : countsBorder ? .averageWithBorder : .average,
            geometry: geometry, shape: geometry.outputShape(channels: source[1], like: source))
    }

    /// The shape after all of a picture's pixels became one.
    private func keptShape(_ node: Node, of shape: [Int]) -> [Int]? {
        guard 3...4 ~= shape.count else { return nil }
        let ones = Array(repeating: 1, count: shape.count - 2)
        guard node.operation == "ReduceMean" else { return Array(shape[..<2]) + ones }
        let axes = constant(node.input(1))?.integers ?? node.integers("axes")
        guard let axes, Set(axes.map { $0 < 0 ? $0 + shape.count : $0 }) == Set(2..<shape.count) else { return nil }
        return Array(shape[..<2]) + (node.integer("keepdims", else: 1) != 0 ? ones : [])
    }
}
