import EdgeRecords

/// What a network has to do, operator by operator, in the words of all layer tables.
struct TFLiteWork {
    private(set) var layers: [Layer] = []
    private(set) var uncounted: [String] = []
    private(set) var parameters = 0
    private(set) var weightBytes = 0
    private let network: TFLiteNetwork
    private let unpacked: [Int: Int]
    /// Behind each sum whose activation is done while its numbers are in registers: what that activation gives.
    private let activated: [Int: Int]

    init(of network: TFLiteNetwork) {
        self.network = network
        unpacked = network.unpacked
        activated = Self.activated(in: network)
        let within = Set(activated.values)
        for node in network.operators where !isDoneAtLoading(node) {
            if node.outputs.allSatisfy(within.contains), !node.outputs.isEmpty { continue }
            take(node)
        }
        countWeights()
    }

    /// What only gives stored numbers another form, or names what is kept between runs.
    private func isDoneAtLoading(_ node: TFLiteOperator) -> Bool {
        guard !node.isCustom else { return false }
        if node.isUnpacking { return node.outputs.allSatisfy { unpacked[$0] != nil } }
        return ["CALL_ONCE", "VAR_HANDLE"].contains(node.name)
    }

    private static func activated(in network: TFLiteNetwork) -> [Int: Int] {
        var readers: [Int: Int] = [:]
        for tensor in network.operators.flatMap(\.inputs) + network.outputs {
            if let tensor { readers[tensor, default: 0] += 1 }
        }
        var sums: Set<Int> = []
        var activated: [Int: Int] = [:]
        for node in network.operators where !node.isCustom {
            guard let output = node.outputs.first else { continue }
            if Self.sums.contains(node.name) || node.name == "ADD" {
                sums.insert(output)
            } else if Self.activations.contains(node.name), let input = node.inputs.first ?? nil, sums.contains(input),
                readers[input] == 1
            {
                activated[input] = output
            }
        }
        return activated
    }

    private mutating func take(_ node: TFLiteOperator) {
        let name = node.outputs.first.map { network.tensors[$0].name } ?? ""
        guard let (kind, operations) = work(of: node) else {
            uncounted.append(name.isEmpty ? node.name : "\(node.name) \(name)")
            return
        }
        guard kind != .naming else { return }
        var read = 0
        for tensor in Set(node.inputs.compactMap(\.self)) {
            read &+= network.tensors[unpacked[tensor] ?? tensor].bytes ?? 0
        }
        let written = node.outputs.reduce(0) { $0 &+ (network.tensors[activated[$1] ?? $1].bytes ?? 0) }
        layers.append(
            Layer(
                name: name.isEmpty ? node.name : name, operation: Self.word(for: node.name), kind: kind.rawValue,
                shape: node.outputs.first.map { network.tensors[$0].shape } ?? [], operations: operations,
                bytesRead: read, bytesWritten: written))
    }

    /// Nil where it is not known.
    private func work(of node: TFLiteOperator) -> (LayerKind, Int)? {
        guard !node.isCustom else { return nil }
        guard let output = node.outputs.first else { return (.movement, 0) }
        guard let count = network.tensors[output].count else { return nil }
        if let sum = sum(node, count: count) { return sum }
        if Self.sums.contains(node.name) || Self.unknown.contains(node.name) { return nil }
        if Self.namings.contains(node.name) { return (.naming, 0) }
        if let each = Self.elementwise[node.name] { return count.multiplied(by: each).map { (.elementwise, $0) } }
        if Self.rows.contains(node.name) { return count.multiplied(by: 3).map { (.rows, $0) } }
        if node.name == "MAX_POOL_2D" || node.name.hasPrefix("REDUCE_") { return (.pool, 0) }
        if ["MEAN", "SUM"].contains(node.name) { return shape(node, 0).flatMap(Tensor.count).map { (.pool, $0) } }
        if node.name.hasSuffix("POOL_2D") { return node.window.flatMap(count.multiplied).map { (.pool, $0) } }
        if Self.movements.contains(node.name) { return (.movement, 0) }
        return (.other, count)
    }

