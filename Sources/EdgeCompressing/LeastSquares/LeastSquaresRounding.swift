/// Rounds a layer's weights one after another, and lets those that are left make up for what each rounding did.
///
/// What is made small is the squared error of the layer's outputs on the inputs that were seen, not that of its weights:
/// optimal brain surgery as Frantar and Alistarh (arXiv:2208.11580, 2210.17323) made it quick.
struct LeastSquaresRounding {
    /// More weights to an output than this cost more time than they are worth.
    static let sizeAtMost = 1536
    /// A part of the mean of the diagonal is added to it: what was hardly seen must not grow without bound.
    private static let damping = 0.01

    private let size: Int
    /// How much of one weight's error each later one takes, row by row, and the errors' own scale on the diagonal.
    private let shares: [Float]

    /// - Returns: Nil if what was seen is too little, or too large.
    init?(_ gram: Gram) {
        self.init(sums: gram.sums, size: gram.size)
    }

    /// - Parameter sums: of products of each two inputs, row by row.
    init?(sums: [Double], size: Int, damping: Double = Self.damping) {
        self.size = size
        guard size <= Self.sizeAtMost, size > 0 else { return nil }
        var mean = 0.0
        for place in 0..<size { mean += sums[place * size + place] / Double(size) }
        guard mean > 0, mean.isFinite else { return nil }
        // Reversed, so that the inverse's upper factor comes out of one triangle and its inverse.
        var reversed = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<size {
                reversed[(size - 1 - row) * size + size - 1 - column] = sums[row * size + column]
            }
        }
        for place in 0..<size { reversed[place * size + place] += mean * damping }
        guard let inverse = Cholesky(reversed, size: size)?.inverse else { return nil }
        var shares = [Float](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in row..<size {
                shares[row * size + column] = Float(inverse[(size - 1 - row) * size + size - 1 - column])
            }
        }
        self.shares = shares
    }

    /// - Parameters:
    ///   - weights: of one output.
    ///   - scales: the step of each.
    /// - Returns: Numbers that are whole steps.
    func rounded(_ weights: ArraySlice<Float>, scales: (Int) -> Float, largestCode: Float) -> [Float] {
        var left = Array(weights)
        for place in 0..<size {
            let scale = scales(place)
            let code = min(max((left[place] / scale).rounded(.toNearestOrEven), -largestCode), largestCode)
            let rounded = code * scale
            let error = (left[place] - rounded) / shares[place * size + place]
            if error != 0 { spread(error, from: place, over: &left) }
            left[place] = rounded
        }
        return left
    }

    private func spread(_ error: Float, from place: Int, over left: inout [Float]) {
        let row = place * size
        for later in place + 1..<max(size, place + 1) { left[later] -= error * shares[row + later] }
    }
}
