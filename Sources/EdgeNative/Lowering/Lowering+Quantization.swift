import EdgeKernels
import EdgeModels

/// What follows a node up to the quantization of its result, and is computed along with it in integers.
struct IntegerTail {
    /// The codes that the whole makes.
    var result: ValueID
    var quantization: Quantization
    /// Whether the graph has the codes as s8.
    var areSigned: Bool
    /// The fused activation.
    var bounds: ClosedRange<UInt8>
    var nodes: [Int]
}

extension Lowering {
    mutating func lowerQuantization(_ node: Node) throws(NativeError) {
        guard let (wanted, areSigned) = quantization(of: node) else {
            throw unsupported(node, "its scale and zero point are not two constant numbers of 8-bit codes")
        }
        let value = try result(of: node)
        if let (stored, present) = codes(node.input(0)), present == wanted {
            sources[value] = .codes(stored, areSigned: areSigned)
            return
        }
        if let (stored, present) = codes(node.input(0)) {
            let codes = store(value, shape: stored.shape, layout: stored.layout, form: .codes(wanted))
            append(node, Lookup(from: present, to: wanted), [stored], codes)
            sources[value] = .codes(codes, areSigned: areSigned)
            return
        }
        let numbers = try floats(node.input(0), of: node)
        let codes = store(value, shape: numbers.shape, layout: numbers.layout, form: .codes(wanted))
        append(node, QuantizationOperation(quantization: wanted), [numbers], codes)
        sources[value] = .codes(codes, areSigned: areSigned)
    }

    mutating func lowerDequantization(_ node: Node) throws(NativeError) {
        guard let id = node.input(0), let source = source(of: id) else { throw unsupported(node, "it has no input") }
        let value = try result(of: node)
        switch source {
        case .constant(let codes):
            if let constant = quantizedConstant(codes, node) {
                sources[value] = .quantizedConstant(constant)
            } else if let widened = widened(node) {
                sources[value] = .constant(widened)
            } else {
                throw unsupported(node, "its scales are not constant, or do not fit the codes")
            }
        case .codes(var stored, let areSigned):
            guard let (scaling, signed) = quantization(of: node), signed == areSigned else {
                throw unsupported(node, "its scale and zero point are not two constant numbers")
            }
            stored.form = .codes(scaling)
            sources[value] = .stored(stored)
        case .stored, .quantizedConstant, .loose: throw unsupported(node, "its input is no stored code")
        }
    }

    /// The one scale and zero point of QuantizeLinear or DequantizeLinear.
    func quantization(of node: Node) -> (Quantization, areSigned: Bool)? {
        guard let scale = constant(node.input(1))?.floats, scale.count == 1, scale[0] > 0, scale[0].isFinite else {
            return nil
        }
        guard let zeroID = node.input(2) else { return (Quantization(scale: scale[0], zeroPoint: 0), false) }
        switch constant(zeroID)?.elements {
        case .u8(let zeros)? where zeros.count == 1:
            return (Quantization(scale: scale[0], zeroPoint: zeros[0]), false)
        case .s8(let zeros)? where zeros.count == 1:
            return (Quantization(scale: scale[0], zeroPoint: UInt8(bitPattern: zeros[0]) ^ 0x80), true)
        default: return nil
        }
    }

    /// Weights of codes that no kernel takes, such as blocks of 4 bits, as the floats that they stand for.
    private func widened(_ node: Node) -> Tensor? {
        var inputs: [Tensor?] = []
        for id in node.inputs {
            guard let id else {
                inputs.append(nil)
                continue
            }
            guard let tensor = constant(id) else { return nil }
            inputs.append(tensor)
        }
        return (try? PlainOperators.run(node, inputs))?.first ?? nil
    }

    private func quantizedConstant(_ codes: Tensor, _ node: Node) -> QuantizedConstant? {
        guard let scales = constant(node.input(1))?.floats, !scales.isEmpty, node.integer("block_size", else: 0) == 0,
            [.s8, .u8, .s32].contains(codes.type)
        else { return nil }
        var axis = node.integer("axis", else: 1)
        if axis < 0 { axis += codes.shape.count }
        guard scales.count == 1 || codes.shape.indices ~= axis && codes.shape[axis] == scales.count else { return nil }
        var zeroPoints = Array(repeating: 0, count: scales.count)
        if let id = node.input(2) {
            guard let zeros = constant(id) else { return nil }
            let given = QuantizedConstant(codes: zeros, scales: [1], zeroPoints: [0], axis: 0).integers
            guard let given, given.count == scales.count else { return nil }
            zeroPoints = given
        }
        return QuantizedConstant(codes: codes, scales: scales, zeroPoints: zeroPoints, axis: axis)
    }

    /// A clamping activation, if there is one, and the quantization that nobody but it can see the numbers before.
    func integerTail(after value: ValueID) -> IntegerTail? {
        var tail = Tail(result: value)
        takeActivation(into: &tail)
        guard let (number, node) = soleReader(of: tail.result), node.operation == "QuantizeLinear",
            node.input(0) == tail.result, let (quantization, areSigned) = quantization(of: node),
            let codes = node.outputs.first.flatMap(\.self)
        else { return nil }
        return IntegerTail(
            result: codes, quantization: quantization, areSigned: areSigned, bounds: quantization.codes(tail.bounds),
            nodes: tail.nodes + [number])
    }

    /// A value's codes, if that is how its numbers are stored.
    func codes(_ id: ValueID?) -> (Stored, Quantization)? {
        guard let id, case .stored(let stored)? = source(of: id), case .codes(let quantization) = stored.form else {
            return nil
        }
        return (stored, quantization)
    }

    /// Notes that nodes were taken along, and what they made.
    mutating func finish(_ tail: IntegerTail, _ output: Stored) {
        taken.formUnion(tail.nodes)
        sources[tail.result] = .codes(output, areSigned: tail.areSigned)
    }
}
