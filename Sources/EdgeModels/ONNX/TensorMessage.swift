/// A tensor as an ONNX file holds it: its elements in one of several fields, or in another file.
struct TensorMessage {
    private(set) var name = ""
    private var shape: [UInt64] = []
    private var type = 0
    private var raw: ArraySlice<UInt8>?
    /// Floats of 32 and of 64 bits, as they lie.
    private var floats: [UInt8] = []
    private var doubles: [UInt8] = []
    /// Fields of whole numbers: all types of up to 32 bits, those of 64 bits, and unsigned ones.
    private var narrow: [UInt64] = []
    private var wide: [UInt64] = []
    private var unsigned: [UInt64] = []
    private var isExternal = false
    private var external: [String: String] = [:]

    init(_ message: ProtobufReader) throws(ONNXError) {
        var reader = message
        while let field = try reader.next() {
            switch field.number {
            case 1: try field.append(to: &shape)
            case 2: type = try field.integer()
            case 4: try field.append(to: &floats, width: 4)
            case 5: try field.append(to: &narrow)
            case 7: try field.append(to: &wide)
            case 8: name = try field.text()
            case 9: raw = try field.slice()
            case 10: try field.append(to: &doubles, width: 8)
            case 11: try field.append(to: &unsigned)
            case 13: try addExternal(field)
            case 14: isExternal = try field.integer() == 1
            default: break
            }
        }
    }

    private mutating func addExternal(_ field: ProtobufField) throws(ONNXError) {
        var reader = try field.message()
        var key = ""
        var value = ""
        while let part = try reader.next() {
            switch part.number {
            case 1: key = try part.text()
            case 2: value = try part.text()
            default: break
            }
        }
        external[key] = value
    }

    /// The tensor itself, its elements taken from wherever they are.
    func tensor(_ files: inout ExternalFiles) throws(ONNXError) -> Tensor {
        guard let type = ElementType(onnx: type) else { throw fault(.unknownType(type)) }
        let sizes = shape.map { Int(truncatingIfNeeded: $0) }
        guard sizes.count <= Graph.rankAtMost, let count = Tensor.count(sizes), let bytes = type.bytes(count: count)
        else { throw fault(.badShape(sizes)) }
        guard files.take(bytes) else { throw fault(.tooMuchData(limitBytes: files.limitBytes)) }
        let elements = try elements(of: type, count: count, bytes: bytes, from: &files)
        do throws(GraphError) {
            return try Tensor(shape: sizes, elements: elements)
        } catch {
            throw fault(.wrongCount(found: elements.stored, wanted: count))
        }
    }

    private func elements(
        of type: ElementType, count: Int, bytes: Int, from files: inout ExternalFiles
    ) throws(ONNXError) -> Elements {
        if isExternal {
            do throws(TensorDoubt) {
                return Elements(type, stored: try files.bytes(external, wanted: bytes))
            } catch {
                throw error.error(of: name)
            }
        }
        if let raw {
            guard raw.count == bytes else { throw fault(.wrongCount(found: raw.count, wanted: bytes)) }
            return Elements(type, stored: raw)
        }
        return typed(type)
    }

    /// The elements from the field that their type has.
    private func typed(_ type: ElementType) -> Elements {
        switch type {
        case .f32: Elements(.f32, stored: floats[...])
        case .f64: Elements(.f64, stored: doubles[...])
        case .s64: .s64(wide.map { Int64(bitPattern: $0) })
        case .u64: .u64(unsigned)
        case .u32: .u32(unsigned.map { UInt32(truncatingIfNeeded: $0) })
        case .s32: .s32(narrow.map { Int32(truncatingIfNeeded: $0) })
        case .s16: .s16(narrow.map { Int16(truncatingIfNeeded: $0) })
        case .u16: .u16(narrow.map { UInt16(truncatingIfNeeded: $0) })
        case .f16: .f16(narrow.map { UInt16(truncatingIfNeeded: $0) })
        case .bf16: .bf16(narrow.map { UInt16(truncatingIfNeeded: $0) })
        case .s8: .s8(narrow.map { Int8(truncatingIfNeeded: $0) })
        case .u8: .u8(narrow.map { UInt8(truncatingIfNeeded: $0) })
        case .u4: .u4(narrow.map { UInt8(truncatingIfNeeded: $0) })
        case .s4: .s4(narrow.map { UInt8(truncatingIfNeeded: $0) })
        case .bool: .bool(narrow.map { $0 != 0 })
        }
    }

    private func fault(_ fault: ONNXError.TensorFault) -> ONNXError { .badTensor(name: name, fault) }
}
