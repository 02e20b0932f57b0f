import EdgeRecords

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

extension Samples {
    /// All samples of the blocks, or evenly from each block so many as a record carries.
    init(_ blocks: [Store.Block]) {
        let count = blocks.reduce(0) { $0 + $1.nanoseconds.count }
        let kept = blocks.map { block -> [Int] in
            guard count > Self.limit else { return block.nanoseconds }
            let quota = block.nanoseconds.count * Self.limit / count
            return (0..<quota).map { block.nanoseconds[$0 * block.nanoseconds.count / quota] }
        }
        self.init(
            nanoseconds: kept.flatMap { $0 },
            process: zip(blocks, kept).flatMap { block, samples in samples.map { _ in block.process } },
            block: zip(blocks, kept).flatMap { block, samples in samples.map { _ in block.number } },
            thinnedFrom: count > Self.limit ? count : nil)
    }

    /// The blocks that the samples came from.
    var blocks: [Store.Block] {
        var blocks: [Int: (process: Int, nanoseconds: [Int])] = [:]
        for place in nanoseconds.indices where place < block.count && place < process.count {
            blocks[block[place], default: (process[place], [])].nanoseconds.append(nanoseconds[place])
        }
        return blocks.sorted { $0.key < $1.key }.map {
            Store.Block(
                number: $0.key, process: $0.value.process, isContended: false, nanoseconds: $0.value.nanoseconds)
        }
    }
}
