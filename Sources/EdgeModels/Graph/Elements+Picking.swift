extension Elements {
    /// The elements at these places, in their order: how data is moved without knowing its type.
    package func picking(_ places: [Int]) -> Elements {
        switch self {
        case .f32(let all): .f32(places.map { all[$0] })
        case .f64(let all): .f64(places.map { all[$0] })
        case .f16(let all): .f16(places.map { all[$0] })
        case .bf16(let all): .bf16(places.map { all[$0] })
        case .u8(let all): .u8(places.map { all[$0] })
        case .s8(let all): .s8(places.map { all[$0] })
        case .u16(let all): .u16(places.map { all[$0] })
        case .s16(let all): .s16(places.map { all[$0] })
        case .u32(let all): .u32(places.map { all[$0] })
        case .s32(let all): .s32(places.map { all[$0] })
        case .u64(let all): .u64(places.map { all[$0] })
        case .s64(let all): .s64(places.map { all[$0] })
        case .bool(let all): .bool(places.map { all[$0] })
        case .u4(let all): .u4(halves(of: all, at: places))
        case .s4(let all): .s4(halves(of: all, at: places))
        }
    }
}

private func halves(of bytes: [UInt8], at places: [Int]) -> [UInt8] {
    var picked = [UInt8](repeating: 0, count: (places.count + 1) / 2)
    for (at, place) in places.enumerated() {
        let half = bytes[place / 2] >> (place % 2 * 4) & 0xF
        picked[at / 2] |= half << (at % 2 * 4)
    }
    return picked
}
