import EdgeKernels
import EdgeModels
import EdgeNative

/// For a convolution of each channel by itself: how the numbers that a kernel sees go together, channel by channel.
///
/// Neighbours in a picture are much alike, so errors of a kernel's weights add up unless they are made to cancel.
struct ChannelGrams {
    /// Weights of one channel.
    let size: Int
    /// For each channel row by row, from the diagonal on.
    private var sums: [Double]
    private var inputs = 0

    /// Looked at in each channel of one input.
    private static let placesAtMost = 64

    init(channels: Int, size: Int) {
        self.size = size
        sums = Array(repeating: 0, count: channels * size * size)
    }

    mutating func add(_ entering: Span<Float>, _ geometry: ConvolutionGeometry) {
        let places = geometry.output.height * geometry.output.width
        // An odd step wanders through the columns.
        let step = max(places / Self.placesAtMost, 1) | 1
        var window = [Float](repeating: 0, count: size)
        for channel in 0..<geometry.channels {
            for place in stride(from: inputs % min(step, places), to: places, by: step) {
                Self.fill(&window, entering, geometry, channel, place)
                add(window, to: channel)
            }
        }
        inputs += 1
    }

    private mutating func add(_ window: [Float], to channel: Int) {
        for row in 0..<size where window[row] != 0 {
            let start = (channel * size + row) * size
            for column in row..<size { sums[start + column] += Double(window[row] * window[column]) }
        }
    }

    private static func fill(
        _ window: inout [Float], _ entering: Span<Float>, _ geometry: ConvolutionGeometry, _ channel: Int, _ place: Int
    ) {
        let (height, width) = (geometry.input.height, geometry.input.width)
        let top = place / geometry.output.width * geometry.stride.height - geometry.before.height
        let left = place % geometry.output.width * geometry.stride.width - geometry.before.width
        for down in 0..<geometry.kernel.height {
            let y = top + down * geometry.dilation.height
            for right in 0..<geometry.kernel.width {
                let x = left + right * geometry.dilation.width
                let isInside = y >= 0 && y < height && x >= 0 && x < width
                window[down * geometry.kernel.width + right] =
                    isInside ? entering[(channel * height + y) * width + x] : 0
            }
        }
    }

    /// A channel's weights in whole steps, and the step with which its outputs change least; nil for a channel of which
    /// too little was seen.
    ///
    /// With few weights the step decides how well their errors can cancel, so that many are tried.
    func rounded(_ weights: ArraySlice<Float>, of channel: Int, largestCode: Float) -> (weights: [Float], scale: Float)?
    {
        let sums = whole(channel)
        let largest = weights.reduce(0) { max($0, abs($1)) }
        guard largest > 0,
            let rounding = LeastSquaresRounding(sums: sums, size: size, damping: Self.damping)
        else { return nil }
        var best: (weights: [Float], scale: Float, error: Double)?
        for share in Self.shares {
            let scale = largest / largestCode * share
            let rounded = rounding.rounded(weights, scales: { _ in scale }, largestCode: largestCode)
            let error = Self.error(rounded, weights, sums)
            if error < best?.error ?? .infinity { best = (rounded, scale, error) }
        }
        return best.map { ($0.weights, $0.scale) }
    }

    /// Of the step with which the largest weight is the largest code.
    private static let shares: [Float] = (0..<24).map { 0.75 + 0.33 * Float($0) / 23 }
    /// Windows of one channel tell of each other by far more than there are weights.
    private static let damping = 0.001

    private func whole(_ channel: Int) -> [Double] {
        var whole = Array(sums[channel * size * size..<(channel + 1) * size * size])
        for row in 0..<size {
            for column in 0..<row { whole[row * size + column] = whole[column * size + row] }
        }
        return whole
    }

    /// What the outputs are off, squared and summed.
    private static func error(_ rounded: [Float], _ weights: ArraySlice<Float>, _ sums: [Double]) -> Double {
        let differences = zip(rounded, weights).map { Double($0 - $1) }
        var error = 0.0
        for (row, first) in differences.enumerated() {
            for (column, second) in differences.enumerated() {
                error += first * second * sums[row * differences.count + column]
            }
        }
        return error
    }
}
