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

    /// Nil for a channel of which too little was seen.
    func rounding(of channel: Int) -> LeastSquaresRounding? {
        var whole = Array(sums[channel * size * size..<(channel + 1) * size * size])
        for row in 0..<size {
            for column in 0..<row { whole[row * size + column] = whole[column * size + row] }
        }
        return LeastSquaresRounding(sums: whole, size: size)
    }
}
