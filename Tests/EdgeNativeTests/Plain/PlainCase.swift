import EdgeModels
import EdgeNative
import EdgeRecords
import FoundationEssentials

/// One node with what enters and what must leave it, as a line of a file beside the tests.
struct PlainCase: CustomStringConvertible, Sendable {
    let description: String
    let node: Node
    let inputs: [Tensor?]
    let outputs: [Tensor?]

    /// The cases of the file `Cases/operators.jsonl`, which `scripts/make-operator-cases` writes.
    static func all(beside file: String = #filePath) throws -> [PlainCase] {
        let folder = ProcessInfo.processInfo.environment["EDGEPLAN_CASES"].map { URL(filePath: $0) }
        let standard = URL(filePath: file).deletingLastPathComponent().appending(path: "Cases/operators.jsonl")
        let lines = try Data(contentsOf: folder ?? standard).split(separator: UInt8(ascii: "\n"))
        return try lines.map { try PlainCase(JSONReader.value(of: Array($0))) }
    }

    private init(_ line: JSONValue) throws {
        guard case .string(let name)? = line["name"], case .string(let operation)? = line["operator"],
            case .string(let domain)? = line["domain"], case .object(let attributes)? = line["attributes"],
            case .array(let inputs)? = line["inputs"], case .array(let outputs)? = line["outputs"]
        else { throw BadCase() }
        description = name
        self.inputs = try inputs.map { try Tensor?(case: $0) }
        self.outputs = try outputs.map { try Tensor?(case: $0) }
        node = Node(
            name: name, operation: OperatorName(domain: domain, name: operation), inputs: [],
            outputs: outputs.map { _ in nil }, attributes: try attributes.mapValues { try Attribute(case: $0) })
    }

    struct BadCase: Error {}
}

extension Attribute {
    fileprivate init(case value: JSONValue) throws {
        switch value {
        case .integer(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        case .array(let all) where all.contains { if case .string = $0 { true } else { false } }:
            self = .texts(all.compactMap { if case .string(let text) = $0 { text } else { nil } })
        case .array(let all):
            self = .integers(all.compactMap { if case .integer(let number) = $0 { number } else { nil } })
        default:
            if let float = value["float"] {
                self = .float(Float(PlainCase.number(float)))
            } else if case .array(let floats)? = value["floats"] {
                self = .floats(floats.map { Float(PlainCase.number($0)) })
            } else {
                guard let tensor = try Tensor?(case: value) else { throw PlainCase.BadCase() }
                self = .tensor(tensor)
            }
        }
    }
}

extension Tensor? {
    fileprivate init(case value: JSONValue) throws {
        guard value != .null else {
            self = nil
            return
        }
        guard case .string(let name)? = value["type"], let type = ElementType(rawValue: name),
            case .array(let sizes)? = value["shape"], case .array(let values)? = value["numbers"]
        else { throw PlainCase.BadCase() }
        let shape = sizes.map { Int(PlainCase.number($0)) }
        self = try Tensor(shape: shape, elements: Elements(type, case: values))
    }
}

extension PlainCase {
    /// What JSON has no number for is a text there.
    static func number(_ value: JSONValue) -> Double {
        switch value {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        case .string(let text): Double(text) ?? .nan
        default: .nan
        }
    }
}

extension Elements {
    fileprivate init(_ type: ElementType, case values: [JSONValue]) {
        let reals = values.map(PlainCase.number)
        let wholes = values.map {
            if case .integer(let whole) = $0 { whole } else { Int(clamping: PlainCase.number($0)) }
        }
        self =
            switch type {
            case .f32: .f32(reals.map { Float($0) })
            case .f64: .f64(reals)
            case .f16: .f16(reals.map { Float16($0).bitPattern })
            case .bf16: .bf16(reals.map { UInt16(Float($0).bitPattern >> 16) })
            case .u8: .u8(wholes.map { UInt8(truncatingIfNeeded: $0) })
            case .s8: .s8(wholes.map { Int8(truncatingIfNeeded: $0) })
            case .u16: .u16(wholes.map { UInt16(truncatingIfNeeded: $0) })
            case .s16: .s16(wholes.map { Int16(truncatingIfNeeded: $0) })
            case .u32: .u32(wholes.map { UInt32(truncatingIfNeeded: $0) })
            case .s32: .s32(wholes.map { Int32(truncatingIfNeeded: $0) })
            case .u64: .u64(zip(wholes, reals).map { $1 < 9e18 ? UInt64($0) : UInt64($1) })
            case .s64: .s64(wholes.map { Int64($0) })
            case .bool: .bool(wholes.map { $0 != 0 })
            case .u4: .u4(Self.halves(wholes))
            case .s4: .s4(Self.halves(wholes))
            }
    }

    private static func halves(_ wholes: [Int]) -> [UInt8] {
        stride(from: 0, to: wholes.count, by: 2).map { place in
            UInt8((wholes[place] & 0xF) | (place + 1 < wholes.count ? wholes[place + 1] & 0xF : 0) << 4)
        }
    }
}

extension Int {
    fileprivate init(clamping real: Double) {
        self = real.isNaN ? 0 : Int(exactly: real.rounded(.towardZero)) ?? (real < 0 ? .min : .max)
    }
}
