import EdgeRecords

/// Writes GGUF files: small ones, for checking engines and readers.
public struct GGUFWriter {
    private var values: [(key: String, bytes: [UInt8])] = []
    private var tensors: [(name: String, shape: [Int], type: GGUFType, content: [UInt8])] = []

    private static let alignment = 32

    public init() {}

    public mutating func set(_ key: String, _ text: String) {
        values.append((key, Self.number(8, 4) + Self.text(text)))
    }

    public mutating func set(_ key: String, _ value: Int) {
        values.append((key, Self.number(4, 4) + Self.number(UInt64(UInt32(clamping: value)), 4)))
    }

    public mutating func set(_ key: String, _ value: Float) {
        values.append((key, Self.number(6, 4) + Self.number(UInt64(value.bitPattern), 4)))
    }

    public mutating func set(_ key: String, _ texts: [String]) {
        let head = Self.number(9, 4) + Self.number(8, 4) + Self.number(UInt64(texts.count), 8)
        values.append((key, head + texts.flatMap(Self.text)))
    }

    /// - Parameters:
    ///   - shape: the innermost size first.
    ///   - content: as the type stores it.
    public mutating func add(_ name: String, shape: [Int], _ type: GGUFType, _ content: [UInt8]) {
        tensors.append((name, shape, type, content))
    }

    public var bytes: [UInt8] {
        var head = Array("GGUF".utf8) + Self.number(3, 4)
        head += Self.number(UInt64(tensors.count), 8) + Self.number(UInt64(values.count), 8)
        for (key, bytes) in values { head += Self.text(key) + bytes }
        var offset = 0
        for (name, shape, type, content) in tensors {
            head += Self.text(name) + Self.number(UInt64(shape.count), 4)
            for size in shape { head += Self.number(UInt64(size), 8) }
            head += Self.number(UInt64(type.number), 4) + Self.number(UInt64(offset), 8)
            offset += Self.padded(content.count)
        }
        head += [UInt8](repeating: 0, count: Self.padded(head.count) - head.count)
        for (_, _, _, content) in tensors {
            head += content + [UInt8](repeating: 0, count: Self.padded(content.count) - content.count)
        }
        return head
    }

    private static func padded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

    private static func text(_ text: String) -> [UInt8] { number(UInt64(text.utf8.count), 8) + Array(text.utf8) }

    private static func number(_ value: UInt64, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
