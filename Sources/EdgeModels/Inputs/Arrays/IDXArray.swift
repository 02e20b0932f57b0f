internal import EdgePlatform

/// Tensors as the MNIST family of data sets keeps them: two zero bytes, a type, a rank, sizes, then the elements.
public enum IDXArray {
    /// Unpacked.
    private static let limitBytes = 4 << 30
    /// No such data set has more.
    private static let rankAtMost = 8

    /// Reads a file, unpacking it first if it is packed.
    public static func tensor(from bytes: [UInt8], named file: String) throws(InputError) -> Tensor {
        guard let bytes = Gzip.unpacked(bytes, limitBytes: limitBytes) else {
            throw .malformed(.idx, file: file, place: "packed content", why: "it is damaged, cut off or too large")
        }
        guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else { throw .notThis(.idx, file: file) }
        guard let type = type(of: bytes[2]) else {
            throw .unsupported(.idx, file: file, place: "header", feature: "elements of the type \(bytes[2])")
        }
        guard Int(bytes[3]) <= rankAtMost else {
            throw .tooLarge(.idx, file: file, place: "header", limit: "\(rankAtMost) dimensions")
        }
        let start = 4 + 4 * Int(bytes[3])
        guard bytes.count >= start else { throw .truncated(.idx, file: file, place: "header") }
        let shape = stride(from: 4, to: start, by: 4).map { place in
            bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = Tensor.count(shape), let size = type.bytes(count: count) else {
            throw .malformed(.idx, file: file, place: "header", why: "no memory could hold an array of this shape")
        }
        guard size <= bytes.count - start else { throw .truncated(.idx, file: file, place: "elements") }
        return Tensor(
            unchecked: Elements(type, stored: bytes[start..<start + size], order: .big), shape: shape)
    }

    private static func type(of code: UInt8) -> ElementType? {
        switch code {
        case 0x08: .u8
        case 0x09: .s8
        case 0x0B: .s16
        case 0x0C: .s32
        case 0x0D: .f32
        case 0x0E: .f64
        default: nil
        }
    }
}
