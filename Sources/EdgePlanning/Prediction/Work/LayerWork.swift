import EdgeRecords

/// What a layer has to do, as sizes that decide how much of a ceiling it can reach.
struct LayerWork {
    /// What is done, in words that tell apart what runs in different ways.
    let kind: String
    let operations: Double
    let bytesRead: Double
    let bytesWritten: Double
    /// Of a product of matrices, or of what a convolution amounts to: rows, columns, and what each sum runs over.
    let places: Double
    let channels: Double
    let length: Double
    /// How many sums of 32 bits a vector holds.
    private let lanes: Double
    /// Whether each channel is a sum of products.
    private let isProduct: Bool
    /// Whether what is done to each sum is more than to cut it off.
    private let isCurved: Bool

    private static let products: Set = ["conv", "gemm", "matMul"]
    private static let straight: Set = ["relu", "clip", "leakyRelu", "pRelu"]
    /// How far apart things of two sorts are: as far as sizes that differ by so much in their logarithms.
    private static let partly = 3.0
    private static let curved = 4.0

    init(_ layer: Layer, lanes: Double) {
        operations = Double(max(layer.operations, 0))
        bytesRead = Double(max(layer.bytesRead, 0))
        bytesWritten = Double(max(layer.bytesWritten, 0))
        let sizes = layer.shape.map { Double(max($0, 1)) }
        let count = sizes.reduce(1, *)
        // Pictures are batch, channels, rows, columns; all else ends in its channels.
        channels = max(sizes.count == 4 ? sizes[1] : sizes.last ?? 1, 1)
        places = max(count / channels, 1)
        length = max(operations / (2 * count), 0.5)
        kind = "\(layer.operation) \(layer.kind)"
        self.lanes = lanes
        isProduct = Self.products.contains(layer.operation)
        isCurved = layer.activation.map { !Self.straight.contains($0) } ?? false
    }

    /// One of our own kernels on a layer's shape; nil for operations that no network of the catalogue has.
    init?(_ kernel: KernelMeasurement, lanes: Double) {
        let sizes = kernel.shape.map { Double($0) }
        guard sizes.allSatisfy({ $0 > 0 }), let intensity = kernel.operationsPerByte, intensity > 0 else { return nil }
        switch (kernel.operation, sizes.count) {
        case ("gemm", 3):
            (kind, places, length, channels) = ("conv pointwise", sizes[0], sizes[1], sizes[2])
            operations = 2 * sizes[0] * sizes[1] * sizes[2]
        case ("depthwise", 5):
            (kind, channels, length) = ("conv depthwise", sizes[2], sizes[3] * sizes[3])
            places = sizes[0] * sizes[1] / (sizes[4] * sizes[4])
            operations = 2 * places * channels * length
        case ("conv", 6):
            (kind, channels, length) = ("conv dense", sizes[3], sizes[2] * sizes[4] * sizes[4])
            places = sizes[0] * sizes[1] / (sizes[5] * sizes[5])
            operations = 2 * places * channels * length
        default: return nil
        }
        self.lanes = lanes
        (isProduct, isCurved) = (true, false)
        bytesWritten = places * channels * (kernel.precision == .int8 ? 1 : 4)
        bytesRead = max(operations / intensity - bytesWritten, 0)
    }

    var bytes: Double { bytesRead + bytesWritten }

    /// What vectors really compute: the last one is seldom full.
    var filledOperations: Double {
        isProduct ? operations * (channels / lanes).rounded(.up) * lanes / channels : operations
    }

    /// What decides how much of a ceiling it can reach, as logarithms: its sizes, how much more it reads than it writes,
    /// how long it is, and how long its network is, after which its weights are needed again; and whether all its vectors
    /// are full, and what is done to its sums.
    func features(roofNanoseconds roof: Double, networkNanoseconds network: Double) -> [Double] {
        let isFull = !isProduct || channels.truncatingRemainder(dividingBy: lanes) == 0
        return [channels, places, length, max(bytesRead, 1) / max(bytesWritten, 1), max(roof, 1), max(network, 1)]
            .map(Exponential.log) + [isFull ? 0 : Self.partly, isCurved ? Self.curved : 0]
    }
}

/// Networks that differ in width and resolution alone are one architecture: never judge one by the other.
enum Architecture {
    /// Of networks that were made up to learn from: what is told of others is never told of these.
    static let practice = "practice"

    /// `mobilenet-v2` of `mobilenet-v2-w0.35-r96`, `efficientnet-lite` of `efficientnet-lite2`.
    static func name(of model: String) -> String {
        if model.hasPrefix(practice + "-") { return practice }
        let sizes: Set<Substring> = ["tiny", "small", "medium", "large"]
        let parts = model.split(separator: "-").filter { part in
            let isScaled =
                ["w", "r", "p"].contains(part.first) && part.count > 1
                && part.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
            return !isScaled && !sizes.contains(part)
        }
        let name = parts.joined(separator: "-")
        guard let last = name.lastIndex(where: { !$0.isNumber }), name[last] != "v", name[last] != "-" else {
            return name
        }
        return String(name[...last])
    }
}