    /// A multiply-add for each weight of an output, for each output.
    private func sum(_ node: TFLiteOperator, count: Int) -> (LayerKind, Int)? {
        guard Self.sums.contains(node.name), let left = shape(node, 0), let weights = shape(node, 1) else { return nil }
        func work(_ kind: LayerKind, _ outputs: Int, _ depth: Int?) -> (LayerKind, Int)? {
            depth.flatMap(outputs.multiplied)?.multiplied(by: 2).map { (kind, $0) }
        }
        switch node.name {
        case "CONV_2D":
            guard weights.count == 4, left.count == 4 else { return nil }
            let isPoint = weights[1] == 1 && weights[2] == 1
            let kind: LayerKind = left[3] != weights[3] ? .grouped : isPoint ? .pointwise : .dense
            return work(kind, count, Tensor.count(Array(weights.dropFirst())))
        case "DEPTHWISE_CONV_2D":
            return weights.count == 4 ? work(.depthwise, count, weights[1].multiplied(by: weights[2])) : nil
        case "TRANSPOSE_CONV":
            guard weights.count == 4, let read = shape(node, 2).flatMap(Tensor.count) else { return nil }
            return work(.dense, read, Tensor.count(Array(weights.dropLast())))
        case "CONV_3D": return weights.count == 5 ? work(.dense, count, Tensor.count(Array(weights.dropLast()))) : nil
        case "FULLY_CONNECTED":
            guard weights.count == 2, weights[0] > 0 else { return nil }
            return work(count == weights[0] ? .gemv : .gemm, count, weights[1])
        default:
            guard left.count >= 2, let output = node.outputs.first, network.tensors[output].shape.count >= 2 else {
                return nil
            }
            let shape = network.tensors[output].shape
            let (rows, last) = (shape[shape.count - 2], left[left.count - 1])
            // Where the left side lies on its side, its rows are its columns.
            let isTurned = last == rows && left[left.count - 2] != rows
            return work(rows == 1 ? .gemv : .gemm, count, isTurned ? left[left.count - 2] : last)
        }
    }

    private func shape(_ node: TFLiteOperator, _ place: Int) -> [Int]? {
        guard place < node.inputs.count, let tensor = node.inputs[place] else { return nil }
        return network.tensors[tensor].shape
    }

    /// `conv2d` of `CONV_2D`, except for what all tables call the same.
    private static func word(for name: String) -> String {
        switch name {
        case "CONV_2D", "DEPTHWISE_CONV_2D": return "conv"
        case "FULLY_CONNECTED": return "gemm"
        case "BATCH_MATMUL": return "matMul"
        default:
            let parts = name.lowercased().split(separator: "_")
            return parts.prefix(1).joined()
                + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
    }
}

// What is stored, and what has to be held.
extension TFLiteWork {
    private mutating func countWeights() {
        var counted: Set<Int> = []
        for node in network.operators {
            for tensor in node.inputs.compactMap(\.self) {
                let source = network.tensors[tensor]
                guard let bytes = source.storedBytes, counted.insert(tensor).inserted else { continue }
                weightBytes &+= bytes
                // Shapes, axes and the like are integers that no training found.
                if source.type.map({ ![.s32, .s64, .bool].contains($0) }) == true || Self.sums.contains(node.name) {
                    parameters &+= source.count ?? 0
                }
            }
        }
    }

