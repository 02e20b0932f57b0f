package import EdgeKernels

/// A layer of a real model, as far as kernels care: what it computes, and how large it is.
package struct ModelLayer: Hashable, Sendable {
    package enum Shape: Hashable, Sendable {
        /// Rows, depth and columns: `M × K` times `K × N`; also a pointwise convolution, whose rows are pixels.
        case product(rows: Int, depth: Int, columns: Int)
        /// One row: a layer of a language model that makes one token.
        case vector(depth: Int, columns: Int)
        /// Height, width and channels of the input, the window's side, and the stride.
        case depthwise(height: Int, width: Int, channels: Int, window: Int, stride: Int)
        /// Height, width and channels of the input, outputs, the window's side, and the stride.
        case convolution(height: Int, width: Int, channels: Int, outputs: Int, window: Int, stride: Int)
        /// An average over windows that lie side by side; a window as large as the input is the global one.
        case pooling(height: Int, width: Int, channels: Int, window: Int)
        /// Elements of two tensors of one shape, as in a residual connection.
        case addition(count: Int)
        case activation(count: Int, Activation)
        case softmax(rows: Int, columns: Int)
        case norm(rows: Int, columns: Int, Normalization)
        case attention(AttentionShape)
    }

    package let model: String
    package let layer: String
    package let shape: Shape
    /// Measured by a quick profile too: the layers that most of the time goes to, and the extremes.
    package let isCore: Bool

    package init(_ model: String, _ layer: String, _ shape: Shape, isCore: Bool = false) {
        self.model = model
        self.layer = layer
        self.shape = shape
        self.isCore = isCore
    }

    package var name: String { "\(model) \(layer)" }

    /// Whether its weights are worth storing in 4 bits.
    var isOfLanguageModel: Bool { model.hasPrefix("smollm") || model.hasPrefix("llama") }
}

extension ModelLayer {
    /// Shapes at the models' own resolutions: 224 × 224 images, 49 × 10 spectra, 128 tokens.
    package static let all: [ModelLayer] =
        squares + mobileNetV2 + mobileNetV3 + efficientNetLite + keywordSpotting + miniLM + languageModels

    /// Not of a model: what other libraries publish their rates for.
    private static let squares: [ModelLayer] = [
        ModelLayer("square", "384", .product(rows: 384, depth: 384, columns: 384), isCore: true),
        ModelLayer("square", "1024", .product(rows: 1024, depth: 1024, columns: 1024)),
    ]

    private static let mobileNetV2: [ModelLayer] = [
        ModelLayer(
            "mobilenet-v2", "first",
            .convolution(height: 224, width: 224, channels: 3, outputs: 32, window: 3, stride: 2), isCore: true),
        ModelLayer(
            "mobilenet-v2", "block 1 depthwise",
            .depthwise(height: 112, width: 112, channels: 32, window: 3, stride: 1), isCore: true),
        ModelLayer("mobilenet-v2", "block 1 project", .product(rows: 12_544, depth: 32, columns: 16)),
        ModelLayer("mobilenet-v2", "block 2 expand", .product(rows: 12_544, depth: 16, columns: 96), isCore: true),
        ModelLayer(
            "mobilenet-v2", "block 2 depthwise", .depthwise(height: 112, width: 112, channels: 96, window: 3, stride: 2)
        ),
        ModelLayer("mobilenet-v2", "block 2 project", .product(rows: 3136, depth: 96, columns: 24)),
        ModelLayer(
            "mobilenet-v2", "block 3 depthwise", .depthwise(height: 56, width: 56, channels: 144, window: 3, stride: 1)),
        ModelLayer("mobilenet-v2", "block 3 add", .addition(count: 75_264), isCore: true),
        ModelLayer("mobilenet-v2", "block 5 expand", .product(rows: 784, depth: 32, columns: 192)),
        ModelLayer("mobilenet-v2", "block 8 expand", .product(rows: 196, depth: 64, columns: 384), isCore: true),
        ModelLayer(
            "mobilenet-v2", "block 8 depthwise", .depthwise(height: 14, width: 14, channels: 384, window: 3, stride: 1),
            isCore: true),
        ModelLayer("mobilenet-v2", "block 11 project", .product(rows: 196, depth: 384, columns: 96)),
        ModelLayer("mobilenet-v2", "block 15 expand", .product(rows: 49, depth: 160, columns: 960)),
        ModelLayer(
            "mobilenet-v2", "block 15 depthwise", .depthwise(height: 7, width: 7, channels: 960, window: 3, stride: 1)),
        ModelLayer("mobilenet-v2", "block 17 project", .product(rows: 49, depth: 960, columns: 320), isCore: true),
        ModelLayer("mobilenet-v2", "last", .product(rows: 49, depth: 320, columns: 1280)),
        ModelLayer(
            "mobilenet-v2", "global average", .pooling(height: 7, width: 7, channels: 1280, window: 7), isCore: true),
        ModelLayer("mobilenet-v2", "classifier", .vector(depth: 1280, columns: 1000)),
    ]

