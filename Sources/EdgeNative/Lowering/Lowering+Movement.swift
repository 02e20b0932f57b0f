import EdgeKernels
import EdgeModels

extension Lowering {
    /// Nodes that move elements, leave some out or repeat some: copied, or only seen otherwise where nothing has to move.
    mutating func lowerMovement(_ node: Node) throws(NativeError) {
        guard let id = node.input(0), let source = source(of: id), let stored = source.stored else {
            throw unsupported(node, "its input is not stored")
        }
        guard let call = constantCall(node), let view = StoredView(bounded: stored), let views = views(view, call),
            !views.isEmpty
        else {
            throw unsupported(node, "what it moves is not known before the run")
        }
        for (value, view) in zip(node.outputs, views) {
            guard let value else { continue }
            guard view.axes.allSatisfy({ !$0.isEmpty }) else { throw unsupported(node, "nothing is left") }
            sources[value] = source.replacing(try settled(view, as: value, of: node))
        }
    }

    /// The node with its constant inputs; nil where one beside the first is known only to the run.
    func constantCall(_ node: Node) -> PlainCall? {
        var inputs: [Tensor?] = [nil]
        for input in node.inputs.dropFirst() {
            guard let input else {
                inputs.append(nil)
                continue
            }
            guard let tensor = constant(input) else { return nil }
            inputs.append(tensor)
        }
        return PlainCall(node: node, inputs: inputs, limits: PlainLimits())
    }

    /// What each output shows of the input; nil where the node cannot be read so.
    private func views(_ view: StoredView, _ call: PlainCall) -> [StoredView]? {
        switch call.node.operation.name {
        case "Transpose": try? [view.transposed(call)]
        case "Slice": try? [view.sliced(call)]
        case "Split": try? view.split(call)
        case "Expand": view.expanded(call).map { [$0] }
        case "Tile": view.tiled(call).map { [$0] }
        case "Gather": view.gathered(call).map { [$0] }
        case "Resize": try? view.resized(call).map { [$0] }
        case "DepthToSpace": view.spread(call).map { [$0] }
        case "SpaceToDepth": view.gatheredBlocks(call).map { [$0] }
        default: nil
        }
    }

    /// A view as a value of its own: in place where its elements lie together, else copied.
    private mutating func settled(
        _ view: StoredView, as value: ValueID, of node: Node
    ) throws(NativeError) -> Stored {
        let stored = view.stored
        let shape = view.shape
        let layouts: [Stored.Layout] = shape.count < 3 ? [.rows] : [stored.layout, .rows, .channelsLast]
        for layout in layouts {
            guard let start = view.start(ifLaid: layout) else { continue }
            let count = shape.reduce(1, *)
            var storage = stored.storage
            if start != 0 || count != stored.count {
                let type = network[stored.storage].type
                let host = Storage.Host(storage: storage, offset: start * type.bits / 8)
                storage = network.add(Storage(name: graph[value].name, type: type, count: count, host: host))
            }
            return Stored(storage: storage, shape: shape, layout: layout, form: stored.form)
        }
        // What moves dimensions about has no channels to keep last.
        let keepsLayout = shape.count == stored.shape.count && node.operation != "Transpose"
        let layout = keepsLayout ? stored.layout : .rows
        let copy = store(value, shape: shape, layout: layout, form: stored.form)
        try move(view.movement(layout, strides: copy.strides), stored, copy, node)
        return copy
    }

    mutating func move(
        _ movement: Movement, _ source: Stored, _ destination: Stored, _ node: Node
    ) throws(NativeError) {
        guard movement.pieces <= StoredView.piecesAtMost else {
            throw unsupported(node, "it moves more pieces than can be planned")
        }
        let operation = MoveOperation(
            movement: movement, type: network[source.storage].type, kind: node.operation.name)
        append(node, operation, [source], destination)
    }

    /// More elements around, all alike.
    mutating func lowerPadding(_ node: Node) throws(NativeError) {
        guard let id = node.input(0), let call = constantCall(node) else {
            throw unsupported(node, "its border is known only to the run")
        }
        guard let source = source(of: id), let stored = source.stored else {
            throw unsupported(node, "its input is not stored")
        }
        guard node.text("mode", else: "constant") == "constant", let bits = filling(source, call) else {
            throw unsupported(node, "its border is not one number")
        }
        let value = try result(of: node)
        guard var view = StoredView(bounded: stored) else { throw unsupported(node, "its input is too large") }
        guard let pads = try? view.border(call) else { throw unsupported(node, "its border fits no dimension") }
        let shape = zip(view.shape, pads).map { $0 + max($1.before, 0) + max($1.after, 0) }
        guard 1...call.limits.elements ~= Tensor.count(shape) ?? 0, view.axes.allSatisfy({ !$0.isEmpty }) else {
            throw unsupported(node, "nothing is left")
        }
        let copy = store(value, shape: shape, layout: stored.layout, form: stored.form)
        let first = zip(pads, copy.strides).reduce(0) { $0 + max($1.0.before, 0) * $1.1 }
        var movement = view.movement(stored.layout, strides: copy.strides, destination: first)
        movement.filling = bits
        try move(movement, stored, copy, node)
        sources[value] = source.replacing(copy)
    }

    /// The bits of the border's number as the source stores it; nil where that number has no code.
    private func filling(_ source: Source, _ call: PlainCall) -> UInt32? {
        switch source {
        case .stored(let stored):
            guard let number = call.has(2) ? call.optional(2)?.floats?.first : 0 else { return nil }
            guard case .codes(let quantization) = stored.form else { return number.bitPattern }
            let code = quantization.code(number)
            let meant = Float(Int(code) - Int(quantization.zeroPoint)) * quantization.scale
            return meant == number ? UInt32(code) : nil
        case .codes(_, let areSigned):
            switch call.optional(2)?.elements {
            case nil: return areSigned ? 0x80 : 0
            case .u8(let codes)? where codes.count == 1: return UInt32(codes[0])
            case .s8(let codes)? where codes.count == 1: return UInt32(UInt8(bitPattern: codes[0]) ^ 0x80)
            default: return nil
            }
        default: return nil
        }
    }
}

extension Lowering.Source {
    /// The storage, whatever its elements stand for.
    var stored: Stored? {
        switch self {
        case .stored(let stored), .codes(let stored, _): stored
        case .constant, .quantizedConstant, .loose: nil
        }
    }

    /// Elements of the same meaning elsewhere.
    func replacing(_ stored: Stored) -> Self {
        if case .codes(_, let areSigned) = self { .codes(stored, areSigned: areSigned) } else { .stored(stored) }
    }
}
