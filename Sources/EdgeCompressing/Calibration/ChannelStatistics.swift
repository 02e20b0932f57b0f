/// What the numbers of one value were, channel by channel, over many inputs.
struct ChannelStatistics {
    private(set) var low: [Float]
    private(set) var high: [Float]
    private var sums: [Double]
    private var counts: [Int]
    /// Numbers of one channel that stand together.
    private let inner: Int
    /// Whether something was no finite number.
    private(set) var isBad = false

    /// - Parameter shape: of the value, whose second dimension is that of channels; of any other rank there is one.
    init(shape: [Int]) {
        let channels = shape.count >= 2 ? max(shape[1], 1) : 1
        inner = shape.count >= 2 ? max(shape[2...].reduce(1, *), 1) : max(shape.reduce(1, *), 1)
        low = Array(repeating: .infinity, count: channels)
        high = Array(repeating: -.infinity, count: channels)
        sums = Array(repeating: 0, count: channels)
        counts = Array(repeating: 0, count: channels)
    }

    var channels: Int { low.count }

    mutating func add(_ numbers: Span<Float>) {
        var place = 0
        while place < numbers.count {
            let channel = place / inner % channels
            let end = min(place + inner, numbers.count)
            var (least, most, sum) = (low[channel], high[channel], Float(0))
            for index in place..<end {
                let number = numbers[index]
                if number < least { least = number }
                if number > most { most = number }
                sum += number
            }
            (low[channel], high[channel]) = (least, most)
            // Comparisons pass over what is no number; a sum does not.
            if !sum.isFinite { isBad = true }
            sums[channel] += Double(sum)
            counts[channel] += end - place
            place = end
        }
    }

    var means: [Float] { zip(sums, counts).map { $1 > 0 ? Float($0 / Double($1)) : 0 } }

    /// From the least to the most of all channels.
    var range: ClosedRange<Float> {
        let (least, most) = (low.min() ?? 0, high.max() ?? 0)
        return least <= most ? least...most : 0...0
    }

    /// As if each channel had been multiplied by a factor above 0.
    mutating func scale(by factors: [Float]) {
        for (channel, factor) in factors.enumerated() where channel < channels {
            low[channel] *= factor
            high[channel] *= factor
            sums[channel] *= Double(factor)
        }
    }
}
