/// Samples that were taken in one go by one process.
public struct SampleBlock: Hashable, Sendable {
    /// Within its measurement, counted from 0.
    public var number: Int
    public var process: Int
    public var isContended: Bool
    public var nanoseconds: [Int]

    public init(number: Int, process: Int, isContended: Bool = false, nanoseconds: [Int]) {
        self.number = number
        self.process = process
        self.isContended = isContended
        self.nanoseconds = nanoseconds
    }
}

extension Samples {
    /// All samples of the blocks, or evenly from each block so many as a record carries.
    public init(of blocks: [SampleBlock]) {
        let total = blocks.reduce(0) { $0 + $1.nanoseconds.count }
        let kept = blocks.map { block -> [Int] in
            guard total > Self.limit else { return block.nanoseconds }
            let quota = block.nanoseconds.count * Self.limit / total
            return (0..<quota).map { block.nanoseconds[$0 * block.nanoseconds.count / quota] }
        }
        self.init(
            nanoseconds: kept.flatMap { $0 },
            process: zip(blocks, kept).flatMap { block, samples in samples.map { _ in block.process } },
            block: zip(blocks, kept).flatMap { block, samples in samples.map { _ in block.number } },
            thinnedFrom: total > Self.limit ? total : nil)
    }

    /// The blocks that the samples came from.
    public var blocks: [SampleBlock] {
        var blocks: [Int: SampleBlock] = [:]
        for place in nanoseconds.indices where place < block.count && place < process.count {
            let number = block[place]
            blocks[number, default: SampleBlock(number: number, process: process[place], nanoseconds: [])]
                .nanoseconds.append(nanoseconds[place])
        }
        return blocks.values.sorted { $0.number < $1.number }
    }
}
