import EdgeModels

extension Elements {
    /// These and all others of the same type, one after another, each at least a byte.
    func joined(_ others: [Elements]) -> Elements {
        switch self {
        case .f32(let all): .f32(others.reduce(into: all) { if case .f32(let more) = $1 { $0 += more } })
        case .f64(let all): .f64(others.reduce(into: all) { if case .f64(let more) = $1 { $0 += more } })
        case .f16(let all): .f16(others.reduce(into: all) { if case .f16(let more) = $1 { $0 += more } })
        case .bf16(let all): .bf16(others.reduce(into: all) { if case .bf16(let more) = $1 { $0 += more } })
        case .u8(let all): .u8(others.reduce(into: all) { if case .u8(let more) = $1 { $0 += more } })
        case .s8(let all): .s8(others.reduce(into: all) { if case .s8(let more) = $1 { $0 += more } })
        case .u16(let all): .u16(others.reduce(into: all) { if case .u16(let more) = $1 { $0 += more } })
        case .s16(let all): .s16(others.reduce(into: all) { if case .s16(let more) = $1 { $0 += more } })
        case .u32(let all): .u32(others.reduce(into: all) { if case .u32(let more) = $1 { $0 += more } })
        case .s32(let all): .s32(others.reduce(into: all) { if case .s32(let more) = $1 { $0 += more } })
        case .u64(let all): .u64(others.reduce(into: all) { if case .u64(let more) = $1 { $0 += more } })
        case .s64(let all): .s64(others.reduce(into: all) { if case .s64(let more) = $1 { $0 += more } })
        case .bool(let all): .bool(others.reduce(into: all) { if case .bool(let more) = $1 { $0 += more } })
        case .u4, .s4: self
        }
    }

    /// One zero, or one false.
    static func zero(_ type: ElementType) -> Elements { Tensor(shape: [1], wholes: [0], as: type).elements }
}

extension PlainOperators {
    /// Lets an operator that only moves elements see those of four bits as bytes.
    static func moving(_ operation: @escaping Operation) -> Operation {
        { call throws(PlainFault) in
            guard let narrow = call.inputs.compactMap({ $0?.type }).first(where: { $0.bits == 4 }) else {
                return try operation(call)
            }
            let wide: ElementType = narrow == .u4 ? .u8 : .s8
            let inputs = call.inputs.map { $0.map { $0.type == narrow ? $0.changed(to: wide) : $0 } }
            let outputs = try operation(PlainCall(node: call.node, inputs: inputs, limits: call.limits))
            return outputs.map { $0.map { $0.type == wide ? $0.changed(to: narrow) : $0 } }
        }
    }
}

extension Tensor {
    fileprivate func changed(to type: ElementType) -> Tensor { Tensor(shape: shape, wholes: patterns, as: type) }
}
