import EdgeModels

extension Lowering {
    /// A node without a kernel, computed as its definition reads.
    mutating func lowerPlain(_ node: Node) throws(NativeError) {
        var inputs: [PlainLayer.Input?] = []
        for id in node.inputs { inputs.append(try plainInput(id, of: node)) }
        var outputs: [PlainLayer.Output?] = []
        for id in node.outputs {
            guard let id else {
                outputs.append(nil)
                continue
            }
            if graph[id].type == .f32, let shape = graph[id].fixedShape, Tensor.count(shape) ?? 0 > 0 {
                let stored = store(id, shape: shape, layout: .rows, form: .f32)
                sources[id] = .stored(stored)
                outputs.append(.stored(stored.storage, shape: shape))
            } else {
                let loose = network.addLoose()
                sources[id] = .loose(loose)
                outputs.append(.loose(loose))
            }
        }
        let layer = PlainLayer(node: node, inputs: inputs, outputs: outputs)
        network.layers.append(
            Layer(
                name: node.name, work: .plain(layer), inputs: layer.readStorages, outputs: layer.writtenStorages))
    }

    private mutating func plainInput(_ id: ValueID?, of node: Node) throws(NativeError) -> PlainLayer.Input? {
        guard let id else { return nil }
        switch source(of: id) {
        case .constant(let tensor)?: return .constant(tensor)
        case .quantizedConstant(let constant)?:
            guard let tensor = constant.tensor else {
                throw unsupported(node, "the codes of \"\(graph[id].name)\" are of no known type")
            }
            return .constant(tensor)
        case .loose(let loose)?: return .loose(loose)
        case .codes(let stored, let areSigned)?:
            let codes = laid(stored, .rows)
            return .stored(codes.storage, shape: codes.shape, type: areSigned ? .s8 : .u8)
        case .stored?:
            let numbers = laid(try floats(id, of: node), .rows)
            return .stored(numbers.storage, shape: numbers.shape, type: .f32)
        case nil: throw unsupported(node, "nothing makes its input \"\(graph[id].name)\"")
        }
    }
}
