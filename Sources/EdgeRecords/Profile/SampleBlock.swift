/// Samples that were taken in one go by one process.
public struct SampleBlock: Hashable, Sendable {
    /// Within its measurement, counted from 0.
    public var number: Int
    public var process: Int
    public var isContended: Bool
    public var nanoseconds: [Int]
    /// Of whole requests: what was before and after each of `nanoseconds`; nil where only the model was timed.
    public var request: RequestParts?

    public init(number: Int, process: Int, isContended: Bool = false, nanoseconds: [Int]) {
        self.number = number
        self.process = process
        self.isContended = isContended
        self.nanoseconds = nanoseconds
    }
}

/// What belongs to a request beside the model's own time, one for each sample.
public struct RequestParts: Hashable, Sendable {
    public var preprocess: [Int]
    public var postprocess: [Int]

    public init(preprocess: [Int], postprocess: [Int]) {
        (self.preprocess, self.postprocess) = (preprocess, postprocess)
    }
}

extension Samples {
    /// All samples of the blocks, or evenly from each block so many as a record carries.
    public init(of blocks: [SampleBlock]) {
        let total = blocks.reduce(0) { $0 + $1.nanoseconds.count }
        let kept = blocks.map { block -> [Int] in
            let count = block.nanoseconds.count
            guard total > Self.limit else { return Array(0..<count) }
            let quota = count * Self.limit / total
            return (0..<quota).map { $0 * count / quota }
        }
        let pairs = zip(blocks, kept)
        self.init(
            nanoseconds: pairs.flatMap { block, places in places.map { block.nanoseconds[$0] } },
            process: pairs.flatMap { block, places in places.map { _ in block.process } },
            block: pairs.flatMap { block, places in places.map { _ in block.number } },
            thinnedFrom: total > Self.limit ? total : nil)
        let isWhole =
            !blocks.isEmpty
            && blocks.allSatisfy { block in
                [block.request?.preprocess, block.request?.postprocess].allSatisfy {
                    $0?.count == block.nanoseconds.count
                }
            }
        guard isWhole else { return }
        preprocessNanoseconds = pairs.flatMap { block, places in places.compactMap { block.request?.preprocess[$0] } }
        postprocessNanoseconds = pairs.flatMap { block, places in places.compactMap { block.request?.postprocess[$0] } }
    }

    /// Of whole requests, sample by sample; nil where only the model was timed.
    public var requests: [Int]? {
        guard let preprocess = preprocessNanoseconds, let postprocess = postprocessNanoseconds,
            preprocess.count == nanoseconds.count,
            postprocess.count == nanoseconds.count
        else { return nil }
        return nanoseconds.indices.map { nanoseconds[$0] + preprocess[$0] + postprocess[$0] }
    }

    /// The blocks that the samples came from.
    public var blocks: [SampleBlock] {
        var blocks: [Int: SampleBlock] = [:]
        let hasRequests = requests != nil
        for place in nanoseconds.indices where place < block.count && place < process.count {
            let number = block[place]
            var own = blocks[number] ?? SampleBlock(number: number, process: process[place], nanoseconds: [])
            own.nanoseconds.append(nanoseconds[place])
            if hasRequests, let before = preprocessNanoseconds?[place], let after = postprocessNanoseconds?[place] {
                var parts = own.request ?? RequestParts(preprocess: [], postprocess: [])
                parts.preprocess.append(before)
                parts.postprocess.append(after)
                own.request = parts
            }
            blocks[number] = own
        }
        return blocks.values.sorted { $0.number < $1.number }
    }
}
