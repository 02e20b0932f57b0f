/// ONNX files put together by hand, field by field, as other programs and liars write them.
struct ONNXFile {
    private(set) var bytes: [UInt8] = []

    /// A file with one graph.
    init(version: Int = 21, domains: [(String, Int)] = [], graph: (inout ONNXFile) -> Void) {
        integer(1, 8)
        message(8) { $0.integer(2, version) }
        for (domain, version) in domains {
            message(8) { set in
                set.text(1, domain)
                set.integer(2, version)
            }
        }
        message(7) { inner in
            inner.text(2, "made by hand")
            graph(&inner)
        }
    }

    private init() {}

    mutating func integer(_ number: Int, _ value: Int) {
        varint(UInt64(number) << 3)
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func float(_ number: Int, _ value: Float) {
        varint(UInt64(number) << 3 | 5)
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }

    mutating func text(_ number: Int, _ value: String) { blob(number, Array(value.utf8)) }

    mutating func blob(_ number: Int, _ value: [UInt8]) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func message(_ number: Int, _ write: (inout ONNXFile) -> Void) {
        var inner = ONNXFile()
        write(&inner)
        blob(number, inner.bytes)
    }

    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

// MARK: - Within a graph

extension ONNXFile {
    /// An attribute as a node has it.
    enum Word: Sendable {
        case integer(Int), float(Float), text(String), integers([Int]), floats([Float])
        case graph(@Sendable (inout ONNXFile) -> Void)
    }

    mutating func node(
        _ operation: String, _ inputs: [String], _ outputs: [String], _ attributes: [(String, Word)] = [],
        domain: String = ""
    ) {
        message(1) { node in
            for input in inputs { node.text(1, input) }
            for output in outputs { node.text(2, output) }
            node.text(3, "the \(operation)")
            node.text(4, operation)
            for (name, word) in attributes { node.message(5) { $0.attribute(name, word) } }
            if !domain.isEmpty { node.text(7, domain) }
        }
    }

    private mutating func attribute(_ name: String, _ word: Word) {
        text(1, name)
        switch word {
        case .float(let value): float(2, value)
        case .integer(let value): integer(3, value)
        case .text(let value): text(4, value)
        case .graph(let write): message(6, write)
        case .floats(let values): for value in values { float(7, value) }
        case .integers(let values): for value in values { integer(8, value) }
        }
    }

    /// An input (11), an output (12) or a value in between (13), of floats unless told otherwise.
    mutating func value(_ field: Int, _ name: String, _ shape: [Int], type: Int = 1) {
        message(field) { value in
            value.text(1, name)
            value.message(2) { outer in
                outer.message(1) { tensor in
                    tensor.integer(1, type)
                    tensor.message(2) { sizes in
                        for size in shape { sizes.message(1) { $0.integer(1, size) } }
                    }
                }
            }
        }
    }

    mutating func input(_ name: String, _ shape: [Int], type: Int = 1) { value(11, name, shape, type: type) }
    mutating func output(_ name: String) { message(12) { $0.text(1, name) } }

    /// A tensor of floats, each in a field of its own.
    mutating func tensor(_ name: String, _ shape: [Int], _ numbers: [Float]) {
        message(5) { tensor in
            for size in shape { tensor.integer(1, size) }
            tensor.integer(2, 1)
            for number in numbers { tensor.float(4, number) }
            tensor.text(8, name)
        }
    }

    mutating func tensor(_ name: String, _ shape: [Int], integers: [Int]) {
        message(5) { tensor in
            for size in shape { tensor.integer(1, size) }
            tensor.integer(2, 7)
            for number in integers { tensor.integer(7, number) }
            tensor.text(8, name)
        }
    }

    /// A tensor of floats that lies in another file.
    mutating func tensor(_ name: String, _ shape: [Int], external: [String: String]) {
        message(5) { tensor in
            for size in shape { tensor.integer(1, size) }
            tensor.integer(2, 1)
            tensor.text(8, name)
            for (key, value) in external.sorted(by: { $0.key < $1.key }) {
                tensor.message(13) { entry in
                    entry.text(1, key)
                    entry.text(2, value)
                }
            }
            tensor.integer(14, 1)
        }
    }
}
