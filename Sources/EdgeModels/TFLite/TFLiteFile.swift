public import EdgeRecords

/// What a TensorFlow Lite file says of its network, without its numbers.
public struct TFLiteFile: Sendable {
    public let inputs: [Model.Port]
    public let outputs: [Model.Port]
    /// How the file has its numbers, and what engines can make of them without changing it.
    public let precisions: [Precision]
    /// Of all networks in the file, the most frequent first.
    public let operators: [OperatorCount]
    public let layers: [Layer]
    /// Operators whose work is not known; they are in no sum.
    public let uncounted: [String]
    public let parameters: Int
    public let weightBytes: Int
    /// What the numbers between layers take at the most, in this order; nil where it is not known.
    public let activationBytes: Int?
    /// Whether what a run gives depends on those before it.
    public let keepsState: Bool
    public let licence: String?
    /// What the file says of itself beyond that, a sentence each.
    public let remarks: [String]

    init(
        _ networks: [TFLiteNetwork], _ main: TFLiteNetwork, _ signature: TFLiteSignature, _ about: TFLiteAbout
    ) {
        inputs = main.inputs.map { main.tensors[$0].port(named: signature.inputs[$0]) }
        outputs = main.outputs.map { main.tensors[$0].port(named: signature.outputs[$0]) }
        precisions = TFLitePrecision(of: main).precisions
        operators = Self.counts(networks)
        let work = TFLiteWork(of: main)
        (layers, uncounted) = (work.layers, work.uncounted)
        (parameters, weightBytes) = (work.parameters, work.weightBytes)
        activationBytes = work.activationBytes
        let isStateful = { (network: TFLiteNetwork) in
            network.operators.contains(where: \.keepsState) || network.tensors.contains(where: \.isVariable)
        }
        keepsState = networks.contains(where: isStateful)
        licence = about.licence.map { String($0.prefix(200)) }
        remarks = Self.remarks(about, networks: networks.count, keepsState: networks.contains(where: isStateful))
    }

    private static func counts(_ networks: [TFLiteNetwork]) -> [OperatorCount] {
        var counts: [String: OperatorCount] = [:]
        for node in networks.flatMap(\.operators) {
            // No built-in one has small letters or dashes, but a custom one may have any name.
            let key = node.name + (node.isCustom ? " " : "")
            counts[key, default: OperatorCount(name: node.name, count: 0, isCustom: node.isCustom)].count += 1
        }
        return counts.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    private static func remarks(_ about: TFLiteAbout, networks: Int, keepsState: Bool) -> [String] {
        var remarks: [String] = []
        let words = [about.name, about.description, about.author.map { "by \($0)" }].compactMap(\.self)
        if !words.isEmpty { remarks.append("the file says: \(words.joined(separator: ", ").prefix(500))") }
        if let least = about.leastRuntime, !least.isEmpty {
            remarks.append("it needs TensorFlow Lite \(least.prefix(20)) or later")
        }
        if networks > 1 { remarks.append("it holds \(networks) networks; work is that of the first") }
        if keepsState { remarks.append("it keeps what it saw from run to run: answers depend on what came before") }
        return remarks
    }
}

extension TFLiteTensor {
    fileprivate func port(named name: String?) -> Model.Port {
        var port = Model.Port(name: name ?? self.name, elementType: type?.rawValue, shape: sizes)
        if let scale, let zeroPoint, type?.isFloat == false {
            port.quantization = Model.Quantization(scale: scale, zeroPoint: zeroPoint)
        }
        return port
    }
}

extension Model {
    /// Takes from a file what can be known of a model without running it.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - accuracy: of the network as it was given.
    public mutating func take(_ file: TFLiteFile, bytes: [UInt8], accuracy: Accuracy? = nil) {
        (inputs, outputs) = (file.inputs, file.outputs)
        licence = licence ?? file.licence
        let hash = "sha256:" + SHA256.hex(of: bytes)
        variants = file.precisions.map { precision in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.format = .tflite
            (variant.hash, variant.modelBytes) = (hash, bytes.count)
            variant.parameters = file.parameters
            variant.operations = file.layers.reduce(0) { $0 &+ $1.operations }
            variant.weightBytes = file.weightBytes
            variant.activationBytes = file.activationBytes
            variant.operators = file.operators
            variant.keepsState = file.keepsState ? true : nil
            variant.layers = file.layers
            variant.accuracy = precision == file.precisions.first ? accuracy : nil
            return variant
        }
    }
}
