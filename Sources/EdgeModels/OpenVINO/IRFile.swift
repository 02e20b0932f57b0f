public import EdgeRecords

/// What OpenVINO's own form says of a network, without its numbers: they lie in a second file beside it.
public struct IRFile: Sendable {
    public let inputs: [Model.Port]
    public let outputs: [Model.Port]
    /// How the file has its numbers, and what engines can make of them without changing it.
    public let precisions: [Precision]
    /// The most frequent first.
    public let operators: [OperatorCount]
    public let parameters: Int
    /// Of the numbers that are used, and where the last of them ends.
    public let weightBytes: Int
    let weightsEnd: Int
    /// Whether what a run gives depends on those before it.
    public let keepsState: Bool

    init(_ layers: [IRLayer]) {
        inputs = layers.filter { $0.type == "Parameter" }.map { $0.port($0.outputs.first) }
        outputs = layers.filter { $0.type == "Result" }.map { $0.port($0.inputs.first) }
        let stored = layers.filter { $0.type == "Const" }
        let weights = stored.filter { IRPrecision.isWeight($0.storedType) }
        parameters = weights.reduce(0) { $0 + $1.count }
        weightBytes = stored.reduce(0) { $0 + $1.storedBytes }
        weightsEnd = stored.map { $0.storedOffset + $0.storedBytes }.max() ?? 0
        precisions = IRPrecision.precisions(
            weights, isQuantized: layers.contains { $0.type == "FakeQuantize" })
        var counts: [String: Int] = [:]
        for layer in layers where !["Parameter", "Result", "Const"].contains(layer.type) {
            counts[layer.type, default: 0] += 1
        }
        operators = counts.map { OperatorCount(name: $0.key, count: $0.value, isCustom: false) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        keepsState = layers.contains { ["ReadValue", "Assign"].contains($0.type) }
    }
}

/// One layer, as far as it is read.
struct IRLayer {
    struct Port {
        var type: String
        var sizes: [Int] = []
        var name: String?
    }

    var name: String
    var type: String
    /// What it is called from outside, where that was kept.
    var outputName: String?
    var storedType = ""
    var storedShape: [Int] = []
    var storedOffset = 0
    var storedBytes = 0
    var inputs: [Port] = []
    var outputs: [Port] = []

    /// As many as its bytes can hold at the most.
    var count: Int { min(Tensor.count(storedShape) ?? 0, 8 * storedBytes) }

    /// An open size is -1 in the file and unnamed.
    func port(_ port: Port?) -> Model.Port {
        let sink = name.split(separator: "/").last?.hasPrefix("sink_port") == true
        let plain = sink ? name.split(separator: "/").dropLast().joined(separator: "/") : name
        return Model.Port(
            name: outputName ?? port?.name ?? plain, elementType: port.flatMap { IRPrecision.type($0.type)?.rawValue },
            shape: (port?.sizes ?? []).map { $0 < 0 ? nil : $0 })
    }
}

/// How a network has its numbers: most of the weights have their way.
enum IRPrecision {
    private static let types: [String: ElementType] = [
        "f32": .f32, "f16": .f16, "bf16": .bf16, "f64": .f64, "i8": .s8, "u8": .u8, "i4": .s4, "u4": .u4, "i16": .s16,
        "u16": .u16, "i32": .s32, "u32": .u32, "i64": .s64, "u64": .u64, "boolean": .bool, "bool": .bool,
    ]

    /// Ports have the same words in capitals, and `FP32` for `f32`.
    static func type(_ word: String) -> ElementType? {
        let small = word.lowercased()
        return types[small] ?? types[small.hasPrefix("fp") ? String("f" + small.dropFirst(2)) : small]
    }

    private static let fourBits: Set<String> = ["i4", "u4", "nf4", "f4e2m1"]

    static func isWeight(_ type: String) -> Bool {
        fourBits.contains(type) || ["f32", "f16", "bf16", "i8", "u8"].contains(type)
    }

    static func precisions(_ weights: [IRLayer], isQuantized: Bool) -> [Precision] {
        if isQuantized { return [.int8] }
        var shares: [Precision: Int] = [:]
        for weight in weights {
            let precision: Precision =
                switch weight.storedType {
                case "f16": .fp16
                case "bf16": .bf16
                case "i8", "u8": .int8Weights
                case let type where fourBits.contains(type): .int4Weights
                default: .fp32
                }
            shares[precision, default: 0] += weight.count
        }
        let most = shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .fp32
        // What is stored in floats may also be computed in bf16.
        return most == .fp32 ? [.fp32, .bf16] : [most]
    }
}

extension Model {
    /// Takes from a file what can be known of a model without running it.
    ///
    /// - Parameters:
    ///   - hash: of both files.
    ///   - modelBytes: of both files.
    public mutating func take(_ file: IRFile, hash: String?, modelBytes: Int) {
        (inputs, outputs) = (file.inputs, file.outputs)
        variants = file.precisions.map { precision in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.format = .openvinoIR
            (variant.hash, variant.modelBytes) = (hash, modelBytes)
            (variant.parameters, variant.weightBytes) = (file.parameters, file.weightBytes)
            variant.operators = file.operators
            variant.keepsState = file.keepsState ? true : nil
            return variant
        }
    }
}
