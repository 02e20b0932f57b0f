/// A layer of a real model, as far as kernels care: what it computes, and how large it is.
package struct ModelLayer: Hashable, Sendable {
    package enum Shape: Hashable, Sendable {
        /// Rows, depth and columns: `M × K` times `K × N`; also a pointwise convolution, whose rows are pixels.
        case product(rows: Int, depth: Int, columns: Int)
        /// One row: a layer of a language model that makes one token.
        case vector(depth: Int, columns: Int)
        /// Height, width and channels of the input, the window's side, and the stride.
        case depthwise(height: Int, width: Int, channels: Int, window: Int, stride: Int)
        /// Elements of two tensors of one shape, as in a residual connection.
        case addition(count: Int)
        /// Rows, and elements in each: softmax, layer norm.
        case rows(rows: Int, columns: Int)
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
        ModelLayer("mobilenet-v2", "classifier", .vector(depth: 1280, columns: 1000)),
    ]

    private static let mobileNetV3: [ModelLayer] = [
        ModelLayer(
            "mobilenet-v3", "block 4 depthwise", .depthwise(height: 56, width: 56, channels: 72, window: 5, stride: 2)),
        ModelLayer(
            "mobilenet-v3", "block 5 depthwise", .depthwise(height: 28, width: 28, channels: 120, window: 5, stride: 1)),
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
        ModelLayer("ds-cnn-small", "depthwise", .depthwise(height: 25, width: 5, channels: 64, window: 3, stride: 1)),
        ModelLayer("ds-cnn-small", "pointwise", .product(rows: 125, depth: 64, columns: 64), isCore: true),
        ModelLayer("ds-cnn-large", "pointwise", .product(rows: 125, depth: 276, columns: 276)),
    ]

    private static let miniLM: [ModelLayer] = [
        ModelLayer("minilm-l6", "attention project", .product(rows: 128, depth: 384, columns: 384)),
        ModelLayer("minilm-l6", "feed-forward up", .product(rows: 128, depth: 384, columns: 1536), isCore: true),
        ModelLayer("minilm-l6", "feed-forward down", .product(rows: 128, depth: 1536, columns: 384)),
        ModelLayer("minilm-l6", "residual add", .addition(count: 49_152)),
        ModelLayer("minilm-l6", "attention softmax", .rows(rows: 1536, columns: 128)),
        ModelLayer("minilm-l6", "layer norm", .rows(rows: 128, columns: 384)),
    ]

    private static let languageModels: [ModelLayer] = [
        ModelLayer("smollm-135m", "project", .vector(depth: 576, columns: 576)),
        ModelLayer("smollm-135m", "feed-forward up", .vector(depth: 576, columns: 1536), isCore: true),
        ModelLayer("smollm-135m", "prompt feed-forward up", .product(rows: 128, depth: 576, columns: 1536)),
        ModelLayer("llama-1b", "project", .vector(depth: 2048, columns: 2048), isCore: true),
        ModelLayer("llama-1b", "feed-forward up", .vector(depth: 2048, columns: 8192)),
        ModelLayer("llama-1b", "feed-forward down", .vector(depth: 8192, columns: 2048)),
        ModelLayer("llama-1b", "prompt project", .product(rows: 128, depth: 2048, columns: 2048)),
        ModelLayer("llama-1b", "residual add", .addition(count: 262_144)),
        ModelLayer("llama-1b", "RMS norm", .rows(rows: 128, columns: 2048)),
    ]
}
