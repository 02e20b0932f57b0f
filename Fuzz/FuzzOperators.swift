import EdgeModels
import EdgeNative

/// An operator, attributes and tensors, drawn from the bytes.
///
/// Folding runs operators on whatever a stranger's file holds, and the engine compiles it, so neither may do worse than
/// refuse.
func fuzzOperators(_ bytes: [UInt8]) {
    var draw = Draw(bytes: bytes[...])
    let node = Node(
        name: "fuzz", operation: names[draw.number(below: names.count)], inputs: [],
        outputs: Array(repeating: nil, count: 1 + draw.number(below: 3)), attributes: draw.attributes())
    let inputs = (0..<draw.number(below: 9)).map { _ in draw.tensor() }
    var limits = PlainLimits()
    limits.elements = 1 << 12
    limits.steps = 1 << 16
    do throws(PlainError) {
        for case let output? in try PlainOperators.run(node, inputs, limits: limits) {
            precondition((try? Tensor(shape: output.shape, elements: output.elements)) != nil)
        }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    compile(node, inputs)
}

/// The same node in a network of its own, its first input given to the run and the others constant.
private func compile(_ node: Node, _ inputs: [Tensor?]) {
    guard let first = inputs.first.flatMap(\.self), first.count > 0 else { return }
    var graph = Graph(name: "fuzz")
    var node = node
    graph.inputs = [
        graph.add(Value(name: "x", type: first.type, shape: first.shape.map { .fixed($0) }))
    ]
    node.inputs = graph.inputs + inputs.dropFirst().map { $0.map { graph.addConstant("c", $0) } }
    node.outputs = node.outputs.indices.map { graph.add(Value(name: "y\($0)")) }
    graph.nodes = [node]
    graph.outputs = node.outputs.compactMap(\.self)
    guard (try? graph.inferShapes()) != nil,
        graph.outputs.allSatisfy({ (graph[$0].fixedShape ?? []).reduce(1, *) <= 1 << 16 })
    else { return }
    guard let session = try? Session(NativeModel(graph)) else { return }
    try? session.write(first, to: "x")
    try? session.run()
}

private let names = PlainOperators.names

/// Takes what it needs from the front of the bytes; zeros when they are used up.
private struct Draw {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

    mutating func number(below count: Int) -> Int { Int(byte()) % count }

    /// Mostly small, sometimes as large as numbers get.
    mutating func integer() -> Int {
        let byte = byte()
        return switch byte {
        case 255: .max
        case 254: .min
        case 253: 1 << 40
        default: Int(byte % 16) - 4
        }
    }

    mutating func float() -> Float {
        let byte = byte()
        return switch byte {
        case 255: .infinity
        case 254: .nan
        case 253: 1e30
        case 252: 1e-30
        default: Float(Int8(bitPattern: byte)) / 8
        }
    }

    mutating func attributes() -> [String: Attribute] {
        var attributes: [String: Attribute] = [:]
        for _ in 0..<number(below: 6) {
            let (name, kind) = Self.known[number(below: Self.known.count)]
            attributes[name] =
                switch kind {
                case .integer: .integer(integer())
                case .integers: .integers((0..<number(below: 5)).map { _ in integer() })
                case .float: .float(float())
                case .words(let words): .text(words[number(below: words.count)])
                case .tensor: tensor().map { .tensor($0) } ?? .integer(1)
                }
        }
        return attributes
    }

    mutating func tensor() -> Tensor? {
        let kind = number(below: ElementType.allCases.count + 1)
        guard kind < ElementType.allCases.count else { return nil }
        let shape = (0..<number(below: 5)).map { _ in number(below: 5) }
        let count = shape.reduce(1, *)
        let elements: Elements =
            switch ElementType.allCases[kind] {
            case .f32: .f32((0..<count).map { _ in float() })
            case .f64: .f64((0..<count).map { _ in Double(float()) })
            case .f16: .f16((0..<count).map { _ in Float16(float()).bitPattern })
            case .bf16: .bf16((0..<count).map { _ in UInt16(float().bitPattern >> 16) })
            case .u8: .u8((0..<count).map { _ in byte() })
            case .s8: .s8((0..<count).map { _ in Int8(bitPattern: byte()) })
            case .u16: .u16((0..<count).map { _ in UInt16(truncatingIfNeeded: integer()) })
            case .s16: .s16((0..<count).map { _ in Int16(truncatingIfNeeded: integer()) })
            case .u32: .u32((0..<count).map { _ in UInt32(truncatingIfNeeded: integer()) })
            case .s32: .s32((0..<count).map { _ in Int32(truncatingIfNeeded: integer()) })
            case .u64: .u64((0..<count).map { _ in UInt64(truncatingIfNeeded: integer()) })
            case .s64: .s64((0..<count).map { _ in Int64(integer()) })
            case .bool: .bool((0..<count).map { _ in byte() & 1 == 1 })
            case .u4: .u4((0..<(count + 1) / 2).map { _ in byte() })
            case .s4: .s4((0..<(count + 1) / 2).map { _ in byte() })
            }
        return try? Tensor(shape: shape, elements: elements)
    }

    private enum Kind {
        case integer, integers, float, tensor
        case words([String])
    }

    private static let known: [(String, Kind)] =
        [
            "K", "N", "allowzero", "antialias", "axis", "batch_axis", "batch_dims", "bits", "block_size", "blocksize",
            "ceil_mode", "center_point_box", "channels_last", "count_include_pad", "detect_negative", "dtype", "end",
            "exclude_outside", "exclusive", "fmod", "group", "hidden_size", "k", "keepdims", "largest",
            "layout", "linear_before_reset", "noop_with_empty_axes",
            "num_groups", "opset", "output_dtype", "p", "reverse", "select_last_index", "size", "start",
            "storage_order", "time_axis", "to", "transA", "transB", "upper",
        ].map { ($0, .integer) }
        + ["axes", "dilations", "kernel_shape", "output_padding", "output_shape", "pads", "perm", "strides"].map {
            ($0, .integers)
        }
        + ["alpha", "beta", "bias", "clip", "cubic_coeff_a", "epsilon", "extrapolation_value", "gamma", "lambd"].map {
            ($0, .float)
        }
        + [
            ("activation", .words(["Relu", "Clip", "HardSigmoid", "none"])), ("approximate", .words(["tanh", "none"])),
            ("auto_pad", .words(["SAME_UPPER", "SAME_LOWER", "VALID", "other"])),
            (
                "coordinate_transformation_mode",
                .words([
                    "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric",
                    "tf_crop_and_resize",
                ])
            ),
            ("direction", .words(["LEFT", "RIGHT", "forward", "reverse", "bidirectional"])),
            ("keep_aspect_ratio_policy", .words(["stretch", "not_larger", "not_smaller"])),
            ("mode", .words(["linear", "cubic", "nearest", "reflect", "edge", "wrap", "CRD"])),
            ("nearest_mode", .words(["round_prefer_ceil", "floor", "ceil"])),
            ("reduction", .words(["add", "mul", "min", "max"])), ("value", .tensor),
        ]
}
