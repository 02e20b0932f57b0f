import EdgeRecords

/// How a network has its numbers: decided by the weights of its sums, the most of which have their way.
struct TFLitePrecision {
    let precisions: [Precision]

    /// Where sums have their weights.
    private static let weights: [String: Int] = [
        "CONV_2D": 1, "DEPTHWISE_CONV_2D": 1, "TRANSPOSE_CONV": 1, "CONV_3D": 1, "FULLY_CONNECTED": 1,
        "BATCH_MATMUL": 1, "SVDF": 1, "LSTM": 2, "UNIDIRECTIONAL_SEQUENCE_LSTM": 2,
    ]

    init(of network: TFLiteNetwork) {
        let unpacked = network.unpacked
        var shares: [Precision: Int] = [:]
        for node in network.operators where !node.isCustom {
            guard let place = Self.weights[node.name], node.inputs.count > place, let weight = node.inputs[place] else {
                continue
            }
            // A transposed convolution names its output's shape first.
            let input = node.name == "TRANSPOSE_CONV" ? node.inputs.dropFirst(2).first : node.inputs[0]
            guard let activation = (input ?? nil).flatMap({ network.tensors[$0].type }),
                let stored = network.tensors[unpacked[weight] ?? weight].type
            else { continue }
            let precision = Self.precision(activation, stored, isUnpacked: unpacked[weight] != nil)
            shares[precision, default: 0] += max(network.tensors[weight].count ?? 0, 1)
        }
        let most = shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
        let inputs = Set(network.inputs.compactMap { network.tensors[$0].type })
        let found = most ?? (inputs.isDisjoint(with: [.s8, .u8]) ? .fp32 : .int8)
        // What is stored in fp32 may also be computed in bf16.
        precisions = found == .fp32 ? [.fp32, .bf16] : [found]
    }

    private static func precision(
        _ activation: ElementType, _ weight: ElementType, isUnpacked: Bool
    ) -> Precision {
        switch (activation, weight) {
        case (.s16, _): .int8Activations16
        case (.s8, _), (.u8, _): .int8
        case (_, .s4), (_, .u4): .int4Weights
        case (_, .s8), (_, .u8): isUnpacked ? .int8Weights : .int8Dynamic
        case (_, .f16): .fp16
        case (_, .bf16): .bf16
        default: .fp32
        }
    }
}

extension TFLiteNetwork {
    /// The stored tensor behind each one that is only another form of it.
    var unpacked: [Int: Int] {
        var sources: [Int: Int] = [:]
        for node in operators where node.isUnpacking {
            guard let output = node.outputs.first, let input = node.inputs.first ?? nil,
                sources[input] != nil || tensors[input].storedBytes != nil
            else { continue }
            sources[output] = sources[input] ?? input
        }
        return sources
    }
}
