internal import EdgePlatform

/// Tensors as NumPy keeps them in files of the ending `.npy`.
public enum NumPyArray {
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    private static let headerLimitBytes = 1 << 16

    /// Reads an array of numbers or truth values, in rows or in columns, of either byte order.
    public static func tensor(from bytes: [UInt8], named file: String) throws(InputError) -> Tensor {
        guard bytes.starts(with: magic) else { throw .notThis(.numpy, file: file) }
        let (header, start) = try header(of: bytes, file)
        guard let (type, order) = header.elements else {
            throw .unsupported(
                .numpy, file: file, place: "header", feature: "elements of the type \(header.description.prefix(40))")
        }
        guard let count = Tensor.count(header.shape), let size = type.bytes(count: count) else {
            throw .malformed(
                .numpy, file: file, place: "header", why: "no memory could hold an array of this shape")
        }
        guard size <= bytes.count - start else { throw .truncated(.numpy, file: file, place: "elements") }
        let elements = Elements(type, stored: bytes[start..<start + size], order: order)
        let rows = header.isColumnMajor ? elements.picking(Self.columnMajorPlaces(header.shape)) : elements
        do throws(GraphError) { return try Tensor(shape: header.shape, elements: rows) } catch {
            throw .malformed(.numpy, file: file, place: "header", why: error.why)
        }
    }

    private static func header(
        of bytes: [UInt8], _ file: String
    ) throws(InputError) -> (header: NumPyHeader, end: Int) {
        guard let version = bytes.littleEndian(UInt8.self, at: 6) else {
            throw .truncated(.numpy, file: file, place: "header")
        }
        guard (1...3).contains(version) else {
            throw .unsupported(.numpy, file: file, place: "header", feature: "version \(version) of the format")
        }
        let start = version == 1 ? 10 : 12
        let length =
            version == 1
            ? bytes.littleEndian(UInt16.self, at: 8).map { Int($0) }
            : bytes.littleEndian(UInt32.self, at: 8).map { Int($0) }
        guard let length, length <= bytes.count - start else { throw .truncated(.numpy, file: file, place: "header") }
        guard length <= headerLimitBytes else {
            throw .tooLarge(.numpy, file: file, place: "header", limit: "\(headerLimitBytes) bytes")
        }
        let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
        guard let header = NumPyHeader(text[...]) else {
            throw .malformed(.numpy, file: file, place: "header", why: "type, order and shape are not given as usual")
        }
        return (header, start + length)
    }

    /// Where each element of the rows lies among the columns.
    private static func columnMajorPlaces(_ shape: [Int]) -> [Int] {
        var strides: [Int] = []
        var stride = 1
        for size in shape {
            strides.append(stride)
            stride *= size
        }
        return Tensor.places(shape: shape, strides: strides)
    }

    /// The file of a tensor; nil for the types that NumPy does not have: bf16 and those of four bits.
    public static func bytes(of tensor: Tensor) -> [UInt8]? {
        guard let description = description(of: tensor.type) else { return nil }
        let sizes = tensor.shape.map(String.init).joined(separator: ", ") + (tensor.shape.count == 1 ? "," : "")
        var header = Array("{'descr': '\(description)', 'fortran_order': False, 'shape': (\(sizes)), }".utf8)
        // Elements begin at a multiple of 64.
        header += Array(repeating: UInt8(ascii: " "), count: 63 - (10 + header.count) % 64)
        header.append(UInt8(ascii: "\n"))
        guard let length = UInt16(exactly: header.count) else { return nil }
        return magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + header + tensor.elements.storedBytes
    }

    private static func description(of type: ElementType) -> String? {
        switch type {
        case .f16: "<f2"
        case .f32: "<f4"
        case .f64: "<f8"
        case .u8: "|u1"
        case .u16: "<u2"
        case .u32: "<u4"
        case .u64: "<u8"
        case .s8: "|i1"
        case .s16: "<i2"
        case .s32: "<i4"
        case .s64: "<i8"
        case .bool: "|b1"
        case .bf16, .u4, .s4: nil
        }
    }
}
