/// A picture in rows of red, green and blue, a byte each.
public struct Image: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Three bytes for each pixel.
    public let pixels: [UInt8]

    /// Nil if there are not just as many bytes as the size needs.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard let count = Tensor.count([height, width, 3]), count == pixels.count else { return nil }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// The middle part; what lies outside the picture is black.
    public func centreCrop(width: Int, height: Int) -> Image {
        var cropped = [UInt8](repeating: 0, count: width * height * 3)
        // Rounded to even, as the tools do with which models are trained.
        let left = Int((Double(self.width - width) / 2).rounded(.toNearestOrEven))
        let top = Int((Double(self.height - height) / 2).rounded(.toNearestOrEven))
        for row in max(0, -top)..<max(max(0, -top), min(height, self.height - top)) {
            let columns = max(0, -left)..<max(max(0, -left), min(width, self.width - left))
            let from = ((row + top) * self.width + columns.lowerBound + left) * 3
            let to = (row * width + columns.lowerBound) * 3
            cropped.replaceSubrange(to..<to + columns.count * 3, with: pixels[from..<from + columns.count * 3])
        }
        return Image(unchecked: cropped, width: width, height: height)
    }

    /// A picture without colours, from a byte for each pixel; nil if there are not just as many as the size needs.
    public init?(width: Int, height: Int, greys: some Collection<UInt8>) {
        guard let count = Tensor.count([height, width]), count == greys.count else { return nil }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count * 3)
        for grey in greys { for _ in 0..<3 { pixels.append(grey) } }
        self.init(unchecked: pixels, width: width, height: height)
    }

    /// How bright each pixel is, as Pillow mixes it of the colours.
    public var greys: [UInt8] {
        stride(from: 0, to: pixels.count, by: 3).map { place in
            let mixed = Int(pixels[place]) * 19_595 + Int(pixels[place + 1]) * 38_470 + Int(pixels[place + 2]) * 7_471
            return UInt8((mixed + 0x8000) >> 16)
        }
    }

    init(unchecked pixels: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
