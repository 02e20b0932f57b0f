import EdgeKernels
import EdgeModels

extension Lowering {
    /// A storage for a new value, and how the value lies in it.
    mutating func store(
        _ value: ValueID, shape: [Int], layout: Stored.Layout, form: Stored.Form
    ) -> Stored {
        let type: ElementType =
            switch form {
            case .f32: .f32
            case .bf16: .bf16
            case .codes: .u8
            }
        let storage = network.add(Storage(name: graph[value].name, type: type, count: shape.reduce(1, *)))
        return Stored(storage: storage, shape: shape, layout: layout, form: form)
    }

    /// A value's numbers as fp32, converted if they are stored otherwise.
    mutating func floats(_ id: ValueID?, of node: Node) throws(NativeError) -> Stored {
        guard let id, let source = source(of: id) else { throw unsupported(node, "an input is missing") }
        switch source {
        case .stored(let stored):
            let operation: any Operation
            switch stored.form {
            case .f32: return stored
            case .bf16: operation = ActivationOperation(from: .bf16, to: .f32, count: stored.count)
            case .codes(let quantization): operation = Dequantization(quantization: quantization)
            }
            let wide = store(id, shape: stored.shape, layout: stored.layout, form: .f32)
            network.layers.append(
                Layer(
                    name: graph[id].name, work: .kernels(operation), inputs: [stored.storage],
                    outputs: [wide.storage]))
            sources[id] = .stored(wide)
            return wide
        case .constant, .codes, .quantizedConstant, .loose:
            throw unsupported(node, "\"\(graph[id].name)\" is not a stored float")
        }
    }

    /// The same numbers in another order, moved if that is needed.
    mutating func laid(_ stored: Stored, _ layout: Stored.Layout) -> Stored {
        var moved = stored
        moved.layout = layout
        guard !stored.isLaid(layout) else { return moved }
        let storage = network[stored.storage]
        moved = Stored(
            storage: network.add(Storage(name: storage.name, type: storage.type, count: storage.count)),
            shape: stored.shape, layout: layout, form: stored.form)
        let pixels = stored.shape[2...].reduce(1, *)
        let (rows, columns) = layout == .channelsLast ? (stored.shape[1], pixels) : (pixels, stored.shape[1])
        // No kernel turns bf16 about.
        let operation: any Operation =
            storage.type.bits == 16
            ? MoveOperation(
                movement: StoredView(stored).movement(layout, strides: moved.strides), type: storage.type,
                kind: "layout")
            : Transposition(rows: rows, columns: columns, elementBits: storage.type.bits)
        network.layers.append(
            Layer(name: storage.name, work: .kernels(operation), inputs: [stored.storage], outputs: [moved.storage]))
        return moved
    }

    /// Codes with channels last, and more channels that are zero, in a storage of their own.
    mutating func padded(_ stored: Stored, _ quantization: Quantization, channels: Int) -> Stored {
        let pixels = stored.shape[0] * stored.shape[2...].reduce(1, *)
        let name = network[stored.storage].name
        let storage = network.add(Storage(name: name, type: .u8, count: pixels * channels))
        var transposition = Transposition(
            rows: stored.shape[1], columns: pixels / stored.shape[0], elementBits: 8)
        transposition.paddedRows = channels
        transposition.padding = quantization.zeroPoint
        network.layers.append(
            Layer(name: name, work: .kernels(transposition), inputs: [stored.storage], outputs: [storage]))
        return Stored(storage: storage, shape: stored.shape, layout: .channelsLast, form: stored.form)
    }

    mutating func append(_ node: Node, _ operation: some Operation, _ inputs: [Stored], _ output: Stored) {
        network.layers.append(
            Layer(
                name: node.name, work: .kernels(operation), inputs: inputs.map(\.storage), outputs: [output.storage]))
    }

    /// Constant numbers in a storage, for kernels that want them there.
    mutating func stored(_ numbers: [Float], shape: [Int], named name: String) -> Stored {
        let storage = network.add(Storage(name: name, type: .f32, count: numbers.count))
        network.constants[storage] = numbers
        return Stored(storage: storage, shape: shape, layout: .rows, form: .f32)
    }
}
