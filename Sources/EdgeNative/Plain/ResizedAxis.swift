import EdgeModels

/// Of which old places each new one along an axis is mixed.
struct ResizedAxis {
    struct Pixel {
        var parts: [(place: Int, weight: Double)]
        /// An old place that it shows.
        var nearest: Int
        var isOutside = false
    }

    let pixels: [Pixel]

    /// How many old places a new one is made of at most.
    var reach: Int { pixels.reduce(1) { max($0, $1.parts.count) } }

    init(_ call: PlainCall, from old: Int, to new: Int, scale: Double, region: ClosedRegion) throws(PlainFault) {
        guard old > 0 || new == 0 else { throw .input(0, why: "is empty") }
        let mode = call.node.text("mode", else: "nearest")
        let word = call.node.text("coordinate_transformation_mode", else: "half_pixel")
        guard let coordinates = Coordinates(rawValue: word) else {
            throw .attribute("coordinate_transformation_mode", why: "is \(word)")
        }
        let filter = try Filter(call, mode: mode, scale: scale)
        var pixels: [Pixel] = []
        for place in 0..<new {
            let old = Axis(old: old, new: new, scale: scale, region: region)
            let at = coordinates.place(of: place, on: old)
            pixels.append(filter.pixel(at: at, of: old.old))
            pixels[place].isOutside = coordinates == .region && (at < 0 || at > Double(old.old - 1))
        }
        self.pixels = pixels
    }

    struct Axis {
        let old: Int
        let new: Int
        let scale: Double
        let region: ClosedRegion
    }

    /// How places of the new image are found in the old one.
    enum Coordinates: String {
        case halfPixel = "half_pixel"
        case halfPixelSymmetric = "half_pixel_symmetric"
        case pytorchHalfPixel = "pytorch_half_pixel"
        case alignCorners = "align_corners"
        case asymmetric
        case region = "tf_crop_and_resize"

        func place(of place: Int, on axis: Axis) -> Double {
            let new = Double(place)
            let last = Double(axis.old - 1)
            // What the new size would be without being whole.
            let whole = axis.scale * Double(axis.old)
            switch self {
            case .halfPixel: return (new + 0.5) / axis.scale - 0.5
            case .pytorchHalfPixel: return whole == 1 ? -0.5 : (new + 0.5) / axis.scale - 0.5
            case .halfPixelSymmetric:
                let offset = Double(axis.old) / 2 * (1 - Double(axis.new) / whole)
                return offset + (new + 0.5) / axis.scale - 0.5
            case .alignCorners: return whole == 1 ? 0 : new * last / (whole - 1)
            case .asymmetric: return new / axis.scale
            case .region:
                let length = axis.region.end - axis.region.start
                let start = axis.region.start * last
                return start + (whole == 1 ? length * last / 2 : new * length * last / (whole - 1))
            }
        }
    }

    /// How much the old places around a point count.
    private struct Filter {
        let mode: String
        let nearestMode: String
        /// Below 1 where a smaller image is mixed of all that it covers.
        let scale: Double
        let sharpness: Double
        let excludesOutside: Bool

        init(_ call: PlainCall, mode: String, scale: Double) throws(PlainFault) {
            guard ["nearest", "linear", "cubic"].contains(mode) else { throw .attribute("mode", why: "is \(mode)") }
            self.mode = mode
            nearestMode = call.node.text("nearest_mode", else: "round_prefer_floor")
            self.scale = call.flag("antialias") ? min(1, scale) : 1
            sharpness = call.double("cubic_coeff_a", else: -0.75)
            excludesOutside = call.flag("exclude_outside")
            guard self.scale > 1e-6 else { throw .input(2, why: "is \(scale)") }
        }

        func pixel(at point: Double, of size: Int) -> Pixel {
            let inside = min(max(nearest(point), 0), size - 1)
            guard mode != "nearest" else { return Pixel(parts: [(inside, 1)], nearest: inside) }
            let floor = point.rounded(.down)
            let width = mode == "cubic" ? 2.0 : 1.0
            // A point on a place counts as the right end of the gap before it.
            let base = point == floor ? Int(floor) - 1 : Int(floor)
            let first = Int((-width / scale).rounded(.down)) + 1
            var parts = (first...1 - first).map { step in
                (place: base + step, weight: weight((Double(base + step) - point) * scale))
            }
            if excludesOutside { parts = parts.map { (0..<size).contains($0.place) ? $0 : ($0.place, 0) } }
            let total = parts.reduce(0) { $0 + $1.weight }
            let isWhole = scale == 1 && !excludesOutside
            parts = parts.map { (min(max($0.place, 0), size - 1), isWhole ? $0.weight : $0.weight / total) }
            return Pixel(parts: parts, nearest: inside)
        }

        private func nearest(_ point: Double) -> Int {
            switch nearestMode {
            case "round_prefer_ceil": Int((point + 0.5).rounded(.down))
            case "floor": Int(point.rounded(.down))
            case "ceil": Int(point.rounded(.up))
            default: Int((point - 0.5).rounded(.up))
            }
        }

        private func weight(_ distance: Double) -> Double {
            let x = distance.magnitude
            if mode == "linear" { return max(0, 1 - x) }
            if x <= 1 { return ((sharpness + 2) * x - (sharpness + 3)) * x * x + 1 }
            return x < 2 ? ((x - 5) * x + 8) * x * sharpness - 4 * sharpness : 0
        }
    }
}