    private static let mobileNetV3: [ModelLayer] = [
        ModelLayer(
            "mobilenet-v3", "block 4 depthwise", .depthwise(height: 56, width: 56, channels: 72, window: 5, stride: 2)),
        ModelLayer(
            "mobilenet-v3", "block 5 depthwise", .depthwise(height: 28, width: 28, channels: 120, window: 5, stride: 1)),
        ModelLayer("mobilenet-v3", "block 7 hard-swish", .activation(count: 188_160, .hardSwish), isCore: true),
        ModelLayer("mobilenet-v3", "block 12 squeeze", .pooling(height: 14, width: 14, channels: 672, window: 14)),
        ModelLayer("mobilenet-v3", "block 7 expand", .product(rows: 784, depth: 40, columns: 240)),
        ModelLayer("mobilenet-v3", "block 12 project", .product(rows: 196, depth: 672, columns: 112)),
        ModelLayer("mobilenet-v3", "classifier 1", .vector(depth: 960, columns: 1280)),
    ]

    private static let efficientNetLite: [ModelLayer] = [
        ModelLayer("efficientnet-lite0", "block 3 expand", .product(rows: 3136, depth: 24, columns: 144)),
        ModelLayer(
            "efficientnet-lite0", "block 5 depthwise",
            .depthwise(height: 28, width: 28, channels: 240, window: 5, stride: 1)),
        ModelLayer("efficientnet-lite0", "block 12 project", .product(rows: 196, depth: 672, columns: 112)),
        ModelLayer(
            "efficientnet-lite0", "block 14 depthwise",
            .depthwise(height: 7, width: 7, channels: 1152, window: 5, stride: 1)),
        ModelLayer("efficientnet-lite0", "block 15 expand", .product(rows: 49, depth: 192, columns: 1152)),
    ]

    private static let keywordSpotting: [ModelLayer] = [
        ModelLayer(
            "ds-cnn-small", "first",
            .convolution(height: 49, width: 10, channels: 1, outputs: 64, window: 3, stride: 2)),
        ModelLayer("ds-cnn-small", "depthwise", .depthwise(height: 25, width: 5, channels: 64, window: 3, stride: 1)),
        ModelLayer("ds-cnn-small", "pointwise", .product(rows: 125, depth: 64, columns: 64), isCore: true),
        ModelLayer("ds-cnn-large", "pointwise", .product(rows: 125, depth: 276, columns: 276)),
    ]

    private static let miniLM: [ModelLayer] = [
        ModelLayer("minilm-l6", "attention project", .product(rows: 128, depth: 384, columns: 384)),
        ModelLayer("minilm-l6", "feed-forward up", .product(rows: 128, depth: 384, columns: 1536), isCore: true),
        ModelLayer("minilm-l6", "feed-forward down", .product(rows: 128, depth: 1536, columns: 384)),
        ModelLayer("minilm-l6", "residual add", .addition(count: 49_152)),
        ModelLayer("minilm-l6", "attention softmax", .softmax(rows: 1536, columns: 128), isCore: true),
        ModelLayer("minilm-l6", "layer norm", .norm(rows: 128, columns: 384, .layer), isCore: true),
        ModelLayer("minilm-l6", "GELU", .activation(count: 196_608, .gelu), isCore: true),
        ModelLayer("minilm-l6", "attention", .attention(AttentionShape(heads: 12, head: 32, queries: 128, keys: 128))),
    ]

