import EdgeKernels
import EdgeRecords

extension FloatKernels {
    static func convolution(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard let shape = layer.convolution,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try convolution(.smallest, isa, pool)() })
        else { return nil }
        let (input, weights, output) = shape.elements
        return MeasurableKernel(
            name: "conv_f32_\(isa.name)", operation: "conv", precision: .fp32, isa: isa, shape: shape.sizes,
            layer: layer.name, operations: shape.operations, bytes: 4 * Double(input + weights + output)
        ) { (pool) throws(KernelError) in try convolution(shape, isa, pool) }
    }

    static func depthwise(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .depthwise = layer.shape, let window = layer.window,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try depthwise(.smallest, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "depthwise_f32_\(isa.name)", operation: "depthwise", precision: .fp32, isa: isa, shape: window.sizes,
            layer: layer.name, operations: 2 * window.products, bytes: 4 * window.elements
        ) { (pool) throws(KernelError) in try depthwise(window, isa, pool) }
    }

    static func pooling(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .pooling = layer.shape, let window = layer.window,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try pooling(.smallest, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "pooling_f32_\(isa.name)", operation: "pooling", precision: .fp32, isa: isa, shape: window.sizes,
            layer: layer.name, operations: window.products, bytes: 4 * window.elements
        ) { (pool) throws(KernelError) in try pooling(window, isa, pool) }
    }

    private static func convolution(
        _ shape: ConvolutionShape, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let (input, count, output) = shape.elements
        let weights = try Operand.floats(count).withSpan { (weights) throws(KernelError) in
            try PackedWeights(
                weights, columns: shape.outputs, depth: count / shape.outputs, order: .columnsThenDepth)
        }
        return Operand.call(reading: try Operand.floats(input), writing: try Operand.floats(output)) {
            (input, output) throws(KernelError) in
            try convolve(input, by: weights, shape: shape, into: &output, using: isa, on: pool)
        }
    }

    private static func depthwise(
        _ window: Window, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let count = window.channels * window.rows * window.columns
        let weights = try Operand.floats(count).withSpan { (weights) throws(KernelError) in
            try PackedWeights(depthwise: weights, channels: window.channels, size: window.rows)
        }
        return Operand.call(
            reading: try Operand.floats(window.sourceElements), writing: try Operand.floats(window.destinationElements)
        ) { (source, destination) throws(KernelError) in
            try convolveDepthwise(source, by: weights, over: window, into: &destination, using: isa, on: pool)
        }
    }

    private static func pooling(
        _ window: Window, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        Operand.call(
            reading: try Operand.floats(window.sourceElements), writing: try Operand.floats(window.destinationElements)
        ) { (source, destination) throws(KernelError) in
            try poolWindows(of: source, by: .average, over: window, into: &destination, using: isa, on: pool)
        }
    }
}
