import EdgeKernels
import EdgeModels

/// A plain layer with its memory.
struct PlainStep {
    let layer: PlainLayer
    let arena: Arena
    /// The places of the layer's storages.
    let places: [StorageID: LayerMemory.Place]

    func run(_ loose: inout [Tensor?]) throws(NativeError) {
        var inputs: [Tensor?] = []
        for input in layer.inputs {
            inputs.append(try input.flatMap { input throws(NativeError) in try tensor(input, loose) })
        }
        let results: [Tensor?]
        do throws(PlainError) {
            results = try PlainOperators.run(layer.node, inputs)
        } catch {
            throw .plain(error)
        }
        for (output, result) in zip(layer.outputs, results) {
            guard let output, let result else { continue }
            switch output {
            case .loose(let id): loose[id.index] = result
            case .stored(let id, let shape): try keep(result, at: id, shape: shape)
            }
        }
    }

    private func tensor(_ input: PlainLayer.Input, _ loose: [Tensor?]) throws(NativeError) -> Tensor? {
        switch input {
        case .constant(let tensor): return tensor
        case .loose(let id): return loose[id.index]
        case .stored(let id, let shape, let type):
            guard let place = places[id] else { return nil }
            let elements: Elements =
                switch type {
                case .u8: .u8(codes(at: place))
                case .s8: .s8(codes(at: place).map { Int8(bitPattern: $0 ^ 0x80) })
                default: .f32(numbers(at: place))
                }
            do throws(GraphError) {
                return try Tensor(shape: shape, elements: elements)
            } catch {
                throw .graph(error)
            }
        }
    }

    private func codes(at place: LayerMemory.Place) -> [UInt8] {
        arena.withSpan(Region<UInt8>(offset: place.offset, count: place.count)) { span in span.indices.map { span[$0] }
        }
    }

    private func numbers(at place: LayerMemory.Place) -> [Float] {
        arena.withSpan(Region<Float>(offset: place.offset, count: place.count)) { span in span.indices.map { span[$0] }
        }
    }

    private func keep(_ tensor: Tensor, at id: StorageID, shape: [Int]) throws(NativeError) {
        guard let place = places[id], tensor.shape == shape, let numbers = tensor.floats else {
            throw .wrongShape(value: layer.node.name, expected: shape, given: tensor.shape)
        }
        arena.withMutableSpan(Region<Float>(offset: place.offset, count: place.count)) { span in
            for index in span.indices { span[index] = numbers[index] }
        }
    }
}
