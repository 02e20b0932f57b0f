import EdgeModels

/// Constant numbers kept as codes of 8 or 32 bits, with a scale for all or for each part along an axis.
struct QuantizedConstant: Sendable {
    let codes: Tensor
    let scales: [Float]
    /// As many as scales.
    let zeroPoints: [Int]
    let axis: Int

    var integers: [Int]? {
        switch codes.elements {
        case .s8(let all): all.map { Int($0) }
        case .u8(let all): all.map { Int($0) }
        case .s32(let all): all.map { Int($0) }
        default: nil
        }
    }

    /// The numbers that the codes stand for.
    var floats: [Float]? {
        guard let integers else { return nil }
        let inner = scales.count == 1 ? 1 : codes.shape[(axis + 1)...].reduce(1, *)
        return integers.enumerated().map { place, code in
            let part = scales.count == 1 ? 0 : place / inner % scales.count
            return Float(code - zeroPoints[part]) * scales[part]
        }
    }

    /// The same with their shape.
    var tensor: Tensor? { floats.flatMap { try? Tensor(shape: codes.shape, elements: .f32($0)) } }
}
