import EdgeKernels
import EdgeModels

/// What follows a node and is computed along with it.
struct Tail {
    /// The value that the whole makes.
    var result: ValueID
    /// What is added before the bounds apply.
    var residual: Stored?
    var bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    /// Whether hard swish follows; then there are no bounds.
    var swishes = false
    /// The nodes that are to be taken along.
    var nodes: [Int] = []
}

extension Lowering {
    /// An addition and an activation that nobody but them can see between.
    mutating func tail(after value: ValueID, shape: [Int], takesResidual: Set<Stored.Form>) -> Tail {
        var tail = Tail(result: value)
        if let (number, node) = soleReader(of: value), node.operation == "Add",
            let other = node.inputs.compactMap(\.self).first(where: { $0 != value }),
            case .stored(let residual)? = sources[other], residual.shape == shape,
            takesResidual.contains(residual.form),
            residual.isLaid(.channelsLast), let sum = node.outputs.first.flatMap(\.self)
        {
            tail.residual = residual
            tail.result = sum
            tail.nodes.append(number)
        }
        takeActivation(into: &tail)
        if tail.bounds == -Float.infinity...Float.infinity, let (number, node) = soleReader(of: tail.result),
            node.operation == "HardSwish", let result = node.outputs.first.flatMap(\.self)
        {
            tail.swishes = true
            tail.result = result
            tail.nodes.append(number)
        }
        return tail
    }

    func takeActivation(into tail: inout Tail) {
        guard let (number, node) = soleReader(of: tail.result), let bounds = bounds(of: node),
            let result = node.outputs.first.flatMap(\.self)
        else { return }
        tail.bounds = bounds
        tail.result = result
        tail.nodes.append(number)
    }

    /// The bounds that an activation clamps to, if that is all it does.
    func bounds(of node: Node) -> ClosedRange<Float>? {
        switch node.operation.name {
        case "Relu": return 0...Float.infinity
        case "Clip":
            guard let lowest = limit(node, 1, else: -Float.infinity), let highest = limit(node, 2, else: .infinity),
                lowest <= highest
            else { return nil }
            return lowest...highest
        default: return nil
        }
    }

    private func limit(_ node: Node, _ place: Int, else standard: Float) -> Float? {
        guard let id = node.input(place) else { return standard }
        return constantFloats(id).flatMap { $0.count == 1 ? $0[0] : nil }
    }

    /// Constant numbers, also where they are stored as codes.
    func constantFloats(_ id: ValueID?) -> [Float]? {
        guard let id, let source = source(of: id) else { return nil }
        return switch source {
        case .constant(let tensor): tensor.floats
        case .quantizedConstant(let constant): constant.floats
        case .stored, .codes, .loose: nil
        }
    }
}
