import EdgeModels
import EdgePlatform
import EdgeRecords
import Glibc

/// Little-endian fp32 numbers, as numpy reads and writes them.
func floats(of path: String) throws -> [Float] {
    let bytes = try UserFile.bytes(of: path, limitBytes: 1 << 28)
    return stride(from: 0, to: bytes.count - 3, by: 4).map { place in
        Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) })
    }
}

extension Tensor {
    /// Floats, or codes as numbers.
    var numbers: [Float] {
        switch elements {
        case .f32(let all): all
        case .u8(let all): all.map { Float($0) }
        case .s8(let all): all.map { Float($0) }
        default: []
        }
    }
}

func write(_ numbers: [Float], to path: String) throws {
    let bytes = numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }
    try AtomicFile.write(bytes, to: path)
}

/// `MODEL-fp32.onnx`, `MODEL-int8.onnx`, and `MODEL.in` with numbers from 0 to 1 that are the same each time.
func writeModel(named name: String, to folder: String) throws {
    guard let model = Catalogue.model(named: name) else {
        print("the catalogue has no \(name)")
        exit(2)
    }
    for precision in [Precision.fp32, .int8] {
        let graph = model.graph(precision)
        try AtomicFile.write(ONNXWriter.bytes(of: graph), to: "\(folder)/\(name)-\(precision.rawValue).onnx")
        let count = (graph[graph.inputs[0]].fixedShape ?? []).reduce(1, *)
        var state: UInt32 = 1
        try write(
            (0..<count).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return Float(state >> 8) / Float(1 << 24)
            }, to: "\(folder)/\(name).in")
    }
}