    private static let languageModels: [ModelLayer] = [
        ModelLayer("smollm-135m", "project", .vector(depth: 576, columns: 576)),
        ModelLayer("smollm-135m", "feed-forward up", .vector(depth: 576, columns: 1536)),
        ModelLayer("smollm-135m", "prompt feed-forward up", .product(rows: 128, depth: 576, columns: 1536)),
        ModelLayer("llama-1b", "project", .vector(depth: 2048, columns: 2048), isCore: true),
        ModelLayer("llama-1b", "feed-forward up", .vector(depth: 2048, columns: 8192)),
        ModelLayer("llama-1b", "feed-forward down", .vector(depth: 8192, columns: 2048)),
        ModelLayer("llama-1b", "prompt project", .product(rows: 128, depth: 2048, columns: 2048), isCore: true),
        ModelLayer("llama-1b", "residual add", .addition(count: 262_144)),
        ModelLayer("llama-1b", "RMS norm", .norm(rows: 128, columns: 2048, .rootMeanSquare)),
        ModelLayer("llama-1b", "SiLU", .activation(count: 8192, .silu)),
        ModelLayer(
            "llama-1b", "prompt attention",
            .attention(AttentionShape(heads: 32, keyHeads: 8, head: 64, queries: 128, keys: 128, isCausal: true)),
            isCore: true),
        ModelLayer(
            "llama-1b", "attention to 1024",
            .attention(AttentionShape(heads: 32, keyHeads: 8, head: 64, queries: 1, keys: 1024, isCausal: true))),
    ]
}

extension ModelLayer {
    /// Where a depthwise convolution's or a pooling's windows lie.
    var window: Window? {
        switch shape {
        case .depthwise(let height, let width, let channels, let window, let stride):
            Window(
                height: height, width: width, channels: channels, size: window, stride: stride, border: window / 2)
        case .pooling(let height, let width, let channels, let window):
            Window(height: height, width: width, channels: channels, size: window, stride: window)
        default: nil
        }
    }

    var convolution: ConvolutionShape? {
        guard case .convolution(let height, let width, let channels, let outputs, let window, let stride) = shape
        else { return nil }
        return ConvolutionShape(
            input: Extent(height: height, width: width), channels: channels,
            kernel: Extent(height: window, width: window), stride: Extent(height: stride, width: stride),
            padding: Extent(height: window / 2, width: window / 2),
            output: Extent(height: (height - 1) / stride + 1, width: (width - 1) / stride + 1), outputs: outputs)
    }
}

extension Window {
    /// What tells whether there is a kernel.
    static let smallest = Window(height: 3, width: 3, channels: 1, size: 3, border: 1)

    /// As records have them: height, width, channels, the window's side, the stride.
    var sizes: [Int] { [height, width, channels, rows, rowStride] }

    var sourceElements: Int { height * width * channels }

    var destinationElements: Int { destinationHeight * destinationWidth * channels }

    /// Everything that is read and written.
    var elements: Double { Double(sourceElements + destinationElements) }

    /// Pixels that all windows draw together.
    var products: Double { Double(destinationElements * rows * columns) }
}

extension ConvolutionShape {
    /// What tells whether there is a kernel.
    static let smallest = ConvolutionShape(
        input: Extent(height: 1, width: 1), channels: 1, kernel: Extent(height: 1, width: 1),
        output: Extent(height: 1, width: 1), outputs: 1)

    /// As records have them: height, width, channels, outputs, the window's side, the stride.
    var sizes: [Int] { [input.height, input.width, channels, outputs, kernel.height, stride.height] }

    var elements: (input: Int, weights: Int, output: Int) {
        (
            input.height * input.width * channels, kernel.height * kernel.width * channels * outputs,
            output.height * output.width * outputs
        )
    }

    /// A multiply-add counts two.
    var operations: Double { 2 * Double(elements.output * kernel.height * kernel.width * channels) }
}
