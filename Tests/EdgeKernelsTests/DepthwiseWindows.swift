import EdgeKernels

extension Window {
    /// Windows of both sizes and strides, every border, all remainders of channels, rows and columns.
    static let ofDepthwiseConvolutions: [Window] = {
        var random = RandomNumbers(seed: 9)
        let drawn = (0..<72).map { number in
            let size = number % 2 == 0 ? 3 : 5
            var window = Window(
                height: .random(in: 1...13, using: &random), width: .random(in: 1...9, using: &random),
                channels: .random(in: 1...(number % 3 == 0 ? 130 : 33), using: &random), size: size,
                stride: number / 2 % 2 + 1)
            window.images = number % 5 == 0 ? 2 : 1
            window.top = .random(in: 0..<size, using: &random)
            window.bottom = .random(in: 0..<size, using: &random)
            window.left = .random(in: 0..<size, using: &random)
            window.right = .random(in: 0..<size, using: &random)
            return window
        }
        return drawn.filter { $0.destinationHeight > 0 && $0.destinationWidth > 0 }
            + [Window(height: 7, width: 7, channels: 192, size: 3, border: 1)]
            // Rows that kernels take in several stretches.
            + [1, 2].map { Window(height: 9, width: 79, channels: 20, size: 5, stride: $0, border: 2) }
    }()
}
