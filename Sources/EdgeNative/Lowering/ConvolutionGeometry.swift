package import EdgeKernels
package import EdgeModels

/// The sizes of a convolution or a pooling; of one dimension, it is a picture of one row.
package struct ConvolutionGeometry {
    package let images: Int
    package var channels: Int
    package let input: Extent
    package let kernel: Extent
    package let stride: Extent
    package let dilation: Extent
    /// Rows above and columns left of the picture, and those that follow.
    package let before: Extent
    package let after: Extent
    package let output: Extent

    /// Nil for shapes and attributes that do not fit together, or of more than two dimensions.
    package init?(_ node: Node, source: [Int], kernel sizes: [Int]) {
        let dimensions = source.count - 2
        guard 1...2 ~= dimensions, sizes.count == dimensions, source.allSatisfy({ $0 > 0 }) else { return nil }
        let strides = node.integers("strides") ?? Array(repeating: 1, count: dimensions)
        let dilations = node.integers("dilations") ?? Array(repeating: 1, count: dimensions)
        let limit = 1...1 << 20
        guard strides.count == dimensions, dilations.count == dimensions,
            (sizes + strides + dilations).allSatisfy({ limit ~= $0 })
        else { return nil }
        let spans = zip(sizes, dilations).map { ($0 - 1) * $1 + 1 }
        guard let pads = Self.pads(node, source: Array(source[2...]), spans: spans, strides: strides) else {
            return nil
        }
        var output: [Int] = []
        for axis in 0..<dimensions {
            let padded = source[axis + 2] + pads[axis] + pads[axis + dimensions]
            let room = padded - spans[axis]
            guard room >= 0 else { return nil }
            output.append(room / strides[axis] + 1)
        }
        images = source[0]
        channels = source[1]
        input = Extent(source[2...], else: 1)
        kernel = Extent(sizes[...], else: 1)
        stride = Extent(strides[...], else: 1)
        dilation = Extent(dilations[...], else: 1)
        before = Extent(pads[..<dimensions], else: 0)
        after = Extent(pads[dimensions...], else: 0)
        self.output = Extent(output[...], else: 1)
    }

    /// The border's sizes, all starts before all ends.
    private static func pads(_ node: Node, source: [Int], spans: [Int], strides: [Int]) -> [Int]? {
        let dimensions = source.count
        let automatic = node.text("auto_pad", else: "NOTSET")
        switch automatic {
        case "SAME_UPPER", "SAME_LOWER":
            var starts: [Int] = []
            var ends: [Int] = []
            for axis in 0..<dimensions {
                let places = (source[axis] + strides[axis] - 1) / strides[axis]
                let all = max((places - 1) * strides[axis] + spans[axis] - source[axis], 0)
                let smaller = all / 2
                starts.append(automatic == "SAME_UPPER" ? smaller : all - smaller)
                ends.append(automatic == "SAME_UPPER" ? all - smaller : smaller)
            }
            return starts + ends
        case "VALID": return Array(repeating: 0, count: 2 * dimensions)
        default:
            let pads = node.integers("pads") ?? Array(repeating: 0, count: 2 * dimensions)
            guard pads.count == 2 * dimensions, pads.allSatisfy({ 0...1 << 20 ~= $0 }) else { return nil }
            return pads
        }
    }

    /// The output's shape, with as many dimensions as the source has.
    func outputShape(channels: Int, like source: [Int]) -> [Int] {
        source.count == 3
            ? [images, channels, output.width] : [images, channels, output.height, output.width]
    }

    /// For kernels of depthwise convolution and pooling.
    var window: Window {
        var window = Window(
            height: input.height, width: input.width, channels: channels, rows: kernel.height,
            columns: kernel.width)
        window.images = images
        (window.rowStride, window.columnStride) = (stride.height, stride.width)
        (window.top, window.left) = (before.height, before.width)
        (window.bottom, window.right) = (after.height, after.width)
        return window
    }

    /// For kernels of convolution over one picture.
    func shape(outputs: Int) -> ConvolutionShape {
        ConvolutionShape(
            input: input, channels: channels, kernel: kernel, stride: stride, dilation: dilation, padding: before,
            output: output, outputs: outputs)
    }

    /// Of all outputs together.
    var pixels: Int { images * output.height * output.width }

    /// Whether it is a matrix product of all pixels.
    var isPointwise: Bool {
        let one = Extent(height: 1, width: 1)
        let none = Extent(height: 0, width: 0)
        return kernel == one && stride == one && before == none && after == none
    }

    /// Whether windows are squares that the depthwise kernels know.
    var isSquare: Bool {
        kernel.height == kernel.width && (kernel.height == 3 || kernel.height == 5)
            && stride.height == stride.width && stride.height <= 2 && dilation == Extent(height: 1, width: 1)
            && max(before.height, after.height) < kernel.height && max(before.width, after.width) < kernel.width
    }
}

extension Extent {
    /// Of two sizes, or of one for the width.
    fileprivate init(_ sizes: ArraySlice<Int>, else standard: Int) {
        let sizes = Array(sizes)
        self = sizes.count == 1 ? Extent(height: standard, width: sizes[0]) : Extent(height: sizes[0], width: sizes[1])
    }
}
