/// Numbers as GGUF's plainest kinds have them: 32 share a scale.
enum BlockNumbers {
    private static let count = 32

    /// The bytes of a kind, and what they stand for; nil for a kind that is not written here.
    static func stored(_ numbers: [Float], as type: GGUFType) -> (bytes: [UInt8], meant: [Float])? {
        switch type.name {
        case "fp32": return (numbers.flatMap { bytes(of: $0.bitPattern) }, numbers)
        case "q8_0": return blocks(of: numbers, q8)
        case "q4_0": return blocks(of: numbers, q4)
        default: return nil
        }
    }

    private static func blocks(
        of numbers: [Float], _ store: (ArraySlice<Float>) -> ([UInt8], [Float])
    ) -> (bytes: [UInt8], meant: [Float])? {
        guard numbers.count % count == 0 else { return nil }
        var (all, meant): ([UInt8], [Float]) = ([], [])
        for start in stride(from: 0, to: numbers.count, by: count) {
            let (bytes, values) = store(numbers[start..<start + count])
            all += bytes
            meant += values
        }
        return (all, meant)
    }

    private static func q8(_ block: ArraySlice<Float>) -> ([UInt8], [Float]) {
        let scale = Float16((block.map(\.magnitude).max() ?? 0) / 127)
        let codes = block.map { scale == 0 ? Int8(0) : Int8(clamping: Int(($0 / Float(scale)).rounded())) }
        return (
            bytes(of: scale.bitPattern) + codes.map { UInt8(bitPattern: $0) }, codes.map { Float($0) * Float(scale) }
        )
    }

    /// From -8 to 7 times the scale; the first half of a block in the lower halves of the bytes.
    private static func q4(_ block: ArraySlice<Float>) -> ([UInt8], [Float]) {
        let most = block.max { $0.magnitude < $1.magnitude } ?? 0
        let scale = Float16(most / -8)
        let codes = block.map { scale == 0 ? 8 : min(max(Int(($0 / Float(scale)).rounded()) + 8, 0), 15) }
        let pairs = (0..<count / 2).map { UInt8(codes[$0] | codes[$0 + count / 2] << 4) }
        return (bytes(of: scale.bitPattern) + pairs, codes.map { Float($0 - 8) * Float(scale) })
    }

    private static func bytes(of bits: some FixedWidthInteger) -> [UInt8] {
        (0..<bits.bitWidth / 8).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }
}