    /// The most that is there at once of what is computed, each from where it is made to where it is read last.
    var activationBytes: Int? {
        var last: [Int: Int] = [:]
        for (step, node) in network.operators.enumerated() {
            for tensor in node.inputs.compactMap(\.self) { last[tensor] = step }
            for tensor in node.outputs where last[tensor] == nil { last[tensor] = step }
        }
        for tensor in network.outputs { last[tensor] = network.operators.count }
        var changes = [Int](repeating: 0, count: network.operators.count + 2)
        var begun: Set<Int> = []
        func begin(_ tensor: Int, at step: Int) -> Bool {
            let held = network.tensors[tensor]
            guard held.storedBytes == nil, unpacked[tensor] == nil, begun.insert(tensor).inserted else { return true }
            guard let bytes = held.bytes else { return held.type == nil }
            changes[step] &+= bytes
            changes[(last[tensor] ?? step) + 1] &-= bytes
            return true
        }
        for tensor in network.inputs { guard begin(tensor, at: 0) else { return nil } }
        for (step, node) in network.operators.enumerated() {
            for tensor in node.outputs { guard begin(activated[tensor] ?? tensor, at: step) else { return nil } }
        }
        var (now, most) = (0, 0)
        for change in changes {
            now &+= change
            most = max(most, now)
        }
        return most
    }
}

// Which operator does what kind of work.
extension TFLiteWork {
    private static let sums: Set<String> = [
        "CONV_2D", "DEPTHWISE_CONV_2D", "TRANSPOSE_CONV", "CONV_3D", "FULLY_CONNECTED", "BATCH_MATMUL",
    ]
    private static let activations: Set<String> = [
        "RELU", "RELU6", "RELU_N1_TO_1", "RELU_0_TO_1", "LEAKY_RELU", "PRELU", "ELU", "GELU", "HARD_SWISH", "LOGISTIC",
        "TANH",
    ]
    /// What lies in other networks of the file, or depends on what is inside.
    private static let unknown: Set<String> = [
        "IF", "WHILE", "CALL", "STABLEHLO_COMPOSITE", "STABLEHLO_WHILE", "STABLEHLO_CASE", "STABLEHLO_CUSTOM_CALL",
        "SVDF", "LSTM", "RNN", "UNIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_RNN",
        "BIDIRECTIONAL_SEQUENCE_LSTM", "BIDIRECTIONAL_SEQUENCE_RNN", "CONV_3D_TRANSPOSE", "STABLEHLO_CONVOLUTION",
        "STABLEHLO_DOT_GENERAL", "DELEGATE",
    ]
    private static let namings: Set<String> = [
        "RESHAPE", "SQUEEZE", "EXPAND_DIMS", "SHAPE", "RANK", "STABLEHLO_RESHAPE",
    ]
    private static let movements: Set<String> = [
        "CONCATENATION", "PAD", "PADV2", "MIRROR_PAD", "TRANSPOSE", "GATHER", "GATHER_ND", "SLICE", "STRIDED_SLICE",
        "SPLIT", "SPLIT_V", "PACK", "UNPACK", "TILE", "DEPTH_TO_SPACE", "SPACE_TO_DEPTH", "SPACE_TO_BATCH_ND",
        "BATCH_TO_SPACE_ND", "CAST", "QUANTIZE", "DEQUANTIZE", "REVERSE_V2", "BROADCAST_TO", "READ_VARIABLE",
        "ASSIGN_VARIABLE", "EMBEDDING_LOOKUP", "FILL", "DYNAMIC_UPDATE_SLICE", "RESIZE_BILINEAR",
        "RESIZE_NEAREST_NEIGHBOR", "SCATTER_ND",
    ]
    /// Operations for each output number.
    private static let elementwise: [String: Int] = [
        "ADD": 1, "SUB": 1, "MUL": 1, "DIV": 1, "SQUARED_DIFFERENCE": 2, "MAXIMUM": 0, "MINIMUM": 0, "RELU": 0,
        "RELU6": 0, "RELU_N1_TO_1": 0, "RELU_0_TO_1": 0, "LEAKY_RELU": 1, "PRELU": 1, "ELU": 1, "GELU": 3,
        "HARD_SWISH": 3, "LOGISTIC": 2, "TANH": 2, "EXP": 1, "LOG": 1, "SQRT": 1, "RSQRT": 1, "SQUARE": 1, "POW": 1,
        "NEG": 0, "ABS": 0, "SELECT": 0, "SELECT_V2": 0, "EQUAL": 0, "LESS": 0, "GREATER": 0,
    ]
    /// Each takes about three passes over its numbers.
    private static let rows: Set<String> = [
        "SOFTMAX", "LOG_SOFTMAX", "L2_NORMALIZATION", "LOCAL_RESPONSE_NORMALIZATION",
    ]
}
