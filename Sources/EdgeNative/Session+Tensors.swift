import EdgeKernels
public import EdgeModels

extension Session {
    /// Gives an input its numbers, whatever its type; it keeps them from run to run.
    public func write(_ tensor: Tensor, to name: String) throws(NativeError) {
        let port = try input(name)
        guard port.type ?? tensor.type == tensor.type else {
            throw .wrongType(value: name, expected: port.type ?? tensor.type, given: tensor.type)
        }
        guard port.shape ?? tensor.shape == tensor.shape else {
            throw .wrongShape(value: name, expected: port.shape ?? [], given: tensor.shape)
        }
        switch (port.place, tensor.elements) {
        case (.loose(let id), _): loose[id.index] = tensor
        case (_, .f32(let numbers)): try write(numbers.span, to: name)
        case (_, .u8(let codes)): try write(codes.span, to: name)
        case (.storage(let id), .s8(let codes)):
            let region = Region<UInt8>(offset: model.plan.offsets[id.index], count: codes.count)
            arena.withMutableSpan(region) { span in
                for index in span.indices { span[index] = UInt8(bitPattern: codes[index]) ^ 0x80 }
            }
        default: throw .looseValue(name)
        }
    }

    /// A copy of an output, whatever its type and shape.
    public func tensor(_ name: String) throws(NativeError) -> Tensor {
        let port = try output(name)
        switch port.place {
        case .constant(let tensor): return tensor
        case .loose(let id):
            guard let tensor = loose[id.index] else { throw .notRun(name) }
            return tensor
        case .storage(let id):
            let elements = elements(at: id, as: port.type ?? .f32)
            do throws(GraphError) {
                return try Tensor(shape: port.shape ?? [], elements: elements)
            } catch {
                throw .graph(error)
            }
        }
    }

    private func elements(at id: StorageID, as type: ElementType) -> Elements {
        let (offset, count) = (model.plan.offsets[id.index], model.network[id].count)
        guard type != .f32 else {
            return .f32(
                arena.withSpan(Region<Float>(offset: offset, count: count)) { all in all.indices.map { all[$0] } })
        }
        let codes = arena.withSpan(Region<UInt8>(offset: offset, count: count)) { all in all.indices.map { all[$0] } }
        return type == .s8 ? .s8(codes.map { Int8(bitPattern: $0 ^ 0x80) }) : .u8(codes)
    }
}
