/// Samples as the store keeps them: eight bytes each, the lowest first.
enum SampleBytes {
    static func bytes(of samples: [Int]) -> [UInt8] {
        samples.flatMap { sample in (0..<8).map { UInt8(truncatingIfNeeded: sample >> (8 * $0)) } }
    }

    /// A rest of fewer than eight bytes is no sample.
    static func samples(of bytes: [UInt8]) -> [Int] {
        stride(from: 0, to: bytes.count - 7, by: 8).map { start in
            (0..<8).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
        }
    }
}
