/// Writes files of weights as PyTorch did before version 1.6.
struct TorchBytes {
    private var entries: [UInt8] = []
    private var keys: [UInt8] = []
    private var numbers: [UInt8] = []

    /// - Parameter stride: of each dimension; row by row otherwise.
    mutating func add(
        _ name: String, _ shape: [Int], _ floats: [Float], offset: Int = 0, strides: [Int]? = nil, claimed: Int? = nil
    ) {
        let key = "key \(name)"
        let rows = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
        entries += Self.text(name) + Array("ctorch._utils\n_rebuild_tensor_v2\n((".utf8) + Self.text("storage")
        entries += Array("ctorch\nFloatStorage\n".utf8) + Self.text(key) + Self.text("cpu")
        entries += Self.number(claimed ?? floats.count) + Array("NtQ".utf8) + Self.number(offset)
        entries += Array("(".utf8) + shape.flatMap(Self.number) + Array("t(".utf8)
        entries += (strides ?? rows).flatMap(Self.number) + Array("t".utf8)
        entries += [0x89] + Array("ccollections\nOrderedDict\n)RtR".utf8)
        keys += Self.text(key)
        numbers += Self.little(floats.count, bytes: 8) + floats.flatMap { Self.little(Int($0.bitPattern), bytes: 4) }
    }

    static let start: [UInt8] =
        [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
        + [0x80, 2] + Array("M".utf8) + [0xE9, 3, 0x2E]
        + [0x80, 2] + Array("}(".utf8) + text("little_endian") + [0x88] + Array("u.".utf8)

    var bytes: [UInt8] {
        let state = [0x80, 2] + Array("ccollections\nOrderedDict\n)R(".utf8) + entries + Array("u".utf8)
        // What PyTorch notes beside: the versions of modules.
        let metadata = Array("}".utf8) + Self.text("_metadata") + Array(")sb.".utf8)
        return Self.start + state + metadata + [0x80, 2] + Array("](".utf8) + keys + Array("e.".utf8) + numbers
    }

    static func text(_ text: String) -> [UInt8] { [0x58] + little(text.utf8.count, bytes: 4) + Array(text.utf8) }
    static func number(_ number: Int) -> [UInt8] { [0x4A] + little(number, bytes: 4) }

    static func little(_ number: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
