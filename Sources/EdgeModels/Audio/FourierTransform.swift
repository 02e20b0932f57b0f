import EdgeRecords

/// The discrete Fourier transform of a power of two of numbers, planned once.
///
/// Cooley and Tukey's: pairs of halves, in place.
struct FourierTransform {
    let count: Int
    private let cosines: [Float]
    private let sines: [Float]
    private let order: [Int]

    /// - Parameter count: a power of two.
    init(count: Int) {
        precondition(count > 1 && count & (count - 1) == 0, "\(count) is no power of two")
        self.count = count
        cosines = (0..<count / 2).map { Float(Circle.cosine(turns: Double($0) / Double(count))) }
        sines = (0..<count / 2).map { Float(-Circle.sine(turns: Double($0) / Double(count))) }
        let bits = count.trailingZeroBitCount
        order = (0..<count).map { place in
            (0..<bits).reduce(0) { $0 | (place >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// The magnitudes of the first half of the transform, its middle included.
    func magnitudes(of numbers: [Float]) -> [Float] {
        var real = order.map { numbers[$0] }
        var imaginary = [Float](repeating: 0, count: count)
        var half = 1
        while half < count {
            let step = count / (2 * half)
            for start in stride(from: 0, to: count, by: 2 * half) {
                for offset in 0..<half {
                    let (low, high) = (start + offset, start + offset + half)
                    let (cosine, sine) = (cosines[offset * step], sines[offset * step])
                    let turnedReal = real[high] * cosine - imaginary[high] * sine
                    let turnedImaginary = real[high] * sine + imaginary[high] * cosine
                    (real[high], imaginary[high]) = (real[low] - turnedReal, imaginary[low] - turnedImaginary)
                    (real[low], imaginary[low]) = (real[low] + turnedReal, imaginary[low] + turnedImaginary)
                }
            }
            half *= 2
        }
        return (0...count / 2).map { (real[$0] * real[$0] + imaginary[$0] * imaginary[$0]).squareRoot() }
    }
}
