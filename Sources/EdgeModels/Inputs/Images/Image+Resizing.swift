extension Image {
    /// How a pixel between pixels is made.
    public enum Interpolation: String, CaseIterable, Sendable {
        case nearest, bilinear, bicubic

        /// How far a pixel reaches, in pixels of the smaller picture.
        var reach: Double {
            switch self {
            case .nearest: 0.5
            case .bilinear: 1
            case .bicubic: 2
            }
        }

        /// How much a pixel at that distance counts.
        func weight(_ distance: Double) -> Double {
            let x = distance.magnitude
            switch self {
            case .nearest: return x <= 0.5 ? 1 : 0
            case .bilinear: return max(0, 1 - x)
            case .bicubic:
                let sharpness = -0.5
                if x < 1 { return ((sharpness + 2) * x - (sharpness + 3)) * x * x + 1 }
                return x < 2 ? (((x - 5) * x + 8) * x - 4) * sharpness : 0
            }
        }
    }

    /// The picture in another size.
    ///
    /// When made smaller, each new pixel is mixed of all old ones under it (antialiasing), along rows first, then along
    /// columns, with bytes between: exactly what Pillow does, with which most models' pictures were prepared.
    public func resized(width: Int, height: Int, _ interpolation: Interpolation) -> Image {
        guard width > 0, height > 0, self.width > 0, self.height > 0 else {
            return Image(unchecked: Array(repeating: 0, count: width * height * 3), width: width, height: height)
        }
        var image = self
        if width != self.width { image = image.mixingColumns(Mix(from: self.width, to: width, interpolation)) }
        if height != self.height { image = image.mixingRows(Mix(from: self.height, to: height, interpolation)) }
        return image
    }

    /// The shorter side in that length, the other in proportion, cut to whole pixels.
    public func resized(shorterSide: Int, _ interpolation: Interpolation) -> Image {
        guard width > 0, height > 0 else { return self }
        let isWide = width > height
        let longer = shorterSide * max(width, height) / min(width, height)
        return resized(
            width: isWide ? longer : shorterSide, height: isWide ? shorterSide : longer, interpolation)
    }

    private func mixingColumns(_ mix: Mix) -> Image {
        var mixed: [UInt8] = []
        mixed.reserveCapacity(height * mix.pixels.count * 3)
        for row in 0..<height {
            for pixel in mix.pixels {
                for colour in 0..<3 {
                    mixed.append(pixel.mixed(pixels, first: (row * width + pixel.first) * 3 + colour, stride: 3))
                }
            }
        }
        return Image(unchecked: mixed, width: mix.pixels.count, height: height)
    }

    private func mixingRows(_ mix: Mix) -> Image {
        var mixed: [UInt8] = []
        mixed.reserveCapacity(mix.pixels.count * width * 3)
        for pixel in mix.pixels {
            for place in 0..<width * 3 {
                mixed.append(pixel.mixed(pixels, first: pixel.first * width * 3 + place, stride: width * 3))
            }
        }
        return Image(unchecked: mixed, width: width, height: mix.pixels.count)
    }
}

/// Of which old pixels each new one of a line is made.
private struct Mix {
    struct Pixel {
        let first: Int
        /// In steps of 2^-22, so that sums are exact.
        let weights: [Int32]

        func mixed(_ bytes: [UInt8], first: Int, stride: Int) -> UInt8 {
            var sum: Int32 = 1 << 21
            var place = first
            for weight in weights {
                sum &+= weight &* Int32(bytes[place])
                place += stride
            }
            return UInt8(clamping: sum >> 22)
        }
    }

    let pixels: [Pixel]

    init(from old: Int, to new: Int, _ interpolation: Image.Interpolation) {
        let scale = Double(old) / Double(new)
        let widening = interpolation == .nearest ? 1 : max(scale, 1)
        let reach = interpolation.reach * widening
        pixels = (0..<new).map { pixel in
            let centre = (Double(pixel) + 0.5) * scale
            guard interpolation != .nearest else { return Pixel(first: min(Int(centre), old - 1), weights: [1 << 22]) }
            let first = max(0, Int(centre - reach + 0.5))
            let end = min(old, Int(centre + reach + 0.5))
            let weights = (first..<end).map { interpolation.weight((Double($0) - centre + 0.5) / widening) }
            let total = weights.reduce(0, +)
            return Pixel(
                first: first,
                weights: weights.map { Int32(($0 / total * Double(1 << 22)).rounded(.toNearestOrAwayFromZero)) })
        }
    }
}
