import EdgeKernels
import EdgeModels

extension Lowering {
    /// A convolution between DequantizeLinear and QuantizeLinear, in integers.
    ///
    /// - Returns: False if this one cannot be, or is not quantized.
    mutating func lowerIntegerConvolution(_ node: Node) throws(NativeError) -> Bool {
        guard let (source, scaling) = codes(node.input(0)), let weightsID = node.input(1),
            case .quantizedConstant(let weights)? = self.source(of: weightsID), let codes = weights.symmetric,
            weights.codes.shape.count >= 3
        else { return false }
        guard let tail = integerTail(after: try result(of: node)) else {
            return try lowerWideConvolution(node, source, scaling, weights, codes)
        }
        let shape = weights.codes.shape
        let groups = node.integer("group", else: 1)
        guard var geometry = ConvolutionGeometry(node, source: source.shape, kernel: Array(shape[2...])),
            shape[1] * groups == geometry.channels, let weightScales = weights.scales(shape[0], along: 0)
        else { return false }
        let isDepthwise = groups > 1 && groups == geometry.channels && shape[0] == groups
        guard groups == 1 || isDepthwise && geometry.isSquare else { return false }
        let scales = LayerScales(source: scaling, weights: weightScales, result: tail.quantization)
        guard let bias = integerBias(node.input(2), scales) else { return false }
        let places = shape[2...].reduce(1, *)
        // Kernels add four products at a time: fewer channels are filled up on the way to channels last.
        let isNarrow = groups == 1 && shape[1] < 4 && places > 1 && source.isLaid(.rows)
        let depth = isNarrow ? 4 : shape[1]
        var packing = EdgeKernels.QuantizedWeights(
            channelsLast(codes, shape: shape, channels: depth), columns: shape[0], depth: depth, taps: places)
        packing.bias = bias
        packing.multipliers = scales.multipliers
        packing.zeroPoint = Int(scaling.zeroPoint)
        let output = store(
            tail.result, shape: geometry.outputShape(channels: shape[0], like: source.shape), layout: .channelsLast,
            form: .codes(tail.quantization))
        if isNarrow { geometry.channels = depth }
        let moved = isNarrow ? padded(source, scaling, channels: depth) : laid(source, .channelsLast)
        do throws(KernelError) {
            let packed = groups == 1 ? try PackedWeights(packing) : try PackedWeights(depthwise: packing)
            append(
                node,
                IntegerConvolution(
                    geometry: geometry, weights: packed, products: shape[1] * places,
                    zeroPoint: tail.quantization.zeroPoint, bounds: tail.bounds,
                    isDepthwise: groups > 1),
                [moved], output)
        } catch {
            throw .kernel(error, layer: node.name)
        }
        finish(tail, output)
        return true
    }

    /// A convolution of codes over single pixels that nothing quantizes again, such as one whose result is summed up in
    /// floats.
    private mutating func lowerWideConvolution(
        _ node: Node, _ source: Stored, _ scaling: Quantization, _ weights: QuantizedConstant, _ codes: [Int8]
    ) throws(NativeError) -> Bool {
        let shape = weights.codes.shape
        guard node.integer("group", else: 1) == 1,
            let geometry = ConvolutionGeometry(node, source: source.shape, kernel: Array(shape[2...])),
            geometry.isPointwise, shape[1] == geometry.channels, let weightScales = weights.scales(shape[0], along: 0)
        else { return false }
        let scales = LayerScales(
            source: scaling, weights: weightScales, result: Quantization(scale: 1, zeroPoint: 0))
        guard let bias = integerBias(node.input(2), scales) else { return false }
        var tail = Tail(result: try result(of: node))
        takeActivation(into: &tail)
        var packing = EdgeKernels.QuantizedWeights(codes, columns: shape[0], depth: shape[1])
        packing.order = .columnsThenDepth
        packing.bias = bias
        packing.multipliers = scales.multipliers
        packing.zeroPoint = Int(scaling.zeroPoint)
        let output = store(
            tail.result, shape: geometry.outputShape(channels: shape[0], like: source.shape), layout: .channelsLast,
            form: .f32)
        let moved = laid(source, .channelsLast)
        do throws(KernelError) {
            let packed = try PackedWeights(packing)
            append(
                node,
                IntegerScores(rows: geometry.pixels, weights: packed, bounds: tail.bounds, kind: "convolution 1×1"),
                [moved], output)
        } catch {
            throw .kernel(error, layer: node.name)
        }
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
        return true
    }

    /// Gemm with constant weights after DequantizeLinear, in integers; before QuantizeLinear its results are codes too.
    mutating func lowerIntegerProduct(_ node: Node) throws(NativeError) -> Bool {
        let isGemm = node.operation == "Gemm"
        guard let (source, scaling) = codes(node.input(0)), let weightsID = node.input(1),
            case .quantizedConstant(let weights)? = self.source(of: weightsID), let codes = weights.symmetric,
            weights.codes.shape.count == 2, node.integer("transA", else: 0) == 0,
            !isGemm || node.float("alpha", else: 1) == 1 && node.float("beta", else: 1) == 1
        else { return false }
        let result = try result(of: node)
        let tail = integerTail(after: result)
        let liesInRows = isGemm && node.integer("transB", else: 0) != 0
        let (columns, depth) = (weights.codes.shape[liesInRows ? 0 : 1], weights.codes.shape[liesInRows ? 1 : 0])
        guard source.shape.last == depth, depth > 0,
            let weightScales = weights.scales(columns, along: liesInRows ? 0 : 1)
        else { return false }
        // Without codes behind it the result is in steps of one.
        let scales = LayerScales(
            source: scaling, weights: weightScales, result: tail?.quantization ?? Quantization(scale: 1, zeroPoint: 0))
        guard let bias = integerBias(isGemm ? node.input(2) : nil, scales) else { return false }
        var packing = EdgeKernels.QuantizedWeights(codes, columns: columns, depth: depth)
        packing.order = liesInRows ? .columnsThenDepth : .depthThenColumns
        packing.bias = bias
        packing.multipliers = scales.multipliers
        packing.zeroPoint = Int(scaling.zeroPoint)
        let output = store(
            tail?.result ?? result, shape: source.shape.dropLast() + [columns], layout: .rows,
            form: tail.map { .codes($0.quantization) } ?? .f32)
        let moved = laid(source, .rows)
        let rows = source.count / depth
        do throws(KernelError) {
            let packed = try PackedWeights(packing)
            if let tail {
                append(
                    node,
                    IntegerProduct(
                        rows: rows, weights: packed, zeroPoint: tail.quantization.zeroPoint, bounds: tail.bounds),
                    [moved], output)
                finish(tail, output)
            } else {
                append(node, IntegerScores(rows: rows, weights: packed), [moved], output)
                sources[result] = .stored(output)
            }
        } catch {
            throw .kernel(error, layer: node.name)
        }
        return true
    }
}
