import EdgeModels

/// How the window of a convolution or of pooling moves over an image of any number of dimensions.
struct PlainWindow {
    /// Sizes of the image behind batch and channels.
    let image: [Int]
    let kernel: [Int]
    let outputs: [Int]
    private let strides: [Int]
    private let dilations: [Int]
    private let before: [Int]
    /// Padding behind the image; windows that round up may reach further.
    private let after: [Int]

    /// What a window sees outside the image.
    static let padding = -1
    static let beyond = -2

    init(_ call: PlainCall, image: [Int], kernel: [Int]) throws(PlainFault) {
        let rank = image.count
        let strides = try Self.list(call, "strides", rank, else: 1, least: 1)
        let dilations = try Self.list(call, "dilations", rank, else: 1, least: 1)
        let pads = try Self.list(call, "pads", 2 * rank, else: 0, least: 0)
        guard kernel.count == rank, kernel.allSatisfy({ (1...1 << 24).contains($0) }) else {
            throw .attribute("kernel_shape", why: "is \(kernel) for \(rank) dimensions")
        }
        var (before, after, outputs): ([Int], [Int], [Int]) = ([], [], [])
        for axis in 0..<rank {
            let span = dilations[axis] * (kernel[axis] - 1) + 1
            let (first, last) = try Self.pads(
                call, size: image[axis], span: span, stride: strides[axis], given: (pads[axis], pads[axis + rank]))
            before.append(first)
            after.append(last)
            let room = image[axis] + first + last - span
            guard room >= 0 else { throw .input(0, why: "is smaller than the window") }
            var count = (room + (call.flag("ceil_mode") ? strides[axis] - 1 : 0)) / strides[axis] + 1
            // A window that would begin behind the image and the padding before it sees nothing.
            if call.flag("ceil_mode"), (count - 1) * strides[axis] >= image[axis] + first { count -= 1 }
            outputs.append(count)
        }
        (self.image, self.kernel, self.strides, self.dilations) = (image, kernel, strides, dilations)
        (self.before, self.after, self.outputs) = (before, after, outputs)
    }

    /// For a window that writes where others read: the outputs of the forward window are what enters.
    init(_ image: [Int], kernel: [Int], outputs: [Int], strides: [Int], dilations: [Int], before: [Int]) {
        (self.image, self.kernel, self.outputs) = (image, kernel, outputs)
        (self.strides, self.dilations, self.before) = (strides, dilations, before)
        after = image.map { _ in 0 }
    }

    static func list(
        _ call: PlainCall, _ name: String, _ count: Int, else standard: Int, least: Int
    ) throws(PlainFault) -> [Int] {
        let list = call.node.integers(name) ?? Array(repeating: standard, count: count)
        guard list.count == count, list.allSatisfy({ (least...1 << 24).contains($0) }) else {
            throw .attribute(name, why: "is \(list)")
        }
        return list
    }

    /// As given, or so many that the output has a place for each stride of the image.
    private static func pads(
        _ call: PlainCall, size: Int, span: Int, stride: Int, given: (Int, Int)
    ) throws(PlainFault) -> (Int, Int) {
        let word = call.node.text("auto_pad", else: "NOTSET")
        switch word {
        case "NOTSET", "": return given
        case "VALID": return (0, 0)
        case "SAME_UPPER", "SAME_LOWER":
            let total = max(0, ((size + stride - 1) / stride - 1) * stride + span - size)
            return word == "SAME_UPPER" ? (total / 2, total - total / 2) : (total - total / 2, total / 2)
        default: throw .attribute("auto_pad", why: "is \(word)")
        }
    }

    var kernelCount: Int { kernel.reduce(1, *) }
    var outputCount: Int { outputs.reduce(1, *) }
    var imageCount: Int { image.reduce(1, *) }

    /// For each place of the kernel, which place of the image each output sees there; else `padding` or `beyond`.
    func sources() -> [[Int]] {
        let steps = Tensor.strides(image)
        let all = coordinates(outputs)
        return coordinates(kernel).map { offset in
            all.map { output in
                var place = 0
                var outside = 0
                for axis in image.indices {
                    let at = output[axis] * strides[axis] + offset[axis] * dilations[axis] - before[axis]
                    if at < 0 || at >= image[axis] {
                        outside = min(outside, at < image[axis] + after[axis] ? Self.padding : Self.beyond)
                    }
                    place += at * steps[axis]
                }
                return outside < 0 ? outside : place
            }
        }
    }

    /// All coordinates of a shape, row by row.
    private func coordinates(_ shape: [Int]) -> [[Int]] {
        shape.reduce([[]]) { all, size in all.flatMap { start in (0..<size).map { start + [$0] } } }
    }
}
