import EdgeKernels
import EdgeRecords

extension QuantizedKernels {
    static func convolution(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard let shape = layer.convolution,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try convolution(.smallest, isa, pool)() })
        else { return nil }
        let (input, weights, output) = shape.elements
        return MeasurableKernel(
            name: "conv_u8_u8_s8_\(isa.name)", operation: "conv", precision: .int8, isa: isa, shape: shape.sizes,
            layer: layer.name, operations: shape.operations, bytes: Double(input + weights + output)
        ) { (pool) throws(KernelError) in try convolution(shape, isa, pool) }
    }

    static func depthwise(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .depthwise = layer.shape, let window = layer.window,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try depthwise(.smallest, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "depthwise_u8_u8_s8_\(isa.name)", operation: "depthwise", precision: .int8, isa: isa,
            shape: window.sizes, layer: layer.name, operations: 2 * window.products, bytes: window.elements
        ) { (pool) throws(KernelError) in try depthwise(window, isa, pool) }
    }

    static func pooling(_ layer: ModelLayer, _ isa: InstructionSet) -> MeasurableKernel? {
        guard case .pooling = layer.shape, let window = layer.window,
            KernelCatalogue.hasKernel({ (pool) throws(KernelError) in try pooling(.smallest, isa, pool)() })
        else { return nil }
        return MeasurableKernel(
            name: "pooling_u8_\(isa.name)", operation: "pooling", precision: .int8, isa: isa, shape: window.sizes,
            layer: layer.name, operations: window.products, bytes: window.elements, arithmetic: .fp32
        ) { (pool) throws(KernelError) in try pooling(window, isa, pool) }
    }

    private static func convolution(
        _ shape: ConvolutionShape, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let (input, count, output) = shape.elements
        let taps = shape.kernel.height * shape.kernel.width
        let weights = try packed(count, columns: shape.outputs, depth: shape.channels, taps: taps)
        return Operand.call(reading: try Operand.bytes(input), writing: try Operand.bytes(output)) {
            (input, output) throws(KernelError) in
            try convolve(input, by: weights, shape: shape, into: &output, zeroPoint: 128, using: isa, on: pool)
        }
    }

    private static func packed(_ count: Int, columns: Int, depth: Int, taps: Int) throws(KernelError) -> PackedWeights {
        var quantized = QuantizedWeights(Operand.weights(count), columns: columns, depth: depth, taps: taps)
        quantized.multipliers = Array(repeating: 1 / Float(64 * max(depth * taps, 1)), count: columns)
        quantized.zeroPoint = 128
        return try PackedWeights(quantized)
    }

    private static func depthwise(
        _ window: Window, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let taps = window.rows * window.columns
        var quantized = QuantizedWeights(
            Operand.weights(window.channels * taps), columns: window.channels, depth: 1, taps: taps)
        quantized.multipliers = Array(repeating: 1 / Float(64 * taps), count: window.channels)
        quantized.zeroPoint = 128
        let weights = try PackedWeights(depthwise: quantized)
        return Operand.call(
            reading: try Operand.bytes(window.sourceElements), writing: try Operand.bytes(window.destinationElements)
        ) { (source, destination) throws(KernelError) in
            try convolveDepthwise(
                source, by: weights, over: window, into: &destination, zeroPoint: 128, using: isa, on: pool)
        }
    }

    private static func pooling(
        _ window: Window, _ isa: InstructionSet, _ pool: ThreadPool
    ) throws(KernelError) -> () throws(KernelError) -> Void {
        let requantization = Requantization<UInt8>(sourceZeroPoint: 120, zeroPoint: 110, multiplier: 0.9)
        return Operand.call(
            reading: try Operand.bytes(window.sourceElements), writing: try Operand.bytes(window.destinationElements)
        ) { (source, destination) throws(KernelError) in
            try poolWindows(
                of: source, by: .average, over: window, into: &destination, requantization: requantization, using: isa,
                on: pool)
        }
    }
}
