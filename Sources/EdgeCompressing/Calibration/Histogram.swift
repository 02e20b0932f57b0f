/// How often numbers fell into each of many equal parts of a range.
///
/// Zeros are not counted: a code stands for them exactly, and behind a rectifier they would hide all else.
struct Histogram {
    static let bins = 2048

    let range: ClosedRange<Float>
    private(set) var counts: [Double]

    init(_ range: ClosedRange<Float>) {
        self.range = range
        counts = Array(repeating: 0, count: Self.bins)
    }

    var width: Float { (range.upperBound - range.lowerBound) / Float(Self.bins) }
    var total: Double { counts.reduce(0, +) }

    mutating func add(_ numbers: Span<Float>) {
        guard width > 0 else { return }
        let (low, inverse) = (range.lowerBound, 1 / width)
        guard inverse.isFinite else { return }
        let last = Float(Self.bins - 1)
        for index in numbers.indices where numbers[index] != 0 {
            let place = min(max((numbers[index] - low) * inverse, 0), last)
            counts[Int(place)] += 1
        }
    }

    /// The middle of a part.
    func centre(_ bin: Int) -> Float { range.lowerBound + (Float(bin) + 0.5) * width }
}
